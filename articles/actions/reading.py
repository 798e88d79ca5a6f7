"""Reading: the entries of a file become articles in batches, each batch one transaction with its place.

A file of any size is held a batch at a time. A killed worker goes on behind the last batch. Entries are
stored as done: only those of a batch that failed wait, with what was read of them, to be tried one by one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import formats
from articles.actions import attempts, revisions
from articles.actions.bulk_importing import new_revisions
from articles.actions.handing_over import row_for
from articles.actions.limits import limits
from articles.actions.revisions import Incoming, Stored
from articles.actions.run_states import begin, hold_running
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.models import ImportFile, ImportItem, ImportRun
from factcheck import commits, storage, tallies

ENTRIES = 50
CHARACTERS = 2_000_000
"""A batch is so many entries, or fewer whose texts have so many characters."""

Entry = tuple[int, Parsed]
"""An entry and its place in the file, from 0 on."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one batch brought: the ids of new revisions, and of items that wait to be imported one by one."""

    revisions: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)


def unread(**which: int) -> QuerySet[ImportFile]:
    """Return the files that are not read to their end, of runs that are under way."""
    return ImportFile.objects.filter(read_at__isnull=True, run__state__in=ImportRun.WORKING, **which)


def read_on(file_id: int) -> Generator[Batch, None, None]:
    """Read a file on from where it stands, and yield what each batch brought, once that is committed.

    Nothing where the file is read, its run is not running, or another worker reads it. After LIMIT attempts
    without a step further the rest becomes one refused item with the reason; earlier ones raise what went
    wrong.
    """
    with attempts.attempt(unread(), file_id) as attempt:
        if attempt is None:
            return
        if attempt > attempts.LIMIT:
            _give_up(file_id, attempts.DID_NOT_END)
            return
        try:
            yield from _read(file_id)
        except Exception as error:
            if attempt < attempts.LIMIT:
                raise
            log.exception("import_file.given_up", file=file_id)
            _give_up(file_id, error)


def read_file(file_id: int) -> list[int]:
    """Read a file to its end; return the ids of its items that wait to be imported one by one."""
    for _ in read_on(file_id):
        pass
    waiting = ImportItem.objects.filter(file=file_id, state=ImportItem.State.PENDING).order_by("pk")
    return list(waiting.values_list("pk", flat=True))


def _read(file_id: int) -> Iterator[Batch]:
    file = ImportFile.objects.get(pk=file_id)
    begin(file.run_id)
    began = time.perf_counter()
    with closing(storage.open_blob(file.sha256)) as stream:
        found = formats.read(
            stream, locator=file.name, format=file.format, limits=limits(), start=file.entries
        )
        entries = enumerate(found, start=file.entries)
        for some, end in _batches(_wanted(entries, file), file):
            read = time.perf_counter()
            batch = _store(file, some, end)
            tallies.add(tallies.SECONDS, {"read": read - began, "import": time.perf_counter() - read})
            if batch is None:
                return
            file.entries = end or file.entries
            yield batch
            began = time.perf_counter()


def _wanted(entries: Iterator[Entry], file: ImportFile) -> Iterator[Entry]:
    """Return the entries to take: all, or those of a retry."""
    if file.only is None:
        return entries
    only, rest = set(file.only), file.rest_from
    return (entry for entry in entries if entry[0] in only or (rest is not None and entry[0] >= rest))


def _batches(entries: Iterator[Entry], file: ImportFile) -> Iterator[tuple[list[Entry], int]]:
    """Yield (entries, the place behind them, 0 for the end of the file); a file without any is a refusal."""
    batch: list[Entry] = []
    size, nothing = 0, file.entries == 0
    for entry in entries:
        if len(batch) == ENTRIES or size > CHARACTERS:
            yield batch, batch[-1][0] + 1
            batch, size = [], 0
        batch.append(entry)
        nothing = False
        size += len(entry[1].text) if isinstance(entry[1], ParsedArticle) else 0
    if nothing:
        batch = [(0, Refusal(locator=file.name, reason="the file holds no article"))]
    yield batch, 0


def _store(file: ImportFile, found: list[Entry], end: int) -> Batch | None:
    """Import a batch and move the file's place behind it; where that fails, keep it as items that wait.

    None where the run was paused or cancelled, or another worker went on with the file meanwhile.
    """
    try:
        with transaction.atomic():
            commits.need_not_wait()  # the file's place is in the same transaction
            return _step(file, found, end, wait=False)
    except SoftTimeLimitExceeded:
        raise  # the job's time is up: the next one goes on from the file's place
    except Exception:
        log.exception("import_file.batch_failed", file=file.pk, entry=file.entries)
    with transaction.atomic():
        return _step(file, found, end, wait=True)


def _step(
    file: ImportFile, found: list[Entry], end: int, *, wait: bool, given_up: bool = False
) -> Batch | None:
    run = hold_running(file.run_id)
    here = ImportFile.objects.filter(pk=file.pk, entries=file.entries, read_at__isnull=True)
    place = {"entries": end} if end else {"read_at": Now()}
    if run is None or not here.update(attempts=0, **place):
        return None
    items = [row_for(entry, run=run, file=file, position=at) for at, entry in found]
    pending = [(item, entry) for item, (_, entry) in zip(items, found, strict=True) if not item.outcome]
    stored = [] if wait else _import(run, file, [entry for _, entry in pending])
    for (item, _), each in zip(pending, stored, strict=False):
        item.state, item.outcome = ImportItem.State.DONE, each.outcome.value
        item.article, item.payload = each.article, None
    ImportItem.objects.bulk_create(items, batch_size=200)
    tallies.add(tallies.ENTRIES, Counter(_counted_as(item, given_up) for item in items if item.outcome))
    return Batch(new_revisions(stored), [item.pk for item, _ in pending] if wait else [])


def _counted_as(item: ImportItem, given_up: bool) -> str:
    return tallies.GIVEN_UP if given_up and item.outcome == ImportItem.Outcome.REFUSED else item.outcome


def _import(run: ImportRun, file: ImportFile, entries: list[Parsed]) -> list[Stored]:
    articles = [entry for entry in entries if isinstance(entry, ParsedArticle)]
    return revisions.store_many(
        [Incoming(article, file.sha256) for article in articles],
        desk=run.desk,
        source_name=run.source_name,
        run_id=run.pk,
    )


def _give_up(file_id: int, error: Exception | str) -> None:
    file = ImportFile.objects.get(pk=file_id)
    begin(file.run_id)
    reason = attempts.failure("the file could not be read", error)
    if file.entries:
        reason = f"from entry {file.entries + 1} on {reason}"
    with transaction.atomic():
        _step(file, [(file.entries, Refusal(locator=file.name, reason=reason))], 0, wait=True, given_up=True)
