"""Items of a list written one after the other on one line: `1.) The first item 2.) The second item`."""

from __future__ import annotations

import re
from typing import Final

_MARKER: Final = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<dot>[•●▪⁃‣◦])[ \t]?(?:\d{1,2}[.)]{1,2}[ \t]?)?"
    r"|\(?(?P<number>\d{1,2})(?P<how>\.\)|\)|\.)[ \t]|(?P<letter>[a-h])[.)][ \t])(?=[^\W_])"
)
_ITEMS: Final = 200
_READ: Final = 20_000


def list_markers(text: str) -> list[tuple[int, int]]:
    """Return the markers, as (start, end), of a list that fills `text`; [] when it is no list of two or more.

    A list begins with its first marker, keeps to one kind of marker and counts without a gap; so “on 2. June”
    inside an item and “a. m.” cut nothing.
    """
    first = _MARKER.match(text)
    if first is None:
        return []
    found = [first.span()]
    awaited = _rank(first) + 1
    for match in _MARKER.finditer(text, first.end(), min(len(text), _READ)):
        if match.lastgroup and _sort(match) == _sort(first) and (match["dot"] or _rank(match) == awaited):
            found.append(match.span())
            awaited += 1
        if len(found) == _ITEMS:
            break
    return found if len(found) > 1 else []


def _sort(match: re.Match[str]) -> str:
    """What two markers of one list have in common: the bullet, or the mark after the number or letter."""
    if match["dot"]:
        return match["dot"]
    return f"number{match['how']}" if match["number"] else "letter"


def _rank(match: re.Match[str]) -> int:
    if match["letter"]:
        return ord(match["letter"]) - ord("a")
    return int(match["number"] or 0)
