"""Importing: hand over files or articles as one run, read the files, import each item, finish the run."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from articles import payload
from articles.actions import attempts, revisions, run_notices
from articles.actions.bulk_importing import import_all
from articles.actions.handing_over import IncomingFile, start
from articles.actions.reading import read_file, read_on
from articles.actions.run_states import begin, hold_running
from articles.models import ImportFile, ImportItem, ImportRun
from factcheck import audit, states, tallies

__all__ = [
    "COUNTS",
    "IncomingFile",
    "Progress",
    "finish",
    "import_all",
    "import_item",
    "progress",
    "read_file",
    "read_on",
    "start",
]

COUNTS = ("seen", "created", "revised", "unchanged", "refused", "cancelled")

log = structlog.get_logger(__name__)

_UNREAD = ImportFile.objects.filter(run=OuterRef("pk"), read_at__isnull=True)
_PENDING = ImportItem.objects.filter(run=OuterRef("pk"), state=ImportItem.State.PENDING)
_NOTHING_LEFT = ~Exists(_UNREAD) & ~Exists(_PENDING)


@dataclass(frozen=True)
class Progress:
    """How far a run is: items seen so far, those done by outcome, those pending, and files not yet read."""

    seen: int
    done: int
    created: int
    revised: int
    unchanged: int
    refused: int
    pending: int
    unread_files: int
    cancelled: int = 0


def import_item(item_id: int) -> int | None:
    """Import an item; return the id of the revision that it made, None where it made none.

    None: done before, another worker is at it, the text is unchanged, or the item was refused: after LIMIT
    attempts it is, with the reason. Earlier attempts raise what went wrong and leave it pending.
    """
    waiting = _pending().filter(run__state__in=ImportRun.WORKING)
    with attempts.attempt(waiting, item_id) as attempt:
        return None if attempt is None else _try_importing(item_id, attempt)


def _try_importing(item_id: int, attempt: int) -> int | None:
    begin(ImportItem.objects.values_list("run_id", flat=True).get(pk=item_id))
    if attempt > attempts.LIMIT:
        _give_item_up(item_id, attempts.DID_NOT_END)
        return None
    try:
        return _import(item_id)
    except Exception as error:
        if attempt < attempts.LIMIT:
            raise
        log.exception("import_item.given_up", item=item_id)
        _give_item_up(item_id, error)
        return None


@tallies.timed("import")
def _import(item_id: int) -> int | None:
    with transaction.atomic():
        item = _locked_item(item_id)
        if item is None or item.payload is None:
            return None
        stored = revisions.store(
            payload.from_json(item.payload),
            desk=item.run.desk,
            source_name=item.run.source_name,
            raw_sha256=item.file.sha256 if item.file else "",
            run_id=item.run_id,
        )
        outcome = stored.outcome.value
        states.move(item, ImportItem.State.DONE, outcome=outcome, article=stored.article, payload=None)
        tallies.add(tallies.ENTRIES, {outcome: 1})
    return stored.revision.pk if stored.revision else None


@transaction.atomic
def _give_item_up(item_id: int, error: Exception | str) -> None:
    item = _locked_item(item_id)
    if item is None:
        return
    found = item.payload.get("text", "") if isinstance(item.payload, dict) else ""
    refusal = payload.refusal(item.locator, attempts.failure("could not be imported", error), str(found))
    states.move(
        item,
        ImportItem.State.DONE,
        outcome=ImportItem.Outcome.REFUSED.value,
        reason=payload.storable(refusal.reason, 1000),
        snippet=payload.storable(refusal.snippet, 300),
    )
    tallies.add(tallies.ENTRIES, {tallies.GIVEN_UP: 1})


def _pending(**which: int) -> QuerySet[ImportItem]:
    return ImportItem.objects.filter(state=ImportItem.State.PENDING, **which).order_by("pk")


def _locked_item(item_id: int) -> ImportItem | None:
    """Return the item under its lock, and its run held; None where another has it or the run stands still."""
    rows = _pending(pk=item_id).select_related("run__desk", "file")
    item = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
    return item if item is not None and hold_running(item.run_id) is not None else None


@transaction.atomic
def finish(run_id: int) -> bool:
    """Finish a run of which nothing is left to read or import; return whether this call did it."""
    run = ImportRun.objects.filter(_NOTHING_LEFT, pk=run_id, state__in=ImportRun.WORKING).first()
    if run is None:
        return False
    # Nothing was left before this count, and nothing can be added, so the count is final.
    now = counted(run)
    counts = {name: getattr(now, name) for name in COUNTS}
    begin(run_id)
    try:
        states.move(run, _outcome(now), only_if=_NOTHING_LEFT, finished_at=Now(), **counts)
    except states.WrongState:
        return False  # another worker finished it first
    run_notices.run_ended(run)
    tallies.add(tallies.RUNS, {run.state.lower(): 1})
    audit.record("import_run.finished", run, by=None, desk=run.desk_id, state=run.state, **counts)
    return True


def _outcome(now: Progress) -> ImportRun.State:
    if not now.refused:
        return ImportRun.State.SUCCEEDED
    return ImportRun.State.FAILED if now.refused == now.seen else ImportRun.State.PARTIAL


def progress(run: ImportRun) -> Progress:
    """Return how far `run` is. One query while it runs, none once it is finished (`run` as last loaded)."""
    if not run.is_finished:
        return counted(run)
    return Progress(
        seen=run.seen,
        done=run.seen,
        created=run.created,
        revised=run.revised,
        unchanged=run.unchanged,
        refused=run.refused,
        cancelled=run.cancelled,
        pending=0,
        unread_files=0,
    )


def counted(run: ImportRun) -> Progress:
    """Return how far `run` is by its items; one query and one for its files."""
    outcomes = {name: Count("pk", filter=Q(outcome=name)) for name in ImportItem.Outcome.values}
    counts = run.items.aggregate(
        seen=Count("pk"), pending=Count("pk", filter=Q(state=ImportItem.State.PENDING)), **outcomes
    )
    unread = run.files.filter(read_at__isnull=True).count()
    return Progress(done=counts["seen"] - counts["pending"], unread_files=unread, **counts)
