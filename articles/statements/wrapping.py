"""Paragraphs wrapped at a fixed width: tells whether a line goes on with the one above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeGuard

from articles.statements import markers
from articles.statements.furniture import is_metadata
from articles.statements.headings import MARKED, looks_like_heading
from articles.statements.lines import Line

_ENDS: Final = tuple(".!?:;…\"'”’»)]|")
_NARROWEST, _WIDEST = 45, 110
_NARROW, _WIDE = 30, 130
_RAGGED, _BROKEN = 0.9, 0.75
"""Of the width: what a line reaches at least that goes on below, after an end mark and without one."""
_READ: Final = 400
_SIGNS: Final = 3
"""Lines broken inside a sentence that show a text to be wrapped throughout."""
_STARTS: Final = (MARKED, markers.BULLET, markers.LONE_BULLET, markers.NUMBER, markers.QUOTE, markers.RULE)


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the width, in characters, at which a text is wrapped throughout; 0 when it is not.

    A small letter directly below a line without an end mark shows a break inside a sentence: it takes three
    of them, in one of four places where a line stands directly below another, and no line much wider.
    """
    read = lines[:_READ]
    pairs = [(line.text, below.text) for line, below in pairwise(read) if not below.after_blank]
    broken = [len(line) for line, below in pairs if below[0].islower() and not line.endswith(_ENDS)]
    if len(broken) < max(_SIGNS, len(pairs) // 4):
        return 0
    width = max(max(broken), max(len(line) for line, _ in pairs))
    return width if _NARROW <= width <= _WIDE else 0


def continues(below: Line | None, line: Line, width: int) -> TypeGuard[Line]:
    """True when `below` goes on with the paragraph of `line`: no blank line, no marker, a plausible width.

    In a text wrapped throughout at `width` it does when its first word had hardly room above. Elsewhere a
    line with a lower-case beginning continues any line that ends in no mark. With a capital it does so only
    when both lines are about as wide as wrapped text, because one line a paragraph is just as common.
    """
    if below is None or below.after_blank or below.text.startswith("|") or _is_apart(below):
        return False
    room, ended = len(line.text) + 1 + len(below.text.split(maxsplit=1)[0]), line.text.endswith(_ENDS)
    if width and room > width * (_RAGGED if ended else _BROKEN):
        return True
    if ended:
        return False
    if below.text[0].islower():
        return True
    wrapped = _NARROWEST <= len(line.text) <= _WIDEST and room > 60 and len(below.text) <= _WIDEST
    heading = _in_title_case(line.text) or looks_like_heading(below.text, words=8)
    return wrapped and not line.text.endswith(",") and not heading


def _is_apart(below: Line) -> bool:
    marked = not below.text[0].isalpha() and any(pattern.match(below.text) for pattern in _STARTS)
    return marked or is_metadata(below.text, at_edge=False)


def _in_title_case(line: str) -> bool:
    words = [word for word in line.split() if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
