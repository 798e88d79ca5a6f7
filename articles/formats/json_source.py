"""Read JSON that others wrote: bounded in depth, exact about what is wrong and where."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from articles.formats.dates import read_date
from articles.formats.decoding import decode
from articles.formats.entries import NoArticle
from articles.formats.json_ld import MAX_DEPTH, storable
from articles.formats.limits import in_force
from articles.formats.sight import MAX_BRACKETS

Fields = dict[str, object]


class NotJson(ValueError):
    """The bytes are no JSON that can be read; the message names line and column where there is one."""


class _Ambiguous(dict[str, object]):
    """An object in which a name stands twice: which value counts is anybody's guess (RFC 8259, section 4)."""

    name = ""


class _NotANumber(str):
    """NaN or Infinity, which JSON does not have but many programs write."""

    __slots__ = ()


def read_json(data: bytes) -> object:
    """Return the value in `data`; flaws inside are left for `flaw` to find, entry by entry.

    Raises Undecodable for the encoding, NotJson for anything that is no JSON.
    """
    text = decode(data, declared="utf-8")
    if text.count("{") + text.count("[") > MAX_BRACKETS:
        raise NotJson(f"the file holds more than {MAX_BRACKETS:,} lists and objects")
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_NotANumber)
    except json.JSONDecodeError as wrong:
        raise NotJson(f"line {wrong.lineno}, column {wrong.colno}: {wrong.msg}") from wrong
    except RecursionError as wrong:
        raise NotJson(f"values nest deeper than {MAX_DEPTH}") from wrong
    except ValueError as wrong:  # Python reads integers of up to 4,300 digits
        raise NotJson("a number has too many digits") from wrong
    if isinstance(value, _Ambiguous):
        raise NotJson(_twice(value))
    return value


def flaw(value: object) -> str:
    """Return what makes a JSON value unfit to be kept, or "": ambiguous names, no numbers, endless depth."""
    waiting: list[tuple[object, int]] = [(value, 1)]
    deepest = min(MAX_DEPTH, in_force().depth)
    while waiting:
        found, depth = waiting.pop()
        if wrong := _flaw_of_one(found):
            return wrong
        inside = list(_inside(found))
        if inside and depth > deepest:
            return f"values nest deeper than {deepest}"
        waiting += [(each, depth + 1) for each in inside]
    return ""


def sound_object(value: object) -> Fields:
    """Return the fields of an entry, `clean`ed. Raises NoArticle where it is no object, or has a flaw."""
    if wrong := flaw(value) if isinstance(value, dict) else "it is no object":
        raise NoArticle(wrong)
    return clean(value)


def clean(value: object) -> Fields:
    """Return an object without what no row can hold (NUL, lone surrogates); anything else gives {}."""
    cleaned = storable(value)
    return cleaned if isinstance(cleaned, dict) else {}


def text_of(fields: Fields, name: str) -> str:
    """Return a field that is text or a number as text without white space around it, else ""."""
    value = fields.get(name)
    known = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if known else ""


def peek(value: object, name: str) -> str:
    """Return a field of what may be no object at all, as `text_of` does, fit to be shown."""
    fields = value if isinstance(value, dict) else {}
    return str(storable(text_of(fields, name)))


def date_of(fields: Fields, name: str) -> datetime | None:
    """Return a field as an aware datetime, None where it is empty; ValueError names the field."""
    value = text_of(fields, name)
    try:
        return read_date(value) if value else None
    except ValueError as wrong:
        raise ValueError(f"{name}: {wrong}") from wrong


def _object(pairs: list[tuple[str, object]]) -> Fields:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    counted = Counter(name for name, _ in pairs)
    twice = _Ambiguous(fields)
    twice.name = next(name for name, times in counted.items() if times > 1)
    return twice


def _flaw_of_one(value: object) -> str:
    if isinstance(value, _Ambiguous):
        return _twice(value)
    if isinstance(value, _NotANumber):
        return f"{value} is no number"
    return "a number is out of range" if isinstance(value, float) and not math.isfinite(value) else ""


def _twice(value: _Ambiguous) -> str:
    return f"“{value.name[:60]}” stands twice in one object"


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
