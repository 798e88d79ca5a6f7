"""A text as its lines that are not blank, each with its place and without the white space around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

MOST: Final = 10_000
"""Lines that are told apart; a text of more is no article, and what follows is one line."""

# White space, direction marks and the byte order mark: at the edge of a line they would hide its marker.
EDGE: Final = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2066\u2067\u2068"
    "\u2069\u3000\ufeff"
)

# Where `str.splitlines` parts lines.
_LINE_END: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` stands at `start`..`end` (code points); `after_blank`: a blank line is above.

    `is_rest`: it is all that stands below the lines that are told apart.
    """

    start: int
    end: int
    text: str
    after_blank: bool
    is_rest: bool = False


def shrink(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space and direction marks at its edges; an empty one has start == end."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(EDGE))
    return start + left, max(start + left, start + len(piece.rstrip(EDGE)))


def read_lines(text: str) -> list[Line]:
    """Return the lines of `text` that hold anything, in order; what follows MOST of them is one line more."""
    found: list[Line] = []
    position, blank = 0, True
    for raw in text[: told_apart(text)].splitlines(keepends=True):
        if len(found) == MOST:
            break
        start, end = shrink(text, position, position + len(raw))
        position += len(raw)
        if start == end:
            blank = True
            continue
        found.append(Line(start, end, text[start:end], blank))
        blank = False
    start, end = shrink(text, position, len(text))
    return found if start == end else [*found, Line(start, end, text[start:end], blank, is_rest=True)]


def told_apart(text: str) -> int:
    """Return the place behind the lines, blank ones among them, that are looked at."""
    if len(text) <= 2 * MOST:
        return len(text)
    last = next(islice(_LINE_END.finditer(text), 2 * MOST - 1, None), None)
    return last.end() if last else len(text)
