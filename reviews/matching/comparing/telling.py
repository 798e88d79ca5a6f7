"""Tells a hard difference by one word of each text and a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from reviews.matching.comparing.difference import Difference
from reviews.matching.comparing.frame import Frame
from reviews.matching.comparing.replaced import Replacement
from reviews.matching.slots.token import Span, span


def between(frame: Frame, each: Replacement, slot: str, how: str) -> Difference:
    """Return the difference between the two words of a replacement."""
    return told(slot, [span(frame.a.text, [each.one.word]), span(frame.b.text, [each.two.word])], how)


def told(slot: str, spans: Sequence[Span], how: str) -> Difference:
    """Return the hard difference between a span of each text; `how` ends the sentence on it."""
    one, two = spans
    return Difference(slot, one, two, f"“{one.exact}” and “{two.exact}”: {how}.", is_hard=True)
