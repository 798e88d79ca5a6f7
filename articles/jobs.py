"""The background work on articles: each job takes ids, calls one action and may run twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from articles import due
from articles.actions import importing, statements
from articles.models import ImportRun
from articles.signals import statements_extracted
from factcheck import bell

BATCH = 20

log = structlog.get_logger(__name__)


def ring_run(run: ImportRun) -> None:
    """Ring for a run that was just started; whoever called `importing.start` calls this."""
    bell.ring(import_run, run.pk)


@shared_task
def import_run(run_id: int) -> None:
    """Ring for each part of a run; with nothing to read or import, finish it."""
    files, items = due.parts_of(run_id)
    for file_id in files:
        bell.ring(read_file, file_id)
    _ring_for_items(items)
    importing.finish(run_id)


@shared_task
def read_file(file_id: int) -> None:
    """Read a file of a run, then ring for its items."""
    _ring_for_items(importing.read_file(file_id))
    importing.finish(due.run_of_file(file_id))


@shared_task
def import_items(item_ids: Sequence[int]) -> None:
    """Import items, each by itself, so that a bad one never stops the others."""
    for item_id in item_ids:
        revision_id = _survive(importing.import_item, item_id)
        if revision_id is not None:
            bell.ring(extract_statements, revision_id)
    for run_id in due.runs_of_items(item_ids):
        importing.finish(run_id)


@shared_task
def extract_statements(revision_id: int) -> None:
    """Store a revision's statements, then say so."""
    if statements.extract(revision_id):
        statements_extracted.send(sender=None, revision_id=revision_id)


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
        for revision_id in due.unextracted_revisions():
            bell.ring(extract_statements, revision_id)
    for run_id in due.unfinished_runs():
        importing.finish(run_id)


def _ring_for_items(item_ids: Sequence[int]) -> None:
    for at in range(0, len(item_ids), BATCH):
        bell.ring(import_items, list(item_ids[at : at + BATCH]))


def _survive(act: Callable[[int], Any], item_id: int) -> Any:
    """Return what `act` returns; log what it raises: the item stays pending, and `catch_up` finds it."""
    try:
        return act(item_id)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        log.exception("import_item.failed", item=item_id)
        return None
