"""Pages that feeds list: fetched a few at a time, each an article of its own, none lost and none twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from articles.actions import calling, fetches, listing
from articles.models import Article, Feed, FeedFetch, ListedPage
from tests.publisher import Answer, Publisher

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pause(settings) -> None:
    settings.FEED_PAGE_PAUSE_SECONDS = 0


def article(number: int) -> Answer:
    """Return the page of an article."""
    text = f"Quay {number} at Tessel opened on Monday. It is {number} metres long and cost 4 million crowns."
    body = (
        f"<html><head><title>Quay {number}</title></head><body><article><p>{text}</p></article></body></html>"
    )
    return Answer(body.encode(), headers={"Content-Type": "text/html"})


def sitemap(publisher: Publisher, *pages: str, day: int = 1, index: bool = False) -> Answer:
    """Return a sitemap, or an index of sitemaps, that lists `pages`."""
    root, each = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    rows = "".join(
        f"<{each}><loc>{publisher.at(page)}</loc><lastmod>2026-11-{day:02}</lastmod></{each}>"
        for page in pages
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Answer(f"<?xml version='1.0'?><{root} xmlns='{space}'>{rows}</{root}>".encode())


@pytest.fixture
def feed(make_feed, publisher) -> Feed:
    """A feed that is a sitemap of three pages."""
    for number in range(3):
        publisher.pages[f"/{number}.html"] = article(number)
    publisher.pages["/map"] = sitemap(publisher, "/0.html", "/1.html", "/2.html")
    return make_feed("/map")


def asked(publisher: Publisher) -> list[str]:
    """Return the paths asked for since the last time."""
    paths = [path for path, _ in publisher.asked]
    publisher.asked.clear()
    return paths


def test_the_pages_of_a_sitemap_are_fetched_once_each(feed, fetched, publisher):
    fetch = fetched(feed)
    assert (fetch.outcome, fetch.run.created, fetch.run.refused) == ("new", 3, 0)
    assert asked(publisher) == ["/map", "/0.html", "/1.html", "/2.html"]
    assert fetched(feed).outcome == "unchanged"
    assert asked(publisher) == ["/map"]
    publisher.pages["/map"] = sitemap(publisher, "/2.html", "/1.html", day=2)
    publisher.pages["/1.html"] = article(11)
    assert fetched(feed).run.seen == 2
    assert sorted(asked(publisher)) == ["/1.html", "/2.html", "/map"]


def test_more_pages_than_one_fetch_takes_wait_for_the_next_though_the_list_is_unchanged(
    feed, fetched, publisher, monkeypatch
):
    monkeypatch.setattr(listing, "MOST_PAGES", 2)
    first = fetched(feed)
    assert (first.run.created, first.reason) == (2, "1 page left for the next fetch")
    second = fetched(feed)
    assert (second.outcome, second.run.created, second.reason) == ("new", 1, "")
    assert fetched(feed).outcome == "unchanged"


def test_a_page_that_fails_is_tried_again_and_then_refused_with_its_reason(feed, fetched, publisher):
    publisher.pages["/1.html"] = Answer(status=500)
    assert fetched(feed).run.created == 2
    assert fetched(feed).outcome == "unchanged"
    last = fetched(feed)
    reason = "the page could not be fetched: the server answered with HTTP status 500"
    assert [item.reason for item in last.run.items.all()] == [reason]
    assert fetched(feed).outcome == "unchanged"


def test_a_server_that_asks_for_patience_is_left_alone(feed, fetched, publisher):
    publisher.pages["/1.html"] = Answer(status=429)
    fetched(feed)
    assert asked(publisher) == ["/map", "/0.html", "/1.html"]
    assert listing.pending(feed).count() == 2


def test_an_index_leads_to_its_sitemaps_and_they_to_their_pages(feed, fetched, publisher):
    publisher.pages["/index"] = sitemap(publisher, "/map", "/index", index=True)
    Feed.objects.update(url=publisher.at("/index"))
    feed.refresh_from_db()
    assert fetched(feed).outcome == "unchanged"
    assert fetched(feed).run.created == 3
    assert ListedPage.objects.filter(fetched_at=None).count() == 0


def test_a_feed_whose_full_texts_are_wanted_brings_its_pages(make_feed, fetched, publisher):
    publisher.pages["/1.html"] = article(1)
    entry = f"<title>Quay 1</title><link>{publisher.at('/1.html')}</link><description>Quay…</description>"
    document = f"<rss version='2.0'><channel><item>{entry}</item></channel></rss>"
    publisher.pages["/feed"] = Answer(document.encode())
    assert fetched(make_feed(full_text=True)).run.created == 1
    assert "It is 1 metres long" in Article.objects.get().revisions.get().text


def test_a_dry_run_shows_a_few_pages_and_notes_none(feed, fetched, publisher, monkeypatch):
    monkeypatch.setattr(listing, "MOST_SAMPLED", 2)
    fetch = fetched(feed, dry=True)
    assert (fetch.foreseen["counts"], fetch.reason) == (
        {"created": 2},
        "the first 2 of 3 pages that it lists",
    )
    assert (ListedPage.objects.count(), Article.objects.count()) == (0, 0)


def test_a_page_on_a_private_address_is_refused_and_the_others_come(feed, fetched, publisher):
    publisher.pages["/map"] = sitemap(publisher, "/0.html")
    private = publisher.pages["/map"].body.replace(
        b"</urlset>", b"<url><loc>http://10.0.0.1/x</loc></url></urlset>"
    )
    publisher.pages["/map"] = Answer(private)
    runs = [fetched(feed).run for _ in range(3)]
    assert runs[0].created == 1
    assert [item.reason for item in runs[2].items.all()] == [
        "the page could not be fetched: 10.0.0.1 is not a public address"
    ]


def test_a_kill_between_the_pages_loses_none(feed, publisher, fetched):
    fetch_id = calling.call(feed.pk)
    FeedFetch.objects.update(state="RUNNING", attempts=1)
    listing.note(feed, [(publisher.at(f"/{number}.html"), None) for number in range(3)])  # and then the kill
    assert fetches.work(fetch_id) is not None
    assert ListedPage.objects.filter(fetched_at=None).count() == 0
    assert ListedPage.objects.count() == 3


def test_a_list_that_an_index_names_without_a_time_is_read_again_by_its_age(
    make_feed, fetched, publisher, settings
):
    publisher.pages["/index"] = sitemap(publisher, "/map", index=True)
    publisher.pages["/index"].body = re.sub(rb"<lastmod>.*?</lastmod>", b"", publisher.pages["/index"].body)
    publisher.pages["/map"] = sitemap(publisher, "/0.html")
    for number in range(2):
        publisher.pages[f"/{number}.html"] = article(number)
    feed = make_feed("/index")
    fetched(feed)
    fetched(feed)
    assert asked(publisher) == ["/index", "/map", "/index", "/0.html"]
    publisher.pages["/map"] = sitemap(publisher, "/1.html", "/0.html")
    fetched(feed)
    assert asked(publisher) == ["/index"]
    ListedPage.objects.filter(is_list=True).update(fetched_at=Now() - timedelta(minutes=61))
    fetched(feed)
    fetched(feed)
    assert asked(publisher) == ["/index", "/map", "/index", "/1.html"]
    assert sorted(ListedPage.objects.values_list("is_list", flat=True)) == [False, False, True]
    assert Article.objects.count() == 2
