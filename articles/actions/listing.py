"""Listing: a sitemap, or a feed whose full texts are wanted, names pages; a few are fetched at a time."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from articles import formats
from articles.actions.gathering import Gathered
from articles.actions.handing_over import IncomingFile
from articles.formats.parsed import ParsedArticle, Refusal
from articles.formats.sitemap import SitemapEntry, parse_sitemap
from articles.models import Feed, FeedFetch, ListedPage
from factcheck.fetching import FetchFailed, FetchRefused, Limits, fetch

# So many addresses of one document are noted, the newest first: a feed brings news and not an archive.
MOST_LISTED: Final = 1000
# One fetch of a feed brings so many pages at most, one after the other, and takes no new one after so long.
MOST_PAGES: Final = 20
MOST_SECONDS: Final = 45.0
MOST_SAMPLED: Final = 5
_LONGEST: Final = 2000
_TOO_MANY_REQUESTS: Final = 429
_Listed = tuple[str, datetime | None]


@dataclass
class Visited:
    """What fetching pages brought: `files` to import, and what is to be remembered of each page by its id."""

    files: list[IncomingFile] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    done: list[int] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def expand(feed: Feed, found: Gathered) -> tuple[Gathered, Visited]:
    """Return what a fetch brought with its pages in the place of the document that lists them.

    New addresses are noted first, as rows that say that they are due; a fetch that ends early loses none.
    A document that lists no pages is returned as it is.
    """
    if feed.folder or found.outcome in FeedFetch.UNDELIVERED:
        return found, Visited()
    documents, listed, unfit = _read(feed, found.files)
    note(feed, listed)
    visited = visit(list(pending(feed)[:MOST_PAGES]), feed)
    left = pending(feed).exclude(pk__in=[*visited.done, *visited.failed]).count()
    whole = _with_pages(found, documents, visited, unfit)
    if left:
        whole = replace(whole, reason=f"{left:,} page{'s' if left > 1 else ''} left for the next fetch")
    return replace(whole, unsettled=left), visited


def sample(feed: Feed, found: Gathered) -> Gathered:
    """Return what a fetch brought with a few of the pages that it lists, for a dry run; nothing is noted."""
    documents, listed, unfit = _read(feed, found.files)
    pages = [ListedPage(feed=feed, url=url, failures=ListedPage.GIVEN_UP) for url, _ in listed[:MOST_SAMPLED]]
    whole = _with_pages(found, documents, visit(pages, feed, noting=False), unfit)
    if len(listed) > MOST_SAMPLED:
        whole = replace(whole, reason=f"the first {MOST_SAMPLED} of {len(listed):,} pages that it lists")
    return whole


def _with_pages(
    found: Gathered, documents: list[IncomingFile], visited: Visited, unfit: dict[str, str]
) -> Gathered:
    files, strange = [*documents, *visited.files], {**found.strange, **unfit, **visited.refused}
    size = found.size + sum(len(file.data) for file in visited.files)
    outcome = FeedFetch.Outcome.NEW if files or strange else FeedFetch.Outcome.UNCHANGED
    return replace(found, files=files, strange=strange, outcome=outcome, size=size)


def _read(feed: Feed, files: list[IncomingFile]) -> tuple[list[IncomingFile], list[_Listed], dict[str, str]]:
    """Return (the documents that list no pages, the pages of the others, why some of these are none)."""
    documents: list[IncomingFile] = []
    listed: list[_Listed] = []
    unfit: dict[str, str] = {}
    for file in files:
        pages = _listed(feed, file, unfit)
        listed += pages
        documents += [] if pages else [file]
    return documents, sorted(listed, key=_by_time, reverse=True)[:MOST_LISTED], unfit


def note(feed: Feed, listed: Iterable[_Listed]) -> None:
    """Make a row of each address that has none; one that was modified since is to be fetched again."""
    newest = dict(listed)
    known = feed.pages.filter(url__in=newest)
    changed = [page.pk for page in known if newest[page.url] and newest[page.url] != page.modified_at]
    rows = [ListedPage(feed=feed, url=url, modified_at=modified) for url, modified in newest.items()]
    ListedPage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    for page in feed.pages.filter(pk__in=changed):
        ListedPage.objects.filter(pk=page.pk).update(
            modified_at=newest[page.url], fetched_at=None, failures=0
        )


def pending(feed: Feed) -> QuerySet[ListedPage]:
    """Return the pages of a feed that are to be fetched, in the order in which they were noted.

    Then the lists that an index names without a time of change, FEED_LIST_MINUTES after they were last read.
    """
    aged = Q(is_list=True, modified_at__isnull=True, fetched_at__lt=Now() - _age())
    due = feed.pages.filter(Q(fetched_at__isnull=True) | aged)
    return due.order_by(F("fetched_at").asc(nulls_first=True), "pk")


def _age() -> timedelta:
    return timedelta(minutes=settings.FEED_LIST_MINUTES)


def visit(pages: list[ListedPage], feed: Feed, *, noting: bool = True) -> Visited:
    """Fetch pages one after the other with a pause between; a sitemap among them is noted, and not a file."""
    visited, begun = Visited(), time.monotonic()
    for number, page in enumerate(pages):
        if number and time.monotonic() - begun > MOST_SECONDS:
            break
        if number:
            time.sleep(settings.FEED_PAGE_PAUSE_SECONDS)
        try:
            found = fetch(page.url, limits=Limits(seconds=settings.FETCH_SECONDS))
        except (FetchFailed, FetchRefused) as failure:
            if getattr(failure, "status", None) == _TOO_MANY_REQUESTS:
                break  # the server asks for patience: the rest waits for the next fetch
            _fail(page, failure, visited)
        else:
            _keep(IncomingFile(name=page.url[:500], data=found.body), page, feed, visited, noting=noting)
    return visited


def _keep(file: IncomingFile, page: ListedPage, feed: Feed, visited: Visited, *, noting: bool) -> None:
    visited.done.append(page.pk)
    if noting and formats.detect(file.data) == "sitemap":
        visited.lists.append(page.pk)
        documents, listed, unfit = _read(feed, [file])
        visited.refused |= unfit
        visited.files += documents
        note(feed, listed)
    else:
        visited.files.append(file)


def remember(visited: Visited) -> None:
    """Write down what became of the pages, in the transaction that hands them over."""
    done = ListedPage.objects.filter(pk__in=visited.done)
    done.update(fetched_at=Now(), failures=0, is_list=False)
    done.filter(pk__in=visited.lists).update(is_list=True)
    failed = ListedPage.objects.filter(pk__in=visited.failed)
    failed.update(failures=F("failures") + 1)
    failed.filter(failures__gte=ListedPage.GIVEN_UP).update(fetched_at=Now())


def _fail(page: ListedPage, failure: Exception, visited: Visited) -> None:
    """Note a failure; a page is refused in the import once it is given up, and tried again before that."""
    visited.failed.append(page.pk)
    if page.failures + 1 >= ListedPage.GIVEN_UP:
        visited.refused[page.url] = f"the page could not be fetched: {failure}"


def _listed(feed: Feed, file: IncomingFile, unfit: dict[str, str]) -> list[_Listed]:
    """Return the pages that a document lists, none where it is no list; put what is no page in `unfit`."""
    kind = formats.detect(file.data)
    if kind != "sitemap" and (kind == "html" or not feed.full_text):
        return []
    if kind == "sitemap":
        found: list[Any] = list(parse_sitemap(file.data, file.name))
    else:
        found = formats.parse(file.data, locator=file.name, format=file.format)
    pages = [each for each in found if not isinstance(each, Refusal) and 0 < len(_address(each)) <= _LONGEST]
    if pages:
        unfit |= {each.locator: each.reason for each in found if isinstance(each, Refusal)}
    return [(_address(each), each.modified_at or each.published_at) for each in pages]


def _address(each: SitemapEntry | ParsedArticle) -> str:
    return each.url if isinstance(each, SitemapEntry) else each.canonical_url


def _by_time(listed: _Listed) -> float:
    return listed[1].timestamp() if listed[1] else 0.0
