"""Paragraphs wrapped at a fixed width: tells whether a line goes on with the one above."""

from __future__ import annotations

from typing import Final, TypeGuard

from articles.statements import markers
from articles.statements.furniture import is_metadata
from articles.statements.headings import MARKED, looks_like_heading
from articles.statements.lines import Line

_ENDS: Final = tuple(".!?:;…\"'”’»)]|")
_NARROWEST, _WIDEST = 45, 110
_STARTS: Final = (MARKED, markers.BULLET, markers.LONE_BULLET, markers.NUMBER, markers.QUOTE, markers.RULE)


def continues(below: Line | None, line: Line) -> TypeGuard[Line]:
    """True when `below` goes on with the sentence of `line`: no end mark, no blank line, a plausible width.

    A line with a lower-case beginning continues any line that ends in no mark. With a capital it does so only
    when both lines are about as wide as wrapped text, because one line a paragraph is just as common.
    """
    if below is None or below.after_blank or line.text.endswith(_ENDS) or below.text.startswith("|"):
        return False
    marked = not below.text[0].isalpha() and any(pattern.match(below.text) for pattern in _STARTS)
    if marked or is_metadata(below.text, at_edge=False):
        return False
    if below.text[0].islower():
        return True
    width = len(line.text)
    first_word = below.text.split(maxsplit=1)[0]
    wrapped = (
        _NARROWEST <= width <= _WIDEST and width + 1 + len(first_word) > 60 and len(below.text) <= _WIDEST
    )
    heading = _in_title_case(line.text) or looks_like_heading(below.text, words=8)
    return wrapped and not line.text.endswith(",") and not heading


def _in_title_case(line: str) -> bool:
    words = [word for word in line.split() if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
