"""Tell a file of rows (JSONL, CSV) from its beginning, so that it can be read without being held."""

from __future__ import annotations

import codecs
import json

from articles.formats.columns import assign
from articles.formats.csv_dialect import cells, likely_delimiter, stated_delimiter

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LONGEST_NAME, _LONGEST_HEADER = 60, 20_000
_WHITE = " \t\r\n\f\v"


def rows_format(head: bytes) -> str:
    """Return "jsonl", "csv", or "" for the beginning of any other file; `head` may end within a line."""
    encoding, skip = next(((name, len(mark)) for mark, name in _MARKS if head.startswith(mark)), ("utf-8", 0))
    text = head[skip:].decode(encoding, "replace").lstrip(_WHITE)
    lines = text.splitlines()
    if text.startswith("{"):
        return "jsonl" if _is_jsonl(lines) else ""
    return "csv" if lines and _is_header(lines) else ""


def _is_jsonl(lines: list[str]) -> bool:
    """An object on the first line and more below it; alone it may as well be a document of another format."""
    below = [line for line in lines[1:50] if line.strip()]
    if not below:
        return False
    first = lines[0].strip()
    whole = first.startswith('{"') and first.endswith("}")
    return _is_object(first) or (whole and below[0].startswith('{"'))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_header(lines: list[str]) -> bool:
    """Short names, two of which people give to an article's text and another field, and a row right below."""
    stated = stated_delimiter(lines[0])
    rest = lines[1:] if stated else lines
    if len(rest) < 2 or not rest[1].strip() or len(rest[0]) > _LONGEST_HEADER:
        return False
    names = cells(rest[0], stated or likely_delimiter(rest[0], {}))
    known = assign(names, {})
    short = all(len(name) <= _LONGEST_NAME for name in names)
    return len(known) > 1 and short and ("text" in known or "html" in known)
