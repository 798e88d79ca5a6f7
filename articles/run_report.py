"""The report of a run, row by row: where an entry stood, what became of it, which field was wrong and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from articles.formats.parsed import ParsedArticle
from articles.models import ImportItem, ImportRun
from factcheck.models import Membership
from factcheck.spreadsheet import csv_lines

COLUMNS: Final = ("locator", "outcome", "field", "reason", "snippet", "article")
MEDIA_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_FIELDS: Final = {each.name for each in fields(ParsedArticle)}
_AT_ONCE: Final = 1000

Row = dict[str, str | int | None]


def report_rows(items: QuerySet[ImportItem]) -> Iterator[Row]:
    """Yield a row for each of these items in their order, in flat memory; COLUMNS names its fields."""
    names = ("locator", "outcome", "state", "reason", "snippet", "article_id")
    for locator, outcome, state, reason, snippet, article in (
        items.order_by("pk").values_list(*names).iterator(_AT_ONCE)
    ):
        yield {
            "locator": locator,
            "outcome": outcome or state.lower(),
            "field": field_of(reason),
            "reason": reason,
            "snippet": snippet,
            "article": article,
        }


def field_of(reason: str) -> str:
    """Return the field of the article that a reason speaks of, "" where it speaks of the entry as a whole."""
    first = reason.partition(" ")[0].rstrip(":,")
    if first in _FIELDS:
        return first
    return "text" if reason.startswith(("the text ", "the article has no text")) else ""


def answer(run: ImportRun, form: str, places: Sequence[Membership]) -> StreamingHttpResponse:
    """Return the report as a file to keep, streamed; `form` is one of MEDIA_TYPES.

    It leaves out the articles that these memberships may not see.
    """
    items = ImportItem.objects.visible_to(places).filter(run=run)
    lines = as_csv(items) if form == "csv" else as_json(items)
    answer = StreamingHttpResponse(lines, content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="import-{run.pk}.{form}"'
    return answer


def as_csv(items: QuerySet[ImportItem]) -> Iterator[str]:
    """Yield the lines of the report as CSV that is safe in spreadsheets, the names of its columns first."""
    yield "\ufeff"  # so that spreadsheets read it as UTF-8
    yield from csv_lines([COLUMNS])
    yield from csv_lines(
        ["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in report_rows(items)
    )


def as_json(items: QuerySet[ImportItem]) -> Iterator[str]:
    """Yield the pieces of the report as one JSON array of objects."""
    before = "["
    for row in report_rows(items):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "[]" if before == "[" else "]"
