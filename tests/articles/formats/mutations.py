"""Make files worse: bytes changed, cut, doubled and mixed; values of JSON and parts of XML exchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

TOKENS = [
    b"\x00", b"\xff", b"\xc3", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&nbsp;", b"<![CDATA[", b"]]>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<a>" * 300, b"</", b"<div>" * 300, b"{", b"[" * 1200, b'"',
    b"\\ud800", b"\\", b"NaN", b"1e999", b"9" * 5000, b"-", b"null", b"<item>", b"<entry>", b"</item>",
    b'xmlns="x"', b"encoding='utf-16'", "\u2028\ufeff\u202e".encode(), b"0001-01-01T00:00:00+14:00",
    b"9999-12-31", b"\r", b"\\u0000", b"<!--",
]  # fmt: skip
VALUES: list[object] = [
    None, True, -1, 0.5, 10**30, "", "x", " ", "<p>x</p>", "\x00", "\ud800", "0001-01-01T00:00:00+23:59",
    "https://[", "javascript:x", [], {}, [[]], [None], {"": ""}, {"rendered": 1},
    {"name": ["a", {"name": 2}]}, [{"name": None}], ["a"] * 50, "<table><tr><td>1<td>2</table>",
]  # fmt: skip


def mutated(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """Return a file made worse in one to four ways; `others` are of the same format."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(WAYS)(data, others, chance)
    return data[:50_000]


def _flip(data: bytes, others: list[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, others: list[bytes], chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(200) :]


def _end(data: bytes, others: list[bytes], chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _double(data: bytes, others: list[bytes], chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[: start + chance.randrange(300)] + data[start:]


def _token(data: bytes, others: list[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def _mix(data: bytes, others: list[bytes], chance: Random) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _value(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """Exchange one value of a JSON file; of any other file one text between two tags."""
    try:
        return json.dumps(_exchanged(json.loads(data), chance)).encode()
    except (ValueError, RecursionError):  # no JSON, or made to nest deeper than Python's own reader goes
        return _text(data, others, chance)


def _text(data: bytes, others: list[bytes], chance: Random) -> bytes:
    parts = data.split(b">")
    at = chance.randrange(len(parts))
    value = str(chance.choice(VALUES)).encode("utf-8", "replace")
    parts[at] = value + parts[at][parts[at].find(b"<") :] if b"<" in parts[at] else parts[at] + value
    return b">".join(parts)


def _exchanged(value: object, chance: Random) -> object:
    if isinstance(value, dict) and value and chance.random() < 0.85:
        name = chance.choice(list(value))
        return {**value, name: _exchanged(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        return [*value[:at], _exchanged(value[at], chance), *value[at + 1 :]]
    return chance.choice(VALUES)


WAYS: list[Callable[[bytes, list[bytes], Random], bytes]] = [_flip, _cut, _end, _double, _token, _mix, _value]
