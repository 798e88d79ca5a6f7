"""Finds what stands between quotation marks in a block."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

_PAIRS: Final = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』"}
_SINGLE_OPEN, _SINGLE_CLOSE = "‘", "’"
_MARKS: Final = re.compile("[" + "".join([*_PAIRS, *_PAIRS.values(), '"', _SINGLE_OPEN, _SINGLE_CLOSE]) + "]")
_WORD: Final = re.compile(r"[^\W_]\S*")


def quote_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost quotes of `text[start:end]`, marks included; an unclosed one runs to the end.

    Nested quotes belong to the outer one. A `’` inside a word is an apostrophe. Straight marks open after
    white space or a bracket and close elsewhere.
    """
    spans: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for found in _MARKS.finditer(text, start, end):
        place, mark = found.start(), found[0]
        if opened < 0:
            closing = _closing(text, place, start)
            opened = place if closing else -1
        elif mark in closing and _closes(text, place, end, mark):
            spans.append((opened, place + 1))
            opened = -1
    if opened >= 0 and closing != _SINGLE_CLOSE:
        spans.append((opened, end))
    return spans


def _closing(text: str, place: int, start: int) -> str:
    """Marks that may close the quote which opens here; "" when none opens."""
    mark = text[place]
    alone = place == start or not text[place - 1].isalnum()
    if mark == '"':
        return '"' if place == start or text[place - 1] in " \t\n\xa0([{—–-,:;." else ""
    if mark == _SINGLE_OPEN:
        return _SINGLE_CLOSE if alone else ""
    return _PAIRS.get(mark, "")


def _closes(text: str, place: int, end: int, mark: str) -> bool:
    if mark != _SINGLE_CLOSE:
        return True
    return place + 1 >= end or not text[place + 1].isalnum()


def touching(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return those of the (sorted, separate) quotes that reach into `start`..`end`, whole."""
    first = bisect_right(spans, (start, start))
    if first and spans[first - 1][1] > start:
        first -= 1
    return spans[first : bisect_left(spans, (end, end))]


def words_in(text: str, start: int, end: int) -> int:
    """Count the words between two places; marks alone are no words."""
    return len(_WORD.findall(text, start, end))


def outside(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> str:
    """Return the sentence without its quotes; ` ¶ ` stands for each, so that names do not run together."""
    kept, place = [], start
    for left, right in quoted:
        kept.append(text[place : max(place, left)])
        place = min(right, end)
    return " ¶ ".join([*kept, text[place:end]])
