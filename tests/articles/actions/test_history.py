"""The history of feeds: what is old goes, the newest of each feed and what is under way stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from articles import jobs
from articles.actions import history
from articles.models import FeedFetch, ImportRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(make_feed, settings):
    """Return a maker of a feed with ended fetches so many days old, oldest first."""
    settings.FEED_HISTORY_DAYS, settings.FEED_HISTORY_LEAST = 30, 2

    def make(path: str, *days: int):
        feed = make_feed(path)
        FeedFetch.objects.filter(feed=feed).delete()
        for age in days:
            ended = Now() - timedelta(days=age)
            FeedFetch.objects.create(feed=feed, state="DONE", outcome="unchanged", finished_at=ended)
        return feed

    return make


def left(feed) -> int:
    return feed.fetches.count()


def test_each_feed_keeps_what_is_young_and_its_newest(old):
    busy, quiet, young = old("/a", 90, 60, 31, 29, 1), old("/b", 400, 300, 200), old("/c", 20, 10, 5, 1)
    assert history.forget() == 3 + 1
    assert (left(busy), left(quiet), left(young)) == (2, 2, 4)
    assert history.forget() == 0


def test_what_is_under_way_and_the_runs_stay(old, desk):
    feed = old("/a", 90, 80, 70)
    run = ImportRun.objects.create(desk=desk, state="SUCCEEDED", finished_at=Now())
    FeedFetch.objects.filter(pk=feed.fetches.earliest("id").pk).update(run=run, outcome="new")
    FeedFetch.objects.create(feed=feed, asked_at=Now() - timedelta(days=99))
    jobs.tidy()
    assert sorted(feed.fetches.values_list("state", flat=True)) == ["DONE", "DONE", "QUEUED"]
    assert ImportRun.objects.filter(pk=run.pk).exists()


def test_a_long_history_is_forgotten_a_part_at_a_time(old, monkeypatch):
    monkeypatch.setattr(history, "MOST", 2)
    feed = old("/a", 90, 80, 70, 60, 50)
    assert [history.forget() for _ in range(3)] == [2, 1, 0]
    assert left(feed) == 2
