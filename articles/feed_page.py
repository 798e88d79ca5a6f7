"""The pages of feeds: the list with each feed's last fetch, and one feed with its history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from articles.models import Feed, FeedFetch
from factcheck.models import Desk
from factcheck.pages import Page, page_of

_REAL = ~Q(kind=FeedFetch.Kind.DRY)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Feeds that need a person: the first few of them, and how many there are."""

    feeds: list[Feed]
    count: int


@dataclass(frozen=True, slots=True)
class FeedList:
    """A desk's feeds: `rows` are feeds with their last fetch, `given_up` those that need a person."""

    page: Page[Feed]
    rows: list[tuple[Feed, FeedFetch | None]]
    given_up: GivenUp


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One feed with a page of its history; `live` is the fetch under way, `last` the last one that ended."""

    feed: Feed
    page: Page[FeedFetch]
    live: FeedFetch | None
    last: FeedFetch | None
    rehearsal: FeedFetch | None


_SHOWN_GIVEN_UP = 5


def feed_list(desk: Desk, *, cursor: str = "") -> FeedList:
    """Return a page of the desk's feeds, newest first. Four queries at most."""
    # A range of one feed, in the order of `fetch_by_feed`: equal to one feed, PostgreSQL may rather walk all
    # fetches by key, back to the first, for each feed that has none yet.
    its = FeedFetch.objects.filter(_REAL, feed__gte=OuterRef("pk"), feed__lte=OuterRef("pk"))
    last = its.order_by("feed", "-pk").values("pk")[:1]
    page = page_of(Feed.objects.of(desk).annotate(last_fetch=Subquery(last)), cursor)
    ids = [feed.last_fetch for feed in page.rows]  # type: ignore[attr-defined]  # annotated above
    fetches = {fetch.feed_id: fetch for fetch in FeedFetch.objects.select_related("run").filter(pk__in=ids)}
    return FeedList(page, [(feed, fetches.get(feed.pk)) for feed in page.rows], given_up(desk))


def given_up(desk: Desk) -> GivenUp:
    """Return the desk's feeds that the machine paused after failures, the latest first. Two queries."""
    feeds = Feed.objects.of(desk).given_up()
    first = list(feeds.order_by("-paused_at")[:_SHOWN_GIVEN_UP])
    return GivenUp(first, feeds.count() if len(first) == _SHOWN_GIVEN_UP else len(first))


def feed_page(feed: Feed, *, cursor: str = "") -> FeedPage:
    """Return the page of a feed with its history, newest first. Four queries."""
    fetches = FeedFetch.objects.filter(feed=feed).select_related("run", "asked_by")
    real = fetches.filter(_REAL)
    done = FeedFetch.State.DONE
    return FeedPage(
        feed=feed,
        page=page_of(real, cursor),
        live=real.exclude(state=done).first(),
        last=real.filter(state=done).order_by("-pk").first(),
        rehearsal=fetches.filter(kind=FeedFetch.Kind.DRY).order_by("-pk").first(),
    )
