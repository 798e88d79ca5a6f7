"""JSON lines for commands: one object a line, read as it comes; a bad line is told by its number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

MOST_LETTERS: Final = 2_000_000  # of a line


class BadLine(ValueError):
    """A line that is no record; the message names the place and what is wrong."""


def read(
    lines: Iterable[bytes], *, name: str, needed: Iterable[str], optional: Iterable[str] = ()
) -> Iterator[dict[str, Any] | BadLine]:
    """Yield the object of each line, or a BadLine that says what is wrong with it; empty lines are skipped.

    `id` is a string or a whole number; the other `needed` fields and the `optional` ones are strings. `name`
    is what the lines are called in a message: `claims.jsonl line 3: …`.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _record(line, tuple(needed), tuple(optional))
            except BadLine as wrong:
                yield BadLine(f"{name} line {number}: {wrong}")


def write(record: Mapping[str, Any]) -> str:
    """Return `record` as one line; a lone surrogate has no UTF-8 form, so all but ASCII is escaped."""
    return json.dumps(record, ensure_ascii=True)


def _record(line: bytes, needed: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Any]:
    if len(line) > MOST_LETTERS:
        raise BadLine(f"longer than {MOST_LETTERS:,} bytes")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise BadLine(f"not JSON ({wrong})") from wrong
    if not isinstance(found, dict):
        raise BadLine("not an object with fields")
    for field in (*needed, *(field for field in optional if found.get(field) is not None)):
        _check(found, field)
    return found


def _check(found: dict[str, Any], field: str) -> None:
    if field not in found:
        raise BadLine(f"has no “{field}”")
    value = found[field]
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return
    if not isinstance(value, str):
        raise BadLine(f"“{field}” is no string")
