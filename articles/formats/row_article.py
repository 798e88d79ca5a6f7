"""Make an article of one row of a table: its known columns become fields, the others are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from articles.formats.columns import assign, check_map
from articles.formats.completing import complete
from articles.formats.html import titled_text
from articles.formats.limits import Limits, keeping
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, ParsedArticle, Refusal, Status
from articles.formats.row_text import text_of
from articles.formats.row_values import Row, Unreadable, moment, people, value_at, words
from articles.formats.time_limit import OutOfTime, within

SNIPPET = 120

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_WITHDRAWN = frozenset({"withdrawn", "canceled", "cancelled", "retracted", "killed", "deleted", "removed"})
_UNPUBLISHED = frozenset({"draft", "pending", "private", "trash", "future", "auto-draft", "unpublished"})
_USABLE = frozenset({"", "usable", "published", "publish", "public", "live", "active", "final"})


@dataclass(frozen=True, slots=True)
class RowReader:
    """How the rows of one file are read: which limits hold, and which columns the desk has mapped."""

    limits: Limits
    given: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise UnknownColumn for a field that no article has."""
        check_map(self.given)

    def columns(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return {our field: their column} of rows that have the columns `names`."""
        return assign(names, self.given)

    def timed(self, locator: str, make: Callable[[], Parsed], snippet: str = "") -> Parsed:
        """Return what `make` makes of one row under the limits, or its refusal when its time is up."""
        try:
            with keeping(self.limits):
                return within(self.limits.seconds, make)
        except OutOfTime as wrong:
            return Refusal(locator=locator, reason=str(wrong), snippet=snippet)

    def article(self, row: Row, columns: Mapping[str, str], locator: str, *, plain: bool = False) -> Parsed:
        """Return the article of one row, or a Refusal that names field, column and reason.

        A text that is `plain` is taken as it is, although it may look like markup.
        """
        values = {field: value_at(row, column) for field, column in columns.items()}
        try:
            return complete(self._article(row, columns, values, locator, plain=plain))
        except Unreadable as wrong:
            column = columns.get(wrong.field, wrong.field)
            where = wrong.field if column == wrong.field else f"{wrong.field} (column “{column[:60]}”)"
            snippet = snippet_of(value_at(row, column))
            return Refusal(locator=locator, reason=f"{where}: {wrong}", snippet=snippet, field=wrong.field)

    def _article(
        self, row: Row, columns: Mapping[str, str], values: Mapping[str, object], locator: str, *, plain: bool
    ) -> ParsedArticle:
        def said(field: str) -> str:
            return words(field, values.get(field)).strip()

        status = _status(said("status"))
        title = " ".join(said("title").split())
        text = text_of(values, limits=self.limits, needed=status != "withdrawn", plain=plain)
        title, text = titled_text(title, text)
        understood = _understood(said)
        return ParsedArticle(
            locator=locator,
            title=title,
            text=text,
            byline=people(values.get("byline")),
            publisher=people(values.get("publisher")),
            original_author=said("original_author"),
            canonical_url=understood.get("canonical_url", ""),
            external_id=said("external_id"),
            language=understood.get("language", ""),
            published_at=moment("published_at", values.get("published_at")),
            modified_at=moment("modified_at", values.get("modified_at")),
            attribution=said("attribution"),
            editorial_note=said("editorial_note"),
            rights=said("rights"),
            embargoed_until=moment("embargoed_until", values.get("embargoed_until")),
            status=status,
            extra=_others(row, columns, understood),
        )


def snippet_of(value: object) -> str:
    """Return the beginning of a value on one line; what PostgreSQL cannot keep is left to the caller."""
    return " ".join(str(value)[: 2 * SNIPPET].split())[:SNIPPET] if _says(value) else ""


def _status(written: str) -> Status:
    if written.casefold() in _UNPUBLISHED:
        raise Unreadable("status", f"“{written}” is not published")
    if written.casefold() in _WITHDRAWN:
        return "withdrawn"
    return "usable" if written and written.casefold() in _USABLE else ""


def _understood(said: Callable[[str], str]) -> dict[str, str]:
    """Return the fields that take only some values, where the row has such a value."""
    found: dict[str, str] = {}
    if address := web_address(said("canonical_url")):
        found["canonical_url"] = address
    if _LANGUAGE_TAG.fullmatch(said("language")):
        found["language"] = said("language").replace("_", "-")
    if said("status").casefold() in _WITHDRAWN | _USABLE:
        found["status"] = said("status")
    return found


def _others(row: Row, columns: Mapping[str, str], understood: Mapping[str, str]) -> dict[str, object]:
    """Return what has no field here, or a value that its field cannot hold."""
    choosy = {"canonical_url", "language", "status"}
    taken = {column for field, column in columns.items() if field not in choosy or field in understood}
    return {name: value for name, value in row.items() if name not in taken and _says(value)}


def _says(value: object) -> bool:
    return value not in (None, "", [], {})
