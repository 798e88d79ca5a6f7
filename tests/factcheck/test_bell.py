"""The doorbell: heard after the commit, never before; a broker that is down costs a second and no error."""

from __future__ import annotations

import json
import os
import socket
import time
from base64 import b64decode
from collections.abc import Callable, Iterator

import pytest
import redis
from celery import current_app, shared_task
from django.db import transaction

from factcheck import bell

QUEUE = "bell-test"
ONE_SECOND_AND_A_BIT = 1.9  # seconds, on a machine that others load


@shared_task(name="tests.heard")
def heard(number: int) -> None:
    """Nobody runs this: the tests look at the queue."""


@pytest.fixture
def valkey() -> Iterator[redis.Redis]:
    """The broker itself, with the tests' queues empty before and after."""
    client = redis.Redis.from_url(current_app.conf.broker_url)
    client.delete(QUEUE, "bell-other")
    yield client
    client.delete(QUEUE, "bell-other")


@pytest.fixture
def broker_at() -> Iterator[Callable[[str], None]]:
    """Return a setter of the broker's address, put back afterwards."""
    before = current_app.conf.broker_url
    yield lambda url: setattr(current_app.conf, "broker_url", url)
    current_app.conf.broker_url = before


def rung(valkey: redis.Redis, queue: str = QUEUE) -> list[list[object]]:
    """Return the arguments of each message in the queue, oldest first."""
    messages = [json.loads(raw) for raw in valkey.lrange(queue, 0, -1)]
    return [json.loads(b64decode(message["body"]))[0] for message in reversed(messages)]


@pytest.mark.django_db(transaction=True)
def test_a_bell_rings_after_the_commit_and_not_before(valkey):
    with transaction.atomic():
        bell.ring(heard, 1, queue=QUEUE)
        assert rung(valkey) == []
    assert rung(valkey) == [[1]]


@pytest.mark.django_db(transaction=True)
def test_a_bell_does_not_ring_for_what_was_rolled_back(valkey):
    with transaction.atomic():
        bell.ring(heard, 1, queue=QUEUE)
        transaction.set_rollback(True)
    assert rung(valkey) == []


@pytest.mark.django_db(transaction=True)
def test_a_bell_rings_in_the_queue_that_is_named(valkey):
    bell.ring(heard, 7, queue="bell-other")
    assert (rung(valkey), rung(valkey, "bell-other")) == ([], [[7]])


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_refuses_connections_costs_no_error_and_at_most_a_second(broker_at):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        broker_at(f"redis://127.0.0.1:{unused.getsockname()[1]}/0")
        began = time.monotonic()
        bell.ring(heard, 1, queue=QUEUE)
    assert time.monotonic() - began < ONE_SECOND_AND_A_BIT


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_never_answers_costs_no_error_and_at_most_a_second(broker_at):
    with socket.create_server(("127.0.0.1", 0), backlog=1) as deaf:
        broker_at(f"redis://127.0.0.1:{deaf.getsockname()[1]}/0")
        began = time.monotonic()
        bell.ring(heard, 1, queue=QUEUE)
    assert time.monotonic() - began < ONE_SECOND_AND_A_BIT


@pytest.mark.django_db(transaction=True)
def test_a_bell_rings_again_once_the_broker_dropped_its_connections(valkey):
    bell.ring(heard, 1, queue=QUEUE)
    database = str(valkey.connection_pool.connection_kwargs["db"])
    own = valkey.client_id()
    for client in valkey.client_list():
        if client["db"] == database and int(client["id"]) != own:
            valkey.client_kill_filter(_id=client["id"])
    bell.ring(heard, 2, queue=QUEUE)
    assert rung(valkey) == [[1], [2]]


@pytest.mark.django_db(transaction=True)
def test_a_forked_process_does_not_share_its_parents_connection(valkey):
    bell.ring(heard, 1, queue=QUEUE)
    child = os.fork()
    if child == 0:
        bell._publish(heard, (2,), {"queue": QUEUE})
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    bell.ring(heard, 3, queue=QUEUE)
    assert rung(valkey) == [[1], [2], [3]]


@pytest.fixture
def routed() -> Iterator[None]:
    """Route the tests' job to the tests' queue, as the settings route ours."""
    before = current_app.conf.task_routes
    current_app.conf.task_routes = {heard.name: {"queue": QUEUE}}
    current_app.amqp.flush_routes()
    yield
    current_app.conf.task_routes = before
    current_app.amqp.flush_routes()


@pytest.mark.parametrize(("waiting", "quiet"), [(0, True), (49, True), (50, False), (2000, False)])
def test_a_queue_is_quiet_while_few_messages_wait_in_it(valkey, routed, waiting, quiet):
    for number in range(waiting):
        valkey.lpush(QUEUE, number)
    assert bell.is_quiet(heard) is quiet


def test_a_broker_that_is_down_is_not_quiet_for_nobody_would_hear(broker_at, routed):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        broker_at(f"redis://127.0.0.1:{unused.getsockname()[1]}/0")
        assert bell.is_quiet(heard) is False
