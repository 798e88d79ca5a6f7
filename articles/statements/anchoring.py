"""W3C text selectors: the words of a span with their surroundings, and the way back from them."""

from __future__ import annotations

from typing import Final

CONTEXT: Final = 32
"""Characters kept on each side of a span, as in the examples of the W3C TextQuoteSelector."""


def selectors(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return (exact, prefix, suffix) of the code points `start` to `end`; ValueError outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} does not lie in a text of {len(text)} characters")
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def locate(text: str, exact: str, prefix: str, suffix: str) -> tuple[int, int] | None:
    """Find the one place where `exact` stands; None when it is gone or its place is in doubt.

    Only the exact words count. The surroundings choose between several places: first both sides, then one
    side, then neither. Two equally good places are no place, so nothing ever jumps to a look-alike.
    """
    if not exact:
        return None
    both = _places(text, exact, prefix, suffix)
    if both:
        return _only(both, exact)
    one_side = _places(text, exact, prefix, "") | _places(text, exact, "", suffix)
    if prefix and suffix and one_side:
        return _only(one_side, exact)
    return _only(_places(text, exact, "", ""), exact)


def _places(text: str, exact: str, prefix: str, suffix: str) -> set[int]:
    """Starts of `exact` between `prefix` and `suffix`; two at most, because two already mean doubt."""
    needle = prefix + exact + suffix
    first = text.find(needle)
    if first < 0:
        return set()
    second = text.find(needle, first + 1)
    return {at + len(prefix) for at in (first, second) if at >= 0}


def _only(places: set[int], exact: str) -> tuple[int, int] | None:
    if len(places) != 1:
        return None
    start = places.pop()
    return start, start + len(exact)
