"""Read what stands in the cells of a row: words, names, times; each may be nested as JSON allows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from articles.formats import json_ld
from articles.formats.dates import read_date

Row = Mapping[str, object]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Numbers from here on count milliseconds: as seconds they would lie past the year 5000.
_MILLISECONDS = 100_000_000_000


class Unreadable(ValueError):
    """A value cannot be taken; the message says why, `field` which."""

    def __init__(self, field: str, reason: str) -> None:
        """`field` is our field or, of a column that is none, theirs."""
        super().__init__(reason)
        self.field = field


def value_at(row: Row, column: str) -> object:
    """Return the value of a column, or of a path such as `content.rendered` into objects; None if none."""
    if column in row:
        return row[column]
    found: object = row
    for part in column.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return found


def words(field: str, value: object) -> str:
    """Return a value as text: a string or number as it is, of an object its `rendered`, `name` or `value`.

    Raises Unreadable for a list and for an object without one of them.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        for name in ("rendered", "text", "value", "name"):
            if isinstance(value.get(name), str):
                return str(value[name])
    raise Unreadable(field, f"{_kind(value)} stands where text should")


def people(value: object) -> str:
    """Return the names in a string, an object with a name, or a list of either, parted by commas."""
    return ", ".join(dict.fromkeys(json_ld.names(value)))


def moment(field: str, value: object) -> datetime | None:
    """Return the time that a value names: ISO 8601, RFC 822, or a number of seconds since 1970 (UTC).

    A time without a zone counts as UTC. Raises Unreadable for what is no time.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(field, value)
    written = words(field, value).strip()
    try:
        return read_date(written) if written else None
    except ValueError as wrong:
        raise Unreadable(field, str(wrong)) from wrong


def check_storable(value: object, field: str, depth: int) -> None:
    """Raise Unreadable for NUL, half a surrogate pair, or values nested deeper than `depth`."""
    if depth < 0:
        raise Unreadable(field, "the values nest too deep")
    if isinstance(value, str):
        if found := _UNSTORABLE.search(value):
            raise Unreadable(field, f"U+{ord(found[0]):04X} at character {found.start()} is not text")
    elif isinstance(value, Mapping):
        for name, part in value.items():
            check_storable(name, field, depth)
            check_storable(part, field, depth - 1)
    elif isinstance(value, list):
        for part in value:
            check_storable(part, field, depth - 1)


def _counted(field: str, value: float) -> datetime:
    try:
        return datetime.fromtimestamp(value / 1000 if abs(value) >= _MILLISECONDS else value, UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        raise Unreadable(field, f"“{value}” is not a time") from wrong


def _kind(value: object) -> str:
    return {bool: "true or false", list: "a list", dict: "an object"}.get(type(value), "a value")
