"""The beat job of feeds: what is due is fetched, what was lost is found, one bad feed stops none."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import redis
from celery import current_app
from django.db.models.functions import Now

from articles import due, jobs
from articles.actions import calling, fetches
from articles.models import Feed, FeedFetch, ImportRun
from tests.publisher import Answer

pytestmark = pytest.mark.django_db(transaction=True)

Rung = Callable[[], list[int]]


@pytest.fixture
def rung() -> Iterator[Rung]:
    """Return a reader of the broker: the ids of the fetches that were rung for since it was last asked."""
    valkey = redis.Redis.from_url(current_app.conf.broker_url)
    valkey.delete("evidence", "imports", "statements")

    def read() -> list[int]:
        messages = [json.loads(raw) for raw in reversed(valkey.lrange("evidence", 0, -1))]
        valkey.delete("evidence")
        assert {message["headers"]["task"] for message in messages} <= {"articles.jobs.fetch_feed"}
        return [json.loads(b64decode(message["body"]))[0][0] for message in messages]

    yield read
    valkey.delete("evidence", "imports", "statements")


def test_due_feeds_are_fetched_and_others_are_not(make_feed, rung):
    due_now, later, paused = make_feed(), make_feed(), make_feed(start=False)
    Feed.objects.filter(pk=later.pk).update(next_run_at=Now() + timedelta(minutes=1))
    jobs.call_feeds()
    fetch = FeedFetch.objects.get()
    assert (rung(), fetch.feed) == ([fetch.pk], due_now)
    assert paused.fetches.count() == 0


def test_one_bad_feed_stops_none(make_feed, publisher, rung, work_off):
    bad, good = make_feed("/bad"), make_feed("/feed")
    publisher.pages["/bad"] = Answer(status=500)
    jobs.call_feeds()
    for fetch_id in rung():
        jobs.fetch_feed(fetch_id)
    work_off(ImportRun.objects.get())
    jobs.call_feeds()
    outcomes = dict(FeedFetch.objects.values_list("feed", "outcome"))
    assert outcomes == {bad.pk: "failed", good.pk: "new"}
    assert ImportRun.objects.get().state == "SUCCEEDED"
    assert FeedFetch.objects.get(feed=good).state == "DONE"


def test_a_feed_that_breaks_the_caller_stops_none(make_feed, rung):
    make_feed(zone="Mars/Olympus", every=None, daily_at=["06:00"])
    good = make_feed()
    jobs.call_feeds()
    assert [fetch.feed for fetch in FeedFetch.objects.all()] == [good]


def test_a_fetch_whose_message_or_worker_was_lost_is_found_again(make_feed, rung):
    fetch_id = calling.call(make_feed().pk)
    jobs.call_feeds()
    assert rung() == []  # it was rung for just now
    FeedFetch.objects.update(asked_at=Now() - timedelta(minutes=2), state="RUNNING", attempts=1)
    jobs.call_feeds()
    assert rung() == [fetch_id]
    jobs.fetch_feed(fetch_id)
    assert FeedFetch.objects.get().outcome == "new"


def test_a_fetch_is_closed_once_its_run_is_finished(make_feed, work_off):
    fetch_id = calling.call(make_feed().pk)
    run = ImportRun.objects.get(pk=fetches.work(fetch_id))
    assert due.unclosed_fetches() == []
    work_off(run)
    assert due.unclosed_fetches() == [fetch_id]
    jobs.call_feeds()
    assert FeedFetch.objects.get().state == "DONE"
    assert due.unclosed_fetches() == []


def test_while_many_messages_wait_due_feeds_stay_due(make_feed, rung):
    feed = make_feed()
    valkey = redis.Redis.from_url(current_app.conf.broker_url)
    valkey.rpush("evidence", *[b"a message that waits"] * 60)
    jobs.call_feeds()
    assert valkey.llen("evidence") == 60
    assert (FeedFetch.objects.count(), due.due_feeds()) == (0, [feed.pk])
