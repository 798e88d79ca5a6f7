"""Feeds and fetches: one place, one schedule, one fetch at a time; a pause and a failure say why."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from articles.models import Feed, FeedFetch, ImportRun, ListedPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(desk) -> Feed:
    return Feed.objects.create(
        desk=desk, source_name="Harbour News", url="https://harbour.example/rss", every=60, next_run_at=Now()
    )


@pytest.fixture
def fetch(feed) -> FeedFetch:
    return FeedFetch.objects.create(feed=feed)


@pytest.mark.parametrize("fields", [{"folder": "wire"}, {"url": ""}])
def test_feed_has_an_address_or_a_folder(feed, refused_by, fields):
    with refused_by("feed_has_an_address_or_a_folder"):
        Feed.objects.update(**fields)


@pytest.mark.parametrize("fields", [{"daily_at": ["06:00"]}, {"every": None}, {"every": 0}])
def test_feed_runs_every_so_often_or_daily(feed, refused_by, fields):
    with refused_by("feed_runs_every_so_often_or_daily"):
        Feed.objects.update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "PAUSED"},
        {"state": "PAUSED", "next_run_at": None, "paused_at": timezone.now()},
        {"next_run_at": None},
        {"paused_reason": "tired"},
    ],
)
def test_feed_is_paused_or_knows_its_next_run(feed, refused_by, fields):
    with refused_by("feed_is_paused_or_knows_its_next_run"):
        Feed.objects.update(**fields)


@pytest.mark.parametrize("folder", ["..", "a/../b", "/etc", "a//b", "a/", ".", "./a"])
def test_feed_folder_stays_below_its_root(feed, refused_by, folder):
    with refused_by("feed_folder_stays_below_its_root"):
        Feed.objects.update(url="", folder=folder)


def test_a_folder_may_have_folders_and_dots(feed):
    assert Feed.objects.update(url="", folder="wire/2026..27/.agency") == 1


def test_one_feed_per_desk_and_folder(feed, desk, other_desk, refused_by):
    fields = {"source_name": "Wire", "folder": "wire", "every": 5, "next_run_at": timezone.now()}
    Feed.objects.create(desk=desk, **fields)
    Feed.objects.create(desk=other_desk, **fields)
    with refused_by("one_feed_per_desk_and_folder"):
        Feed.objects.create(desk=desk, **fields)


def test_allowed_moves_of_a_fetch(fetch, refused_by):
    with refused_by("Invalid transition of field"):
        FeedFetch.objects.update(state="DONE", finished_at=Now(), outcome="unchanged")


def test_a_feed_moves_between_two_states(feed, refused_by):
    with refused_by("Invalid transition of field"):
        Feed.objects.update(state="GONE")


def test_one_fetch_of_a_feed_at_a_time(fetch, refused_by):
    with refused_by("one_fetch_of_a_feed_at_a_time"):
        FeedFetch.objects.create(feed=fetch.feed, kind="by_hand")


def test_one_dry_run_of_a_feed_at_a_time(fetch, refused_by):
    FeedFetch.objects.create(feed=fetch.feed, kind="dry")
    with refused_by("one_dry_run_of_a_feed_at_a_time"):
        FeedFetch.objects.create(feed=fetch.feed, kind="dry")


@pytest.mark.parametrize("fields", [{"outcome": "new"}, {"finished_at": timezone.now()}])
def test_fetch_is_done_iff_it_has_ended(fetch, refused_by, fields):
    with refused_by("fetch_is_done_iff_it_has_ended"):
        FeedFetch.objects.update(**fields)


def test_undelivered_fetch_says_why(feed, refused_by):
    with refused_by("undelivered_fetch_says_why"):
        FeedFetch.objects.create(feed=feed, state="DONE", finished_at=Now(), outcome="failed")


def test_one_running_run_per_feed(feed, desk, refused_by):
    ImportRun.objects.create(desk=desk, feed=feed, state="SUCCEEDED", finished_at=Now())
    ImportRun.objects.create(desk=desk, feed=feed)
    with refused_by("one_running_run_per_feed"):
        ImportRun.objects.create(desk=desk, feed=feed)


def test_a_removed_feed_leaves_its_runs_and_takes_its_history(fetch, desk):
    run = ImportRun.objects.create(desk=desk, feed=fetch.feed)
    fetch.feed.delete()
    run.refresh_from_db()
    assert (run.feed, FeedFetch.objects.count()) == (None, 0)


def test_one_listed_page_per_feed_and_address(feed, refused_by):
    ListedPage.objects.create(feed=feed, url="https://harbour.example/1")
    with refused_by("one_listed_page_per_feed_and_address"):
        ListedPage.objects.create(feed=feed, url="https://harbour.example/1")
