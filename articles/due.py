"""What of the articles' work is due: rows whose state says so, old enough that no job is on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles.actions import calling, closing
from articles.actions.reading import unread
from articles.actions.statements import unextracted
from articles.models import FeedFetch, ImportFile, ImportItem, ImportRun

MOST_FILES = 100
MOST_ITEMS = 2000
MOST_REVISIONS = 2000
MOST_RUNS = 200
MOST_FEEDS = 200


def unread_files() -> list[int]:
    """Return the ids of files that no job has read, oldest first, at most MOST_FILES."""
    rows = unread().filter(run__started_at__lt=Now() - _grace())
    return list(rows.order_by("run", "pk").values_list("pk", flat=True)[:MOST_FILES])


def pending_items() -> list[int]:
    """Return the ids of items that no job has imported, oldest first, at most MOST_ITEMS."""
    rows = waiting().filter(run__started_at__lt=Now() - _grace())
    return list(rows.order_by("run", "pk").values_list("pk", flat=True)[:MOST_ITEMS])


def unextracted_revisions() -> list[int]:
    """Return the ids of revisions without their statements and not given up, oldest first."""
    rows = unextracted().filter(created_at__lt=Now() - _grace())
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_REVISIONS])


def unextracted_among(revision_ids: Sequence[int]) -> list[int]:
    """Return those of `revision_ids` that were tried and have no statements, and were not given up."""
    rows = unextracted().filter(pk__in=revision_ids, extract_attempts__gt=0)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def unfinished_runs() -> list[int]:
    """Return the ids of runs that are not finished, oldest first, at most MOST_RUNS."""
    # The states are named as in the partial index: PostgreSQL does not see that "not finished" means these.
    unfinished = ImportRun.objects.filter(state__in=[ImportRun.State.QUEUED, ImportRun.State.RUNNING])
    rows = unfinished.filter(started_at__lt=Now() - _grace())
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_RUNS])


def due_feeds() -> list[int]:
    """Return the ids of feeds whose time has come, longest due first, at most MOST_FEEDS."""
    return list(calling.due_feeds().values_list("pk", flat=True)[:MOST_FEEDS])


def unworked_fetches() -> list[int]:
    """Return the ids of fetches of feeds that no job has worked off, oldest first, at most MOST_FEEDS."""
    rows = open_fetches().filter(asked_at__lt=Now() - _grace())
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_FEEDS])


def unclosed_fetches() -> list[int]:
    """Return the ids of fetches whose run is finished and that are not closed, oldest first."""
    rows = closing.ready().exclude(state=FeedFetch.State.DONE)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_FEEDS])


def parts_of(run_id: int) -> tuple[list[int], list[int]]:
    """Return (the ids of the unread files of a run, the ids of its pending items), in order."""
    files = unread(run=run_id).order_by("pk")
    items = waiting().filter(run=run_id).order_by("pk")
    return list(files.values_list("pk", flat=True)), list(items.values_list("pk", flat=True))


def untried_no_more(item_ids: Sequence[int]) -> list[int]:
    """Return those of `item_ids` that were tried and wait still, in order: each is tried by itself."""
    rows = waiting().filter(pk__in=item_ids, attempts__gt=0).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def run_of_file(file_id: int) -> int:
    """Return the id of the run that a file belongs to."""
    return ImportFile.objects.values_list("run_id", flat=True).get(pk=file_id)


def runs_of_items(item_ids: Sequence[int]) -> list[int]:
    """Return the ids of the runs that items belong to, in order."""
    rows = ImportItem.objects.filter(pk__in=item_ids).order_by("run")
    return list(rows.values_list("run_id", flat=True).distinct())


def open_fetches() -> QuerySet[FeedFetch]:
    """Return the fetches that no job has worked off."""
    unfinished = FeedFetch.objects.exclude(state=FeedFetch.State.DONE)  # as the partial index says it
    return unfinished.filter(state__in=[FeedFetch.State.QUEUED, FeedFetch.State.RUNNING])


def waiting() -> QuerySet[ImportItem]:
    """Return the items that wait to be imported, of runs that are under way."""
    return ImportItem.objects.filter(state=ImportItem.State.PENDING, run__state__in=ImportRun.WORKING)


def _grace() -> timedelta:
    """Return how old a row must be to be looked at: younger ones were rung for just now."""
    return timedelta(seconds=settings.CATCH_UP_GRACE_SECONDS)
