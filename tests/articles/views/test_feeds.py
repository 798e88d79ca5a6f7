"""The pages of feeds: add, try, run, pause, resume, edit, remove; what is wrong is said and typing kept."""

from __future__ import annotations

import re
from datetime import time

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from articles.actions import feeds, fetches
from articles.models import Article, Feed, FeedFetch, ImportRun
from tests.publisher import ONE, Answer, rss

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in, editor):
    return signed_in(editor)


def words(answer) -> str:
    """Return the text of a page without its markup, white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def filled(publisher, **fields) -> dict[str, str]:
    """Return a form as somebody fills it in."""
    given = {"source_name": "Harbour News", "url": publisher.at("/feed"), "format": "auto", "every": "30"}
    return {**given, "zone": "Europe/Oslo", **fields}


def test_an_empty_list_says_what_to_do_next(browser, desk, signed_in, checker):
    assert "Add a feed" in words(browser.get("/desks/economy/feeds/"))
    shown = words(signed_in(checker).get("/desks/economy/feeds/"))
    assert "An editor of this desk adds feeds" in shown
    assert "Add a feed" not in shown


def test_adding_with_a_try_leaves_it_paused_and_shows_what_it_would_bring(browser, publisher):
    answer = browser.post("/desks/economy/feeds/add/", filled(publisher, **{"try": ""}))
    fetch = FeedFetch.objects.get(kind="dry")
    assert answer["Location"] == f"/desks/economy/dry-runs/{fetch.pk}/"
    assert "Asking now" in words(browser.get(answer["Location"]))
    fetches.work(fetch.pk)
    shown = words(browser.get(answer["Location"]))
    assert "Quay opens" in shown
    assert "Nothing was imported." in shown
    assert (Article.objects.count(), ImportRun.objects.count()) == (0, 0)
    feed = Feed.objects.get()
    assert (feed.state, feed.paused_reason, feed.every, feed.zone) == (
        "PAUSED",
        "not started yet",
        30,
        "Europe/Oslo",
    )


def test_adding_with_a_start_is_due_at_once(browser, publisher, editor):
    answer = browser.post(
        "/desks/economy/feeds/add/", filled(publisher, start="1", every="", daily_at="18.30 6:00")
    )
    feed = Feed.objects.get()
    assert answer["Location"] == f"/desks/economy/feeds/{feed.pk}/"
    assert (feed.state, feed.daily_at, feed.created_by) == ("ACTIVE", [time(6), time(18, 30)], editor)
    assert feed.next_run_at <= feeds.clock()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"url": ""}, "Give either an address or a drop folder, and not both."),
        (
            {"url": "ftp://harbour.example/"},
            "Only addresses that start with http:// or https:// can be fetched.",
        ),
        ({"url": "http://10.0.0.1/"}, "10.0.0.1 is not a public address."),
        ({"every": ""}, "Give either minutes or times of day, and not both."),
        ({"daily_at": "06:00"}, "Give either minutes or times of day, and not both."),
        ({"every": "", "daily_at": "25:00"}, "“25:00” is not a time of day such as 06:30."),
        ({"zone": "Mars/Olympus"}, "“Mars/Olympus” is not a time zone such as Europe/Oslo."),
        (
            {"url": "", "folder": "wire"},
            "This server has no drop folders",
        ),
        ({"source_name": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(browser, publisher, fields, message):
    answer = browser.post("/desks/economy/feeds/add/", filled(publisher, **fields))
    assert answer.status_code == 422
    assert message in words(answer)
    kept = {name: value for name, value in filled(publisher, **fields).items() if value and name != "folder"}
    assert [name for name, value in kept.items() if value not in answer.content.decode()] == []
    assert Feed.objects.count() == 0


@pytest.mark.parametrize("folder", ["../city", "/etc", "a//b", "wire/done", "a/..", "."])
def test_a_folder_stays_below_the_desks_own(browser, publisher, settings, tmp_path, folder):
    settings.IMPORT_FOLDERS = str(tmp_path)
    answer = browser.post("/desks/economy/feeds/add/", filled(publisher, url="", folder=folder))
    assert answer.status_code == 422
    assert Feed.objects.count() == 0


def test_two_feeds_cannot_share_a_folder(browser, publisher, settings, tmp_path, make_feed):
    settings.IMPORT_FOLDERS = str(tmp_path)
    make_feed(folder="wire")
    answer = browser.post("/desks/economy/feeds/add/", filled(publisher, url="", folder="wire"))
    assert answer.status_code == 422
    assert "Another feed of this desk has this folder." in words(answer)


def test_the_buttons_run_pause_resume_and_remove(browser, make_feed):
    feed = make_feed()
    page = f"/desks/economy/feeds/{feed.pk}/"

    def press(button: str) -> str:
        return words(browser.post(f"{page}{button}/", follow=True))

    assert "Queued" in press("run")
    assert "This feed is being fetched or imported now." in press("run")
    assert "remove it afterwards" in press("remove")
    fetches.work(FeedFetch.objects.get().pk)
    ImportRun.objects.all().delete()
    FeedFetch.objects.update(state="DONE", finished_at=Now())
    assert "Paused by Edda Test" in press("pause")
    assert "This feed is paused now" in press("pause")
    assert "On schedule" in press("resume")
    assert "Removed Harbour News." in press("remove")
    assert Feed.objects.count() == 0


def test_an_edit_keeps_what_was_learned_unless_the_place_changes(browser, make_feed, fetched, publisher):
    publisher.pages["/feed"] = Answer(rss(ONE), etag='"v1"')
    feed = make_feed()
    fetched(feed)
    edit = f"/desks/economy/feeds/{feed.pk}/edit/"
    assert publisher.at("/feed") in browser.get(edit).content.decode()
    browser.post(edit, filled(publisher, source_name="Harbour Weekly", every="60", zone="UTC"))
    feed.refresh_from_db()
    assert (feed.source_name, feed.etag) == ("Harbour Weekly", '"v1"')
    browser.post(edit, filled(publisher, url=publisher.at("/other")))
    feed.refresh_from_db()
    assert (feed.url, feed.etag, feed.sha256) == (publisher.at("/other"), "", "")


def test_a_moved_feed_offers_its_new_address(browser, make_feed, fetched, publisher):
    publisher.pages["/old"] = Answer(status=301, headers={"Location": "/feed"})
    feed = make_feed("/old")
    fetched(feed)
    page = f"/desks/economy/feeds/{feed.pk}/"
    assert "moved for good" in words(browser.get(page))
    browser.post(f"{page}move/")
    feed.refresh_from_db()
    assert (feed.url, feed.moved_to) == (publisher.at("/feed"), "")


def test_a_feed_that_gave_up_is_shown_with_its_reason_on_the_list_and_the_overview(
    browser, make_feed, fetched, publisher
):
    publisher.pages["/feed"] = Answer(status=410)
    fetched(make_feed())
    for page in ("/desks/economy/feeds/", "/desks/economy/"):
        shown = words(browser.get(page))
        assert "1 feed stopped after failures" in shown
        assert "the feed is gone: the server answered with HTTP status 410" in shown


def test_the_history_shows_each_fetch_with_its_reason(browser, make_feed, fetched, publisher):
    feed = make_feed()
    fetched(feed)
    fetched(feed)
    publisher.pages["/feed"] = Answer(status=500)
    fetched(feed)
    shown = words(browser.get(f"/desks/economy/feeds/{feed.pk}/"))
    for said in (
        "1 created",
        "Unchanged",
        "The server answered with HTTP status 500",
        "The last fetch failed",
    ):
        assert said in shown


def test_pages_cost_the_same_queries_however_full(browser, make_feed, desk):
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    feed = make_feed()
    FeedFetch.objects.create(feed=feed, state="DONE", outcome="unchanged", finished_at=Now())
    browser.get("/desks/economy/feeds/")  # the first page notes that this person is here
    assert (cost("/desks/economy/feeds/"), cost(f"/desks/economy/feeds/{feed.pk}/")) == (6, 8)
    for number in range(60):
        other = make_feed(f"/{number}")
        run = ImportRun.objects.create(desk=desk, feed=other, state="SUCCEEDED", finished_at=Now())
        FeedFetch.objects.create(feed=other, run=run, state="DONE", outcome="new", finished_at=Now())
        FeedFetch.objects.create(feed=feed, state="DONE", outcome="unchanged", finished_at=Now())
    assert (cost("/desks/economy/feeds/"), cost(f"/desks/economy/feeds/{feed.pk}/")) == (6, 8)
