"""Calling feeds: a due feed, or one that somebody asks for, gets a fetch; never two at a time."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from articles.actions import feeds
from articles.models import Feed, FeedFetch, ImportRun
from factcheck.models import User
from factcheck.states import Conflict

_BUSY = Exists(
    FeedFetch.objects.filter(feed=OuterRef("pk"))
    .exclude(state=FeedFetch.State.DONE)
    .exclude(kind=FeedFetch.Kind.DRY)
) | Exists(ImportRun.objects.filter(feed=OuterRef("pk"), finished_at__isnull=True))


def due_feeds() -> QuerySet[Feed]:
    """Return the feeds due by the database clock that nobody fetches or imports, longest due first."""
    return Feed.objects.filter(~_BUSY, state=Feed.State.ACTIVE, next_run_at__lte=Now()).order_by(
        "next_run_at"
    )


@transaction.atomic
def call(feed_id: int) -> int | None:
    """Give a due feed its fetch and its next time; return the fetch's id, None where another was first."""
    rows = due_feeds().filter(pk=feed_id)
    feed = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
    if feed is None:
        return None
    Feed.objects.filter(pk=feed.pk).update(next_run_at=feeds.planned(feed, feeds.clock()))
    return FeedFetch.objects.create(feed=feed, kind=FeedFetch.Kind.SCHEDULED).pk


@transaction.atomic
def order(feed: Feed, *, by: User | None, dry: bool = False) -> FeedFetch:
    """Give a feed a fetch now, paused or not; with `dry`, one that stores nothing but what it would import.

    Raises Conflict while one of its kind is under way, or an import from this feed is.
    """
    now = feeds.locked(feed.pk)
    live = now.fetches.exclude(state=FeedFetch.State.DONE)
    if dry and live.filter(kind=FeedFetch.Kind.DRY).exists():
        raise Conflict("A dry run of this feed is under way.", present="RUNNING")
    if not dry and Feed.objects.filter(_BUSY, pk=feed.pk).exists():
        raise Conflict("This feed is being fetched or imported now.", present="RUNNING")
    kind = FeedFetch.Kind.DRY if dry else FeedFetch.Kind.BY_HAND
    return FeedFetch.objects.create(feed=now, kind=kind, asked_by=by)
