"""Importing: hand over files or articles as one run, read the files, import each item, finish the run."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from articles import formats, payload
from articles.actions import attempts, revisions
from articles.actions.handing_over import IncomingFile, row_for, start
from articles.formats.parsed import Parsed, Refusal
from articles.models import ImportFile, ImportItem, ImportRun
from factcheck import audit, states, storage

__all__ = ["IncomingFile", "Progress", "finish", "import_item", "progress", "read_file", "start"]

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


def read_file(file_id: int) -> list[int]:
    """Make the items of a file; return the ids of those that wait to be imported.

    A file that was read before is left as it is. A file that another worker is reading gives []. After LIMIT
    attempts the file becomes one refused item with the reason; earlier ones raise what went wrong.
    """
    with attempts.attempt(ImportFile.objects.filter(read_at__isnull=True), file_id) as attempt:
        if attempt is not None:
            _try_reading(file_id, attempt)
    return list(_pending(file=file_id).values_list("pk", flat=True))


def _try_reading(file_id: int, attempt: int) -> None:
    if attempt > attempts.LIMIT:
        _give_file_up(file_id, attempts.DID_NOT_END)
        return
    try:
        _read(file_id)
    except Exception as error:
        if attempt < attempts.LIMIT:
            raise
        log.exception("import_file.given_up", file=file_id)
        _give_file_up(file_id, error)


@transaction.atomic
def _read(file_id: int) -> None:
    file = _locked_file(file_id)
    if file is None:
        return
    found = formats.parse(
        storage.get(file.sha256),
        locator=file.name,
        format=file.format,
        max_bytes=settings.IMPORT_MAX_BYTES,
    )
    _store_items(file, found or [Refusal(locator=file.name, reason="the file holds no article")])


@transaction.atomic
def _give_file_up(file_id: int, error: Exception | str) -> None:
    file = _locked_file(file_id)
    if file is not None:
        reason = attempts.failure("the file could not be read", error)
        _store_items(file, [Refusal(locator=file.name, reason=reason)])


def _locked_file(file_id: int) -> ImportFile | None:
    rows = ImportFile.objects.select_related("run").filter(pk=file_id, read_at__isnull=True)
    return rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()


def _store_items(file: ImportFile, found: list[Parsed]) -> None:
    _begin(file.run)
    rows = [row_for(parsed, run=file.run, file=file, position=at) for at, parsed in enumerate(found)]
    ImportItem.objects.bulk_create(rows, batch_size=200)
    ImportFile.objects.filter(pk=file.pk).update(read_at=Now())


def import_item(item_id: int) -> int | None:
    """Import an item; return the id of the revision that it made, None where it made none.

    None: done before, another worker is at it, the text is unchanged, or the item was refused: after LIMIT
    attempts it is, with the reason. Earlier attempts raise what went wrong and leave it pending.
    """
    with attempts.attempt(_pending(), item_id) as attempt:
        return None if attempt is None else _try_importing(item_id, attempt)


def _try_importing(item_id: int, attempt: int) -> int | None:
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


@transaction.atomic
def _import(item_id: int) -> int | None:
    item = _locked_item(item_id)
    if item is None or item.payload is None:
        return None
    _begin(item.run)
    stored = revisions.store(
        payload.from_json(item.payload),
        desk=item.run.desk,
        source_name=item.run.source_name,
        raw_sha256=item.file.sha256 if item.file else "",
        run_id=item.run_id,
    )
    states.move(
        item, ImportItem.State.DONE, outcome=stored.outcome.value, article=stored.article, payload=None
    )
    return stored.revision.pk if stored.revision else None


@transaction.atomic
def _give_item_up(item_id: int, error: Exception | str) -> None:
    item = _locked_item(item_id)
    if item is None:
        return
    _begin(item.run)
    found = item.payload.get("text", "") if isinstance(item.payload, dict) else ""
    refusal = payload.refusal(item.locator, attempts.failure("could not be imported", error), str(found))
    states.move(
        item,
        ImportItem.State.DONE,
        outcome=ImportItem.Outcome.REFUSED.value,
        reason=payload.storable(refusal.reason, 1000),
        snippet=payload.storable(refusal.snippet, 300),
        payload=None,
    )


def _pending(**which: int) -> QuerySet[ImportItem]:
    return ImportItem.objects.filter(state=ImportItem.State.PENDING, **which).order_by("pk")


def _locked_item(item_id: int) -> ImportItem | None:
    rows = _pending(pk=item_id).select_related("run__desk", "file")
    return rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()


def _begin(run: ImportRun) -> None:
    """Move a queued run to running, unless another worker just did."""
    if run.state == ImportRun.State.QUEUED:
        try:
            states.move(run, ImportRun.State.RUNNING)
        except states.WrongState:
            log.debug("import_run.begun_by_another", run=run.pk)


@transaction.atomic
def finish(run_id: int) -> bool:
    """Finish a run of which nothing is left to read or import; return whether this call did it."""
    run = ImportRun.objects.filter(_NOTHING_LEFT, pk=run_id).exclude(state__in=ImportRun.FINISHED).first()
    if run is None:
        return False
    # Nothing was left before this count, and nothing can be added, so the count is final.
    now = _counted(run)
    counts = {name: getattr(now, name) for name in ("seen", "created", "revised", "unchanged", "refused")}
    _begin(run)
    try:
        states.move(run, _outcome(now), only_if=_NOTHING_LEFT, finished_at=Now(), **counts)
    except states.WrongState:
        return False  # another worker finished it first
    audit.record("import_run.finished", run, by=None, desk=run.desk_id, state=run.state, **counts)
    return True


def _outcome(now: Progress) -> ImportRun.State:
    if not now.refused:
        return ImportRun.State.SUCCEEDED
    return ImportRun.State.FAILED if now.refused == now.seen else ImportRun.State.PARTIAL


def progress(run: ImportRun) -> Progress:
    """Return how far `run` is. One query while it runs, none once it is finished (`run` as last loaded)."""
    if not run.is_finished:
        return _counted(run)
    return Progress(
        seen=run.seen,
        done=run.seen,
        created=run.created,
        revised=run.revised,
        unchanged=run.unchanged,
        refused=run.refused,
        pending=0,
        unread_files=0,
    )


def _counted(run: ImportRun) -> Progress:
    outcomes = {name: Count("pk", filter=Q(outcome=name)) for name in ImportItem.Outcome.values}
    counts = run.items.aggregate(
        seen=Count("pk"), pending=Count("pk", filter=Q(state=ImportItem.State.PENDING)), **outcomes
    )
    unread = run.files.filter(read_at__isnull=True).count()
    return Progress(done=counts["seen"] - counts["pending"], unread_files=unread, **counts)
