"""Quotes: the same words in quotation marks, cut or changed."""

from __future__ import annotations

from itertools import product
from typing import Final

from rapidfuzz import fuzz

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.fingerprint import words
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Span

_SAME_QUOTE: Final = 70  # percent of equal letters, of the shorter quote inside the longer


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on quotations that are plainly of one saying; a change of words is never hard."""
    agreeing, differences = 0, []
    for first, second in product(a.quoted, b.quoted):
        said = words(first.exact), words(second.exact)
        if said[0] == said[1]:
            agreeing += 1
        elif min(map(len, said)) >= 3 and fuzz.partial_ratio(*map(" ".join, said)) >= _SAME_QUOTE:
            differences.append(Difference("quote", first, second, _told(first, second)))
    return Findings(agreeing, tuple(differences))


def _told(a: Span, b: Span) -> str:
    one, two = (" ".join(words(span.exact)) for span in (a, b))
    if one in two or two in one:
        return "The quotation is cut in one of them."
    return "The same quotation in other words."
