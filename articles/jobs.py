"""The background work on articles: each job takes ids, calls one action and may run twice."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence

import structlog
from celery import shared_task

from articles import due
from articles.actions import (
    bulk_statements,
    calling,
    closing,
    fetches,
    hand_over_keys,
    history,
    importing,
    statements,
)
from articles.models import FeedFetch, ImportRun
from articles.signals import statements_extracted
from factcheck import bell, notices, tallies

BATCH = 50  # articles that one job works on; their statements, about a thousand, fit in few megabytes

READING_SECONDS = 20.0  # after which a file makes way for other messages

log = structlog.get_logger(__name__)


def ring_run(run: ImportRun) -> None:
    """Ring for a run that was just started; whoever called `importing.start` calls this."""
    bell.ring(import_run, run.pk)


def ring_fetch(fetch: FeedFetch) -> None:
    """Ring for a fetch that was just ordered; whoever called `calling.order` calls this."""
    bell.ring(fetch_feed, fetch.pk)


@shared_task
def fetch_feed(fetch_id: int) -> None:
    """Fetch a feed, then ring for the run of what came."""
    run_id = fetches.work(fetch_id)
    if run_id is not None:
        bell.ring(import_run, run_id)


@shared_task
def call_feeds() -> None:
    """Fetch the feeds whose time has come, each by itself; fetch again what no job ended; close what is done.

    Where many messages wait for the workers that fetch, due feeds stay due until these have caught up.
    """
    for fetch_id in due.unclosed_fetches():
        bell.outlast(closing.close, fetch_id)
    if not bell.is_quiet(fetch_feed):
        return
    called = [bell.outlast(calling.call, feed_id) for feed_id in due.due_feeds()]
    for fetch_id in [*filter(None, called), *due.unworked_fetches()]:
        bell.ring(fetch_feed, fetch_id)


@shared_task
def import_run(run_id: int) -> None:
    """Ring for each part of a run; with nothing to read or import, finish it."""
    files, items = due.parts_of(run_id)
    for file_id in files:
        bell.ring(read_file, file_id)
    _ring_for_items(items)
    _finish(run_id)


@shared_task
def read_file(file_id: int) -> None:
    """Read and import a file in batches, ringing for what each brought; a long one is gone on with later."""
    until = time.monotonic() + READING_SECONDS
    is_late = False
    with contextlib.closing(importing.read_on(file_id)) as batches:
        for batch in batches:
            _ring_for_revisions(batch.revisions)
            _ring_for_items(batch.items)
            if is_late := time.monotonic() > until:
                break
    if is_late:
        bell.ring(read_file, file_id)
    _finish(due.run_of_file(file_id))


@shared_task
def import_items(item_ids: Sequence[int]) -> None:
    """Import items together, and those that were tried before each by itself: a bad one stops no other."""
    made = bell.outlast(importing.import_all, item_ids) or []
    alone = [bell.outlast(importing.import_item, pk) for pk in due.untried_no_more(item_ids)]
    _ring_for_revisions([*made, *(pk for pk in alone if pk is not None)])
    for run_id in due.runs_of_items(item_ids):
        _finish(run_id)


@shared_task
def extract_statements(*revision_ids: int) -> None:
    """Store the statements of revisions together, then say so; one that fails is tried again by itself."""
    done = bell.outlast(bulk_statements.extract_all, revision_ids) or []
    done += [pk for pk in due.unextracted_among(revision_ids) if bell.outlast(statements.extract, pk)]
    if done:
        statements_extracted.send(sender=None, revision_ids=done)


@shared_task
def catch_up() -> None:
    """Ring again for what is due and was never rung for, or whose job was lost; finish what is done.

    A queue in which many messages wait is left to its workers until they have worked them off.
    """
    if bell.is_quiet(read_file):
        for file_id in due.unread_files():
            bell.ring(read_file, file_id)
        _ring_for_items(due.pending_items())
    if bell.is_quiet(extract_statements):
        _ring_for_revisions(due.unextracted_revisions())
    for run_id in due.unfinished_runs():
        _finish(run_id)


@shared_task
def tidy() -> None:
    """Forget what is kept for a time alone, once that is over."""
    hand_over_keys.forget()
    history.forget()
    notices.forget()
    tallies.fold()


@shared_task
def close_fetch(fetch_id: int) -> None:
    """Close a fetch of a feed whose run is finished."""
    closing.close(fetch_id)


def _finish(run_id: int) -> None:
    """Finish a run of which nothing is left, and ring for the fetch that brought it."""
    if importing.finish(run_id):
        for fetch_id in FeedFetch.objects.filter(run=run_id).values_list("pk", flat=True):
            bell.ring(close_fetch, fetch_id)


def _ring_for_items(item_ids: Sequence[int]) -> None:
    for at in range(0, len(item_ids), BATCH):
        bell.ring(import_items, list(item_ids[at : at + BATCH]))


def _ring_for_revisions(revision_ids: Sequence[int]) -> None:
    for at in range(0, len(revision_ids), BATCH):
        bell.ring(extract_statements, *revision_ids[at : at + BATCH])
