"""Makers of what imports are handed, and a worker that does all of a run's own work in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db.models.functions import Now

from articles import due
from articles.actions import calling, closing, feeds, fetches, importing
from articles.actions.importing import IncomingFile
from articles.formats.parsed import ParsedArticle
from articles.models import Feed, FeedFetch, ImportRun
from tests.publisher import ONE, Answer, Publisher, rss

BODY = "The council approved the bridge on Monday. It will cost 4.2 million crowns."


@pytest.fixture
def body() -> str:
    """The text of the articles that `parsed` makes."""
    return BODY


@pytest.fixture
def parsed() -> Callable[..., ParsedArticle]:
    """Return a maker of parsed articles: `parsed(text="…", external_id="7")`."""

    def make(**fields) -> ParsedArticle:
        return ParsedArticle(**{"locator": "entry 1", "title": "Bridge approved", "text": BODY, **fields})

    return make


@pytest.fixture
def text_file() -> Callable[..., IncomingFile]:
    """Return a maker of plain text files, each another article: `text_file(3)`."""

    def make(number: int = 1, *, text: str | None = None, declared: str = "auto") -> IncomingFile:
        written = text or f"Bridge {number} approved\n\nThe council approved bridge {number} on Monday.\n"
        return IncomingFile(f"bridge-{number}.txt", written.encode(), declared)

    return make


@pytest.fixture
def hand_over(desk) -> Callable[..., ImportRun]:
    """Return a maker of queued runs at the economy desk, by the machine."""

    def make(**handed) -> ImportRun:
        return importing.start(**{"desk": desk, "by": None, **handed})

    return make


@pytest.fixture
def work_off() -> Callable[[ImportRun], ImportRun]:
    """Return a worker: it reads and imports all that is left of a run, finishes it and returns it afresh."""

    def work(run: ImportRun) -> ImportRun:
        for file_id in due.parts_of(run.pk)[0]:
            importing.read_file(file_id)
        for item_id in due.parts_of(run.pk)[1]:
            importing.import_item(item_id)
        importing.finish(run.pk)
        return ImportRun.objects.get(pk=run.pk)

    return work


@pytest.fixture
def refusals() -> Callable[[ImportRun], list[tuple[str, str]]]:
    """Return a reader of a run's refusals: [(locator, reason)] in the order of its items."""

    def read(run: ImportRun) -> list[tuple[str, str]]:
        rows = run.items.filter(outcome="refused").order_by("pk")
        return list(rows.values_list("locator", "reason"))

    return read


@pytest.fixture
def publisher(settings) -> Iterator[Publisher]:
    """A publisher on this machine that the desk's settings allow; `/feed` serves one article."""
    server = Publisher()
    settings.FETCH_ALLOWED_HOSTS = [server.host]
    server.pages["/feed"] = Answer(rss(ONE))
    yield server
    server.close()


@pytest.fixture
def make_feed(desk, publisher) -> Callable[..., Feed]:
    """Return a maker of feeds of the economy desk, due now: `make_feed("/feed", every=30)`."""

    def make(path: str = "/feed", *, start: bool = True, at=None, **fields) -> Feed:
        place = {} if "folder" in fields else {"url": publisher.at(path)}
        given = {"source_name": "Harbour News", "format": "auto", "url": "", "folder": "", "daily_at": []}
        asked = {**given, "full_text": False, "every": 60, "zone": "UTC", **place, **fields}
        return feeds.add(desk=at or desk, by=None, fields=asked, start=start)

    return make


@pytest.fixture
def fetched(work_off) -> Callable[..., FeedFetch]:
    """Return a worker: it calls a feed as if it were due, does all that follows, and returns the fetch."""

    def work(feed: Feed, *, dry: bool = False) -> FeedFetch:
        if dry:
            fetch_id = calling.order(feed, by=None, dry=True).pk
        else:
            Feed.objects.filter(pk=feed.pk, state="ACTIVE").update(next_run_at=Now())
            fetch_id = calling.call(feed.pk) or calling.order(feed, by=None).pk
        run_id = fetches.work(fetch_id)
        if run_id is not None:
            work_off(ImportRun.objects.get(pk=run_id))
            closing.close(fetch_id)
        feed.refresh_from_db()
        return FeedFetch.objects.get(pk=fetch_id)

    return work
