"""A text as its lines that are not blank, each with its place and without the white space around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# White space, direction marks and the byte order mark: at the edge of a line they would hide its marker.
EDGE: Final = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2066\u2067\u2068"
    "\u2069\u3000\ufeff"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` stands at `start`..`end` (code points); `after_blank`: a blank line is above."""

    start: int
    end: int
    text: str
    after_blank: bool


def shrink(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space and direction marks at its edges; an empty one has start == end."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(EDGE))
    return start + left, max(start + left, start + len(piece.rstrip(EDGE)))


def read_lines(text: str) -> list[Line]:
    """Return the lines of `text` that hold anything, in order."""
    found: list[Line] = []
    position, blank = 0, True
    for raw in text.splitlines(keepends=True):
        start, end = shrink(text, position, position + len(raw))
        position += len(raw)
        if start == end:
            blank = True
            continue
        found.append(Line(start, end, text[start:end], blank))
        blank = False
    return found
