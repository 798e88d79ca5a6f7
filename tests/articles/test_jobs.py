"""Jobs: they ring for what comes next, survive bad items and lost messages, and a broker that is down."""

from __future__ import annotations

import json
import socket
import time
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta

import pytest
import redis
from celery import current_app
from celery.contrib.testing.worker import start_worker
from django.utils import timezone

from articles import jobs
from articles.models import ArticleRevision, ImportItem, ImportRun, Statement
from articles.signals import statements_extracted

pytestmark = pytest.mark.django_db(transaction=True)

QUEUES = ("imports", "statements", "default")


class Queues:
    """The queues of the broker, as a worker would see them."""

    def __init__(self) -> None:
        self.url = current_app.conf.broker_url
        self.valkey = redis.Redis.from_url(self.url)

    def empty(self) -> None:
        """Forget every message."""
        self.valkey.delete(*QUEUES)

    def rung(self) -> list[tuple[str, str, list[object]]]:
        """Return (queue, job, arguments) of each message, oldest first in its queue."""
        found = []
        for queue in QUEUES:
            for raw in reversed(self.valkey.lrange(queue, 0, -1)):
                message = json.loads(raw)
                arguments = json.loads(b64decode(message["body"]))[0]
                found.append((queue, message["headers"]["task"].rpartition(".")[2], arguments))
        return found


@pytest.fixture
def queues() -> Iterator[Queues]:
    """The broker's queues, empty at first."""
    queues = Queues()
    queues.empty()
    yield queues
    queues.empty()


@pytest.fixture
def broker_down() -> Iterator[None]:
    """Point the application at a port where nobody listens."""
    before = current_app.conf.broker_url
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        current_app.conf.broker_url = f"redis://127.0.0.1:{unused.getsockname()[1]}/0"
        yield
    current_app.conf.broker_url = before


@pytest.fixture
def worker(queues) -> Iterator[None]:
    """A real Celery worker, in a thread of this process, on the queues of imports and statements."""
    with start_worker(
        current_app, pool="solo", perform_ping_check=False, queues=list(QUEUES), loglevel="ERROR"
    ):
        yield


def long_ago(run: ImportRun) -> None:
    """Make a run old enough that `catch_up` looks at it, and its revisions too."""
    earlier = timezone.now() - timedelta(minutes=5)
    ImportRun.objects.filter(pk=run.pk).update(started_at=earlier)


def test_a_run_rings_for_each_file_and_for_its_items_in_batches(queues, hand_over, text_file, parsed):
    articles = [parsed(text=f"Text {number}.") for number in range(jobs.BATCH + 1)]
    run = hand_over(files=[text_file(1), text_file(2)], articles=articles)
    jobs.import_run(run.pk)
    files = list(run.files.order_by("pk").values_list("pk", flat=True))
    items = list(run.items.order_by("pk").values_list("pk", flat=True))
    assert queues.rung() == [
        ("imports", "read_file", [files[0]]),
        ("imports", "read_file", [files[1]]),
        ("imports", "import_items", [items[: jobs.BATCH]]),
        ("imports", "import_items", [items[jobs.BATCH :]]),
    ]


def test_a_started_run_rings_once(queues, hand_over, text_file):
    run = hand_over(files=[text_file()])
    jobs.ring_run(run)
    assert queues.rung() == [("imports", "import_run", [run.pk])]


def test_a_run_of_refusals_alone_is_finished_at_once(queues, hand_over, parsed):
    run = hand_over(articles=[parsed(text="")])
    jobs.import_run(run.pk)
    run.refresh_from_db()
    assert (run.state, queues.rung()) == ("FAILED", [])


def test_a_file_that_was_read_rings_for_the_statements_of_its_articles(queues, hand_over, text_file):
    run = hand_over(files=[text_file()])
    jobs.read_file(run.files.get().pk)
    assert queues.rung() == [("statements", "extract_statements", [ArticleRevision.objects.get().pk])]


def test_a_file_without_an_article_finishes_its_run(queues, hand_over, text_file):
    run = hand_over(files=[text_file(text="%PDF-1.7")])
    jobs.read_file(run.files.get().pk)
    run.refresh_from_db()
    assert (run.state, queues.rung()) == ("FAILED", [])


def test_imported_items_ring_for_their_statements_and_finish_the_run(queues, hand_over, parsed):
    run = hand_over(articles=[parsed(), parsed()])
    jobs.import_items(list(run.items.order_by("pk").values_list("pk", flat=True)))
    run.refresh_from_db()
    assert (run.state, run.created, run.unchanged) == ("SUCCEEDED", 1, 1)
    assert queues.rung() == [("statements", "extract_statements", [ArticleRevision.objects.get().pk])]


def test_one_bad_item_does_not_stop_the_others(queues, hand_over, parsed):
    run = hand_over(articles=[parsed(text=f"Text {number}.") for number in range(3)])
    ids = list(run.items.order_by("pk").values_list("pk", flat=True))
    ImportItem.objects.filter(pk=ids[1]).update(payload={"not": "an article"})
    jobs.import_items(ids)
    assert list(run.items.order_by("pk").values_list("outcome", flat=True)) == ["created", "", "created"]


def test_the_signal_is_sent_once_when_the_statements_are_stored(queues, desk, make_revision):
    revision = make_revision(desk, "The bridge is 90 metres long.")
    heard: list[int] = []

    def hear(sender, revision_ids: list[int], **kwargs) -> None:
        heard.extend(revision_ids)

    statements_extracted.connect(hear)
    for _ in range(2):
        jobs.extract_statements(revision.pk)
    statements_extracted.disconnect(hear)
    assert heard == [revision.pk]


def test_catch_up_rings_again_for_everything_that_was_lost(
    queues, hand_over, text_file, parsed, make_revision, desk
):
    run = hand_over(files=[text_file()], articles=[parsed()])
    revision = make_revision(desk, "Old text.", created_at=timezone.now() - timedelta(minutes=5))
    long_ago(run)
    jobs.catch_up()
    assert queues.rung() == [
        ("imports", "read_file", [run.files.get().pk]),
        ("imports", "import_items", [[run.items.get().pk]]),
        ("statements", "extract_statements", [revision.pk]),
    ]


def test_catch_up_leaves_what_was_just_started_alone(
    queues, hand_over, text_file, parsed, make_revision, desk
):
    hand_over(files=[text_file()], articles=[parsed()])
    make_revision(desk, "New text.")
    jobs.catch_up()
    assert queues.rung() == []


def test_catch_up_leaves_a_queue_in_which_many_messages_wait_to_its_workers(
    queues, hand_over, text_file, make_revision, desk
):
    run = hand_over(files=[text_file()])
    make_revision(desk, "Old text.", created_at=timezone.now() - timedelta(minutes=5))
    long_ago(run)
    waiting = [("imports", "import_run", [run.pk])] * 50
    for _ in waiting:
        jobs.ring_run(run)
    jobs.catch_up()
    rung = queues.rung()
    assert (rung[:50], [name for _, name, _ in rung[50:]]) == (waiting, ["extract_statements"])


def test_catch_up_finishes_a_run_whose_worker_died_before_it_could(queues, hand_over, parsed):
    run = hand_over(articles=[parsed(text="")])
    long_ago(run)
    jobs.catch_up()
    run.refresh_from_db()
    assert run.state == "FAILED"


def test_with_the_broker_down_everything_is_stored_and_nothing_fails(
    broker_down, hand_over, text_file, parsed
):
    run = hand_over(files=[text_file()], articles=[parsed()])
    jobs.ring_run(run)
    jobs.import_run(run.pk)
    jobs.read_file(run.files.get().pk)
    jobs.import_items(list(run.items.values_list("pk", flat=True)))
    run.refresh_from_db()
    assert (run.state, run.created, ArticleRevision.objects.count()) == ("SUCCEEDED", 2, 2)


def test_what_was_handed_over_while_the_broker_was_down_is_found_when_it_is_back(
    queues, broker_down, hand_over, text_file
):
    run = hand_over(files=[text_file()])
    jobs.ring_run(run)
    current_app.conf.broker_url = queues.url
    long_ago(run)
    jobs.catch_up()
    assert queues.rung() == [("imports", "read_file", [run.files.get().pk])]


def test_a_worker_takes_a_run_from_files_to_statements(worker, queues, hand_over, text_file):
    run = hand_over(files=[text_file(number) for number in range(25)])
    jobs.ring_run(run)
    until = timezone.now() + timedelta(seconds=40)
    unextracted = ArticleRevision.objects.filter(extracted_at__isnull=True)
    while timezone.now() < until and (not ImportRun.objects.get().is_finished or unextracted.exists()):
        time.sleep(0.05)
    run.refresh_from_db()
    assert (run.state, run.created) == ("SUCCEEDED", 25)
    assert ArticleRevision.objects.filter(extracted_at__isnull=False).count() == 25
    assert Statement.objects.values("revision").distinct().count() == 25
