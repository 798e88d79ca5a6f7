"""manage.py fetch_feeds and feeds: what is due comes in and gets its tasks; failures end with exit code 1."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from articles.actions import feeds
from articles.models import Feed
from reviews.models import ReviewTask
from tests.publisher import ONE, TWO, Answer, Publisher, rss

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(settings) -> Iterator[Publisher]:
    server = Publisher()
    settings.FETCH_ALLOWED_HOSTS = [server.host]
    server.pages["/feed"] = Answer(rss(ONE, TWO))
    yield server
    server.close()


@pytest.fixture
def feed(desk, publisher) -> Feed:
    fields = {
        "source_name": "Harbour News",
        "format": "auto",
        "url": publisher.at("/feed"),
        "folder": "",
        "full_text": False,
    }
    return feeds.add(desk=desk, by=None, fields={**fields, "every": 60, "daily_at": [], "zone": "UTC"})


def printed(command: str, *arguments: object) -> tuple[int, str]:
    """Run a command; return (exit code, what it printed)."""
    out = io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=io.StringIO())
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_due_feeds_are_worked_until_their_tasks_are_there(feed):
    code, out = printed("fetch_feeds", "--wait", "--json")
    told = json.loads(out)
    assert code == 0
    assert {name: told[name] for name in ("feed", "state", "outcome", "status", "created", "refused")} == {
        "feed": feed.pk,
        "state": "DONE",
        "outcome": "new",
        "status": 200,
        "created": 2,
        "refused": 0,
    }
    assert ReviewTask.objects.count() > 1
    assert printed("fetch_feeds", "--wait") == (0, "No feed is due.\n")


def test_one_feed_is_fetched_though_it_is_not_due(feed):
    printed("fetch_feeds", "--wait")
    code, out = printed("fetch_feeds", "--feed", feed.pk, "--wait")
    assert (code, out) == (0, f"Feed {feed.pk} (Harbour News) unchanged.\n")


def test_without_wait_it_is_queued_and_then_busy(feed):
    assert printed("fetch_feeds") == (0, f"Feed {feed.pk} (Harbour News) is queued.\n")
    with pytest.raises(CommandError, match="is being fetched or imported now"):
        printed("fetch_feeds", "--feed", feed.pk)
    with pytest.raises(CommandError, match="There is no feed 999"):
        printed("fetch_feeds", "--feed", 999)


def test_what_is_not_delivered_ends_with_one(feed, publisher):
    publisher.pages["/feed"] = Answer(status=500)
    why = "the server answered with HTTP status 500"
    assert printed("fetch_feeds", "--wait") == (1, f"Feed {feed.pk} (Harbour News) failed: {why}.\n")
    told = json.loads(printed("feeds", "--json")[1])
    assert (told["feed"], told["state"], told["failures"], told["reason"]) == (feed.pk, "ACTIVE", 1, why)


def test_feeds_are_listed_in_words(feed, publisher):
    feeds.pause(feed, by=None, reason="on strike")
    state = f"{feed.pk:>6}  economy  paused (on strike)  every hour  no next run"
    assert printed("feeds") == (0, f"{state}  Harbour News, {publisher.at('/feed')}\n")
    assert printed("feeds", "--desk", "nowhere") == (0, "There are no feeds.\n")
