"""The servers: their versions while they answer, a line without secrets while they do not, in time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from django.test import Client

from factcheck import servers

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker_at() -> Iterator[Callable[[str], None]]:
    """Return a setter of the broker's address, put back afterwards."""
    before = current_app.conf.broker_url
    yield lambda url: setattr(current_app.conf, "broker_url", url)
    current_app.conf.broker_url = before


@pytest.fixture
def deaf() -> Iterator[str]:
    """An address that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://:secret@127.0.0.1:{server.getsockname()[1]}/0"


def test_servers_that_answer_say_their_version():
    found, waiting = servers.valkey()
    assert (servers.postgresql().answers, found.answers) == (True, True)
    assert (servers.postgresql().version[:1].isdigit(), found.version[:1].isdigit()) == (True, True)
    assert set(waiting) == {"default", "imports", "statements", "evidence", "handout"}


def test_a_broker_that_refuses_is_told_of(broker_at):
    broker_at("redis://:secret@127.0.0.1:1/0")
    found, waiting = servers.valkey()
    assert (found.answers, waiting, "secret" in found.problem) == (False, {}, False)


def test_a_broker_that_never_answers_costs_no_more_than_two_seconds(broker_at, deaf):
    broker_at(deaf)
    began = time.monotonic()
    assert servers.valkey()[0].answers is False
    assert time.monotonic() - began < 2


def test_ready_is_200_with_both_and_503_without_the_broker(broker_at):
    answer = Client().get("/readyz/")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    broker_at("redis://127.0.0.1:1/0")
    answer = Client().get("/readyz/")
    told = {"status": "not ready", "postgresql": "ok", "valkey": "unreachable"}
    assert (answer.status_code, answer.json()) == (503, told)
