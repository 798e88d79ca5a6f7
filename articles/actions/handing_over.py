"""Handing over: files and articles become the rows of a new import run, before anything is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from articles import payload
from articles.formats import FORMATS
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.row_detect import rows_format
from articles.models import Feed, ImportFile, ImportItem, ImportRun
from factcheck import audit, storage, tallies
from factcheck.models import Desk, User


@dataclass(frozen=True)
class IncomingFile:
    """A file as handed over: its bytes, or the SHA-256 under which they are stored already.

    `format` is one of articles.formats.FORMATS.
    """

    name: str
    data: bytes
    format: str = "auto"
    sha256: str = ""


def start(
    *,
    desk: Desk,
    by: User | None,
    files: Sequence[IncomingFile] = (),
    articles: Sequence[ParsedArticle] = (),
    refusals: Sequence[Refusal] = (),
    source: str = "",
    feed: Feed | None = None,
) -> ImportRun:
    """Keep the bytes and make a queued run with a row for each file and article; ring for it afterwards.

    `source` names the publisher of what does not name its own; `feed` is where it all came from. An empty or
    oversized file, an article without text, and what the caller could not open (`refusals`), become refused
    items: the rest goes on.
    Raises ValidationError when nothing or too much was handed over, for an unknown format and a long source.
    """
    _check(files, articles, refusals, source)
    kept = [file for file in files if not _objection(file)]
    hashes = [file.sha256 or storage.put(file.data) for file in kept]
    entries: list[Parsed] = [*refusals, *(_refused(file) for file in files if _objection(file)), *articles]
    with transaction.atomic():
        run = ImportRun.objects.create(desk=desk, feed=feed, started_by=by, source_name=source)
        ImportFile.objects.bulk_create(
            ImportFile(run=run, position=at, name=_name(file), format=file.format, sha256=sha256)
            for at, (file, sha256) in enumerate(zip(kept, hashes, strict=True))
        )
        rows = [row_for(entry, run=run, file=None, position=at) for at, entry in enumerate(entries)]
        ImportItem.objects.bulk_create(rows, batch_size=200)
        tallies.add(tallies.ENTRIES, Counter(row.outcome for row in rows if row.outcome))
        counts = {"files": len(files), "articles": len(articles)}
        audit.record("import_run.started", run, by=by, desk=desk, source=source, **counts)
    return run


def row_for(parsed: Parsed, *, run: ImportRun, file: ImportFile | None, position: int) -> ImportItem:
    """Return the unsaved item of one entry: pending with its payload, or done and refused with the reason."""
    refused = _why_not(parsed)
    item = ImportItem(run=run, file=file, position=position, locator=payload.storable(parsed.locator, 1000))
    if refused is None and isinstance(parsed, ParsedArticle):
        item.payload = payload.to_json(parsed)
    elif refused is not None:
        item.state = ImportItem.State.DONE
        item.outcome = ImportItem.Outcome.REFUSED
        item.reason = payload.storable(refused.reason, 1000)
        item.snippet = payload.storable(refused.snippet, 300)
    return item


def _why_not(parsed: Parsed) -> Refusal | None:
    if isinstance(parsed, Refusal):
        return parsed
    return payload.objection(parsed, max_length=settings.IMPORT_MAX_CHARACTERS)


def _check(
    files: Sequence[IncomingFile], articles: Sequence[ParsedArticle], refusals: Sequence[Refusal], source: str
) -> None:
    limit = settings.IMPORT_MAX_FILES
    if not (files or articles or refusals):
        raise ValidationError({"files": ["Choose at least one file to import."]})
    if len(files) > limit:
        raise ValidationError({"files": [f"{len(files)} files are too many: at most {limit} at a time."]})
    if len(articles) > limit:
        raise ValidationError({"articles": [f"{len(articles)} are too many: at most {limit} at a time."]})
    unknown = [file for file in files if file.format not in FORMATS]
    if unknown:
        said = f"use one of {', '.join(FORMATS)}"
        raise ValidationError(
            {"files": [f"{each.name}: no format “{each.format}”; {said}." for each in unknown]}
        )
    longest = ImportRun.source_name.field.max_length or 0
    if len(source) > longest or source != payload.storable(source, longest):
        raise ValidationError({"source": [f"A source's name is text of at most {longest} characters."]})


def size_objection(size: int, *, head: bytes = b"") -> str:
    """Return why a file of `size` bytes is not read, or "". A file whose `head` shows rows may be longer."""
    limit = settings.IMPORT_MAX_STREAM_BYTES if rows_format(head) else settings.IMPORT_MAX_BYTES
    if not size:
        return "the file is empty"
    return f"the file has {size:,} bytes; the most that is read is {limit:,}" if size > limit else ""


def _objection(file: IncomingFile) -> str:
    return "" if file.sha256 else size_objection(len(file.data))


def _refused(file: IncomingFile) -> Refusal:
    return Refusal(locator=_name(file), reason=_objection(file))


def _name(file: IncomingFile) -> str:
    return payload.storable(file.name, ImportFile.name.field.max_length or 0)
