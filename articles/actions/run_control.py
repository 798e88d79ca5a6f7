"""A person's hand on a run: pause it, resume it, cancel it, try what was refused again in a new run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from articles.actions.importing import COUNTS, counted
from articles.models import ImportFile, ImportItem, ImportRun
from factcheck import audit, states, tallies
from factcheck.models import User

_CANCELLED = "cancelled before the rest of the file was read"


@transaction.atomic
def pause(*, run: ImportRun, by: User | None) -> None:
    """Have no further batch of a run begin; those under way end first. WrongState unless it is under way."""
    states.move(run, ImportRun.State.PAUSED)
    audit.record("import_run.paused", run, by=by, desk=run.desk_id)


@transaction.atomic
def resume(*, run: ImportRun, by: User | None) -> None:
    """Let a paused run go on; ring for it afterwards. Raises WrongState unless it is paused."""
    states.move(run, ImportRun.State.RUNNING, only_if=Q(state=ImportRun.State.PAUSED))
    audit.record("import_run.resumed", run, by=by, desk=run.desk_id)


@transaction.atomic
def cancel(*, run: ImportRun, by: User | None) -> None:
    """End a run: what is imported stays, what waits is cancelled and counted. WrongState once it is finished.

    Of a file that was not read to its end nobody knows how much is left: one cancelled item stands for it.
    """
    # The run is held first: whoever stores a batch holds it too, and ends before or begins not at all.
    held = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if held.is_finished:
        raise states.WrongState(held, ImportRun.State.CANCELLED, held.state)
    states.move_all(
        held.items.filter(state=ImportItem.State.PENDING),
        ImportItem.State.DONE,
        outcome=ImportItem.Outcome.CANCELLED,
        payload=None,
    )
    _cancel_files(held)
    now = counted(held)
    counts = {name: getattr(now, name) for name in COUNTS}
    states.move(run, ImportRun.State.CANCELLED, finished_at=Now(), **counts)
    tallies.add(tallies.ENTRIES, {ImportItem.Outcome.CANCELLED.value: now.cancelled})
    tallies.add(tallies.RUNS, {run.state.lower(): 1})
    audit.record("import_run.cancelled", run, by=by, desk=run.desk_id, **counts)


def _cancel_files(run: ImportRun) -> None:
    files = list(run.files.filter(read_at__isnull=True).order_by("pk"))
    ImportItem.objects.bulk_create(
        ImportItem(
            run=run,
            file=file,
            position=file.entries,
            locator=file.name,
            state=ImportItem.State.DONE,
            outcome=ImportItem.Outcome.CANCELLED,
            reason=_CANCELLED,
        )
        for file in files
    )
    run.files.filter(read_at__isnull=True).update(read_at=Now())


@transaction.atomic
def retry(*, run: ImportRun, by: User | None) -> ImportRun:
    """Return a new run of what `run` refused; ring for it afterwards. The refused items keep their history.

    Entries of files are read again, articles handed over as such are taken as they were. Raises WrongState
    for a run that is not finished, ValidationError where nothing can be tried again.
    """
    if not run.is_finished:
        raise states.WrongState(run, "retried", run.state)
    refused = run.items.filter(outcome=ImportItem.Outcome.REFUSED)
    alone = refused.filter(file__isnull=True, payload__isnull=False)
    places = _places(refused)
    if not places and not alone.exists():
        raise ValidationError("Nothing of this run can be tried again: no refused entry was kept.")
    again = ImportRun.objects.create(
        desk_id=run.desk_id, source_name=run.source_name, started_by=by, retry_of=run
    )
    _take_again(again, places, alone)
    audit.record("import_run.retried", run, by=by, desk=run.desk_id, run=again.pk)
    return again


@dataclass
class _Places:
    """What to take of one file: entries by their place, and all from a place on."""

    only: list[int] = field(default_factory=list)
    rest_from: int | None = None


def _places(refused: QuerySet[ImportItem]) -> dict[int, _Places]:
    """Return the places to read again of each file, by its id.

    A refusal with the file's own name as its locator says of no entry that it is unfit: it stands for all
    that was not read from there on.
    """
    places: dict[int, _Places] = defaultdict(_Places)
    of_files = refused.filter(file__isnull=False).annotate(is_rest=Q(locator=F("file__name")))
    for item in of_files.select_related("file").order_by("position"):
        if item.file is None:
            continue
        found = places[item.file.pk]
        if not item.is_rest or found.rest_from is not None:
            found.only.append(item.position)
        elif item.file.only is None or item.file.rest_from is not None:
            found.rest_from = item.position
        else:  # a retry that was given up itself: what it had not come to
            found.only += [place for place in item.file.only if place >= item.position]
    return places


def _take_again(run: ImportRun, places: dict[int, _Places], alone: QuerySet[ImportItem]) -> None:
    files = ImportFile.objects.filter(pk__in=places).order_by("position")
    ImportFile.objects.bulk_create(
        ImportFile(
            run=run,
            position=at,
            name=file.name,
            format=file.format,
            sha256=file.sha256,
            only=places[file.pk].only,
            rest_from=places[file.pk].rest_from,
        )
        for at, file in enumerate(files)
    )
    ImportItem.objects.bulk_create(
        [
            ImportItem(run=run, position=item.position, locator=item.locator, payload=item.payload)
            for item in alone.order_by("position").iterator(chunk_size=200)
        ],
        batch_size=200,
    )
