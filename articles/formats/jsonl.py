"""Parse JSONL: one JSON object a line, each an article or refused alone."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from articles.formats.parsed import Parsed, Refusal
from articles.formats.row_article import SNIPPET, RowReader
from articles.formats.row_lines import RawLine, TooLong
from articles.formats.row_values import Unreadable, check_storable

Columns = Callable[[tuple[str, ...]], dict[str, str]]

# Each opens a value of its own, and small values cost more memory than bytes.
_MOST_BRACKETS = 20_000
_MOST_BLANK = 50_000


def read_jsonl(
    lines: Iterable[RawLine], *, locator: str, rows: RowReader, start: int = 0
) -> Iterator[Parsed]:
    """Yield the article or Refusal of each line that is not blank, located as `file:line`.

    The first `start` of them are passed over unread. Nothing is read below endless blank lines.
    """
    columns = lru_cache(maxsize=64)(rows.columns)
    seen = 0
    try:
        for line in _filled(lines):
            seen += 1
            if seen > start:
                at = f"{locator}:{line.number}"
                yield _row(line, rows, columns, at)
    except TooLong as wrong:
        if seen >= start:
            yield Refusal(locator=locator, reason=str(wrong))


def _filled(lines: Iterable[RawLine]) -> Iterator[RawLine]:
    """Yield the lines that are not blank. Raises TooLong where too many of those follow each other."""
    blank = 0
    for line in lines:
        if line.data.strip():
            blank = 0
            yield line
        elif (blank := blank + 1) > _MOST_BLANK:
            raise TooLong(
                f"line {line.number}: more than {_MOST_BLANK:,} lines in succession are blank; "
                "the rest is not read"
            )


def _row(line: RawLine, rows: RowReader, columns: Columns, at: str) -> Parsed:
    try:
        row = _object(line, rows)
    except Unreadable as wrong:
        return Refusal(locator=at, reason=str(wrong), snippet=_beginning(line.data), field=wrong.field)
    make = partial(rows.article, row, columns(tuple(row)), at)
    return rows.timed(at, make, _beginning(line.data))


def _object(line: RawLine, rows: RowReader) -> dict[str, object]:
    data = line.data
    if not line.whole:
        raise Unreadable("", f"the row is longer than {rows.limits.row:,} bytes")
    if data.count(b"{") + data.count(b"[") > _MOST_BRACKETS:
        raise Unreadable("", f"the row holds more than {_MOST_BRACKETS:,} lists and objects")
    try:
        row = json.loads(data.decode(), parse_constant=_no_number, parse_float=_in_range)
    except UnicodeDecodeError as wrong:
        raise Unreadable("", f"byte {wrong.start} (0x{data[wrong.start]:02x}) is not valid utf-8") from wrong
    except RecursionError as wrong:
        raise Unreadable("", "the values nest too deep") from wrong
    except ValueError as wrong:
        raise Unreadable("", f"not JSON: {_where(wrong)}") from wrong
    if not isinstance(row, dict):
        raise Unreadable("", "the line is JSON, but no object")
    if b"\\u" in data or data.count(b"[") + data.count(b"{") > rows.limits.depth:
        for name, value in row.items():
            check_storable(name, "", 0)
            check_storable(value, name, rows.limits.depth)
    return row


def _where(wrong: ValueError) -> str:
    # The number of the line is in the locator; the decoder would call it 1.
    return f"{wrong.msg} at character {wrong.pos}" if isinstance(wrong, json.JSONDecodeError) else str(wrong)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _in_range(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"the number {digits[:40]} is out of range")
    return number


def _beginning(data: bytes) -> str:
    return " ".join(data[: 2 * SNIPPET].decode("utf-8", "replace").split())[:SNIPPET].replace("\x00", "�")
