"""Fetches in time: many workers at one feed, a feed changed meanwhile, the whole fifteen seconds."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.actions import calling, feeds, fetches
from articles.models import FeedFetch, ImportRun
from tests.publisher import ONE, Answer, drip, rss

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_came_of_an_old_address_teaches_the_new_one_nothing(make_feed, publisher):
    feed = make_feed()

    def meanwhile(handler) -> None:
        with ThreadPoolExecutor(1) as somebody:
            somebody.submit(change_address).result()
        handler.give(Answer(rss(ONE), etag='"old"'))

    def change_address() -> None:
        feeds.change(feed, by=None, fields={"url": publisher.at("/other")})
        connection.close()

    publisher.pages["/feed"] = meanwhile
    fetches.work(calling.call(feed.pk))
    feed.refresh_from_db()
    assert (feed.url, feed.etag, feed.sha256) == (publisher.at("/other"), "", "")
    assert ImportRun.objects.get().feed == feed


def test_sixteen_who_run_the_same_due_feed_make_one_fetch_and_one_request(make_feed, publisher):
    feed = make_feed()
    together, runs = Barrier(16), []

    def work() -> None:
        together.wait()
        called = calling.call(feed.pk)
        together.wait()
        fetch_id = called or FeedFetch.objects.get().pk
        together.wait()
        runs.append(fetches.work(fetch_id))
        connection.close()

    threads = [Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [run for run in runs if run] == [ImportRun.objects.get().pk]
    assert len(runs) == 16
    assert [path for path, _ in publisher.asked] == ["/feed"]
    assert FeedFetch.objects.count() == 1


@pytest.mark.soak
def test_a_server_that_drips_is_left_after_fifteen_seconds(make_feed, fetched, publisher):
    publisher.pages["/feed"] = drip
    begun = time.monotonic()
    assert fetched(make_feed()).reason == "the server did not finish within 15 seconds"
    assert 15 <= time.monotonic() - begun < 17
