"""Fetches by address: what a server answers, what the feed remembers of it, and when it is asked again."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from articles.actions import attempts, calling, feeds, fetches
from articles.models import Feed, FeedFetch, ImportRun
from factcheck.models import AuditEvent
from factcheck.states import Conflict
from tests.publisher import ONE, TWO, Answer, drip, endless, inflate, rss

pytestmark = pytest.mark.django_db


def told(fetch: FeedFetch) -> tuple[str, str, int | None]:
    """Return what a fetch says of itself: outcome, reason and HTTP status."""
    return fetch.outcome, fetch.reason, fetch.status


def delay(feed: Feed) -> timedelta:
    """Return how far off the next run is, to the minute."""
    left = (feed.next_run_at - feeds.clock()).total_seconds()
    return timedelta(minutes=round(left / 60))


def test_new_content_becomes_a_run_of_the_feed(make_feed, fetched, publisher, desk):
    feed = make_feed()
    fetch = fetched(feed)
    assert told(fetch) == ("new", "", 200)
    assert (fetch.state, fetch.bytes, fetch.kind) == ("DONE", len(rss(ONE)), "scheduled")
    run = ImportRun.objects.get(feed=feed)
    assert (run.pk, run.desk, run.state, run.created, run.source_name) == (
        fetch.run_id,
        desk,
        "SUCCEEDED",
        1,
        "Harbour News",
    )
    assert delay(feed) == timedelta(minutes=60)
    assert fetch.started_at <= fetch.finished_at
    assert fetch.ms is not None


def test_a_server_that_says_not_modified_is_believed(make_feed, fetched, publisher):
    modified = "Mon, 02 Nov 2026 10:00:00 GMT"
    publisher.pages["/feed"] = Answer(rss(ONE), etag='"v1"', modified=modified)
    feed = make_feed()
    assert told(fetched(feed)) == ("new", "", 200)
    assert (feed.etag, feed.last_modified) == ('"v1"', modified)
    assert told(fetched(feed)) == ("unchanged", "", 304)
    sent = publisher.asked[1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"v1"', modified)
    assert ImportRun.objects.count() == 1


def test_the_same_bytes_again_are_no_run_even_without_validators(make_feed, fetched):
    feed = make_feed()
    assert [told(fetched(feed)) for _ in range(2)] == [("new", "", 200), ("unchanged", "", 200)]
    assert ImportRun.objects.count() == 1


def test_new_guids_alone_change_bytes_but_what_was_imported_is_told(make_feed, fetched, publisher):
    feed = make_feed()
    fetched(feed)
    publisher.pages["/feed"] = Answer(rss(ONE, TWO))
    run = fetched(feed).run
    assert (run.created, run.unchanged, run.refused) == (1, 1, 0)


def test_a_permanent_redirect_is_remembered_and_a_passing_one_is_not(make_feed, fetched, publisher):
    publisher.pages["/old"] = Answer(status=301, headers={"Location": "/older"})
    publisher.pages["/older"] = Answer(status=308, headers={"Location": "/passing"})
    publisher.pages["/passing"] = Answer(status=302, headers={"Location": "/feed"})
    feed = make_feed("/old")
    assert told(fetched(feed))[0] == "new"
    assert feed.moved_to == publisher.at("/passing")
    fetched(feed)
    assert [path for path, _ in publisher.asked] == [
        "/old",
        "/older",
        "/passing",
        "/feed",
        "/passing",
        "/feed",
    ]


def test_an_address_that_moved_into_nothing_is_asked_at_its_old_place_again(make_feed, fetched, publisher):
    publisher.pages["/old"] = Answer(status=301, headers={"Location": "/feed"})
    feed = make_feed("/old")
    fetched(feed)
    del publisher.pages["/feed"]
    assert told(fetched(feed)) == ("failed", "the server answered with HTTP status 404", 404)
    assert feed.moved_to == ""


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_patience_gets_it_in_seconds(make_feed, fetched, publisher, status):
    publisher.pages["/feed"] = Answer(status=status, headers={"Retry-After": "7200"})
    feed = make_feed()
    assert told(fetched(feed)) == ("failed", f"the server answered with HTTP status {status}", status)
    assert (delay(feed), feed.failures) == (timedelta(hours=2), 1)


def test_a_server_that_asks_for_patience_gets_it_as_a_date(make_feed, fetched, publisher):
    until = format_datetime(timezone.now() + timedelta(hours=3), usegmt=False)
    publisher.pages["/feed"] = Answer(status=429, headers={"Retry-After": until})
    feed = make_feed()
    fetched(feed)
    assert delay(feed) == timedelta(hours=3)


def test_each_failure_in_a_row_waits_longer_and_the_tenth_pauses(make_feed, fetched, publisher):
    publisher.pages["/feed"] = Answer(status=500)
    feed = make_feed()
    waits = []
    for _ in range(9):
        fetched(feed)
        waits.append(delay(feed))
    assert waits == [timedelta(minutes=5 * 2**number) for number in range(9)]
    assert (feed.state, feed.failures) == ("ACTIVE", 9)
    fetched(feed)
    reason = "10 failures in a row, the last one: the server answered with HTTP status 500"
    assert (feed.state, feed.next_run_at, feed.paused_reason) == ("PAUSED", None, reason)
    assert AuditEvent.objects.filter(action="feed.paused", actor=None).count() == 1


def test_one_delivery_ends_the_row_of_failures(make_feed, fetched, publisher):
    publisher.pages["/feed"] = Answer(status=500)
    feed = make_feed()
    for _ in range(9):
        fetched(feed)
    publisher.pages["/feed"] = Answer(rss(ONE))
    fetched(feed)
    assert (feed.failures, feed.last_error, delay(feed)) == (0, "", timedelta(minutes=60))


def test_a_feed_that_is_gone_is_paused_at_once(make_feed, fetched, publisher):
    publisher.pages["/feed"] = Answer(status=410)
    feed = make_feed()
    fetched(feed)
    assert feed.paused_reason == "the feed is gone: the server answered with HTTP status 410"


def test_a_paused_feed_is_not_due_but_may_be_run_by_hand(make_feed, fetched):
    feed = make_feed(start=False)
    assert calling.call(feed.pk) is None
    fetch = fetched(feed)
    assert (fetch.kind, fetch.outcome) == ("by_hand", "new")
    assert (feed.state, feed.next_run_at) == ("PAUSED", None)


def test_what_is_no_feed_is_refused_by_the_import_with_its_reason(make_feed, fetched, publisher):
    publisher.pages["/feed"] = Answer(b"%PDF-1.7 ...", headers={"Content-Type": "application/rss+xml"})
    fetch = fetched(make_feed(format="rss"))
    assert (fetch.outcome, fetch.run.state, fetch.run.refused) == ("new", "FAILED", 1)


def test_a_wrong_content_type_is_no_reason_to_refuse(make_feed, fetched, publisher):
    publisher.pages["/feed"] = Answer(rss(ONE), headers={"Content-Type": "image/png"})
    assert fetched(make_feed()).run.created == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b""), "the server answered with an empty document"),
        (Answer(b" \n "), "the server answered with an empty document"),
        (Answer(b"", 204), "the server answered with HTTP status 204"),
    ],
)
def test_an_empty_answer_is_a_failure(make_feed, fetched, publisher, answer, reason):
    publisher.pages["/feed"] = answer
    assert told(fetched(make_feed())) == ("failed", reason, answer.status)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (drip, "the server did not finish within 0.5 seconds"),
        (endless, "the server sent more than 5,000,000 bytes"),
        (inflate("gzip"), "the page is larger than 20,000,000 bytes when unpacked"),
        (inflate("deflate"), "the page is larger than 20,000,000 bytes when unpacked"),
        (inflate("br"), "the server sent the page in the encoding “br”, which was not asked for"),
        (
            Answer(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
            "the address redirects to one that is refused: 169.254.169.254 is not a public address",
        ),
        (
            Answer(status=301, headers={"Location": "http://127.0.0.1:9/"}),
            "the address redirects to one that is refused: 127.0.0.1 is not a public address",
        ),
    ],
    ids=["drip", "endless", "gzip", "deflate", "br", "metadata", "loopback"],
)
def test_a_server_that_asks_too_much_is_refused(make_feed, fetched, publisher, settings, page, reason):
    settings.FETCH_SECONDS = 0.5 if page is drip else 15
    publisher.pages["/feed"] = page
    feed = make_feed()
    assert told(fetched(feed)) == ("refused", reason, None)
    assert (feed.failures, feed.last_error, delay(feed)) == (1, reason, timedelta(minutes=5))


def test_a_feed_is_fetched_by_one_at_a_time(make_feed):
    feed = make_feed()
    assert isinstance(calling.call(feed.pk), int)
    Feed.objects.update(next_run_at=Now())
    assert calling.call(feed.pk) is None
    with pytest.raises(Conflict):
        calling.order(feed, by=None)
    assert calling.order(feed, by=None, dry=True).kind == "dry"
    with pytest.raises(Conflict):
        calling.order(feed, by=None, dry=True)


def test_a_feed_whose_import_goes_on_is_left_alone(make_feed):
    feed = make_feed()
    run_id = fetches.work(calling.call(feed.pk))
    Feed.objects.update(next_run_at=Now())
    assert calling.call(feed.pk) is None
    assert ImportRun.objects.get(pk=run_id).feed == feed


def test_a_fetch_that_a_killed_worker_left_is_done_again(make_feed, publisher):
    feed = make_feed()
    fetch_id = calling.call(feed.pk)
    FeedFetch.objects.update(state="RUNNING", started_at=Now(), attempts=1)  # and then the kill
    assert fetches.work(fetch_id) == ImportRun.objects.get().pk
    assert fetches.work(fetch_id) is None
    assert ImportRun.objects.count() == 1


def test_a_fetch_that_kills_its_workers_is_given_up(make_feed):
    feed = make_feed()
    fetch_id = calling.call(feed.pk)
    FeedFetch.objects.update(state="RUNNING", attempts=attempts.LIMIT)
    assert fetches.work(fetch_id) is None
    reason = "the feed could not be fetched in 5 attempts: the worker died"
    assert told(FeedFetch.objects.get()) == ("failed", reason, None)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_error) == (1, reason)
