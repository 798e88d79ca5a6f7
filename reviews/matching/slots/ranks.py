"""Which in a row: third place, the 7th title, the second largest, the first three matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots.numerals import single
from reviews.matching.slots.token import Span, Token, span
from reviews.matching.slots.verbs import is_past

_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})
_LAST: Final = -1
# What comes one after the other: “first” and “last” of anything else are mostly adverbs.
_STAGES: Final = frozenset(
    """
    quarter half stage phase round leg season division match game place prize edition chapter floor seed term
    instalment installment wave test
    """.split()
)
_PLACES: Final = frozenset({"place", "position", "spot", "seed"})
_SHARES: Final = frozenset({"a", "an", "one", "two", "three", "four", "per", "every"})
_SUPERLATIVES: Final = frozenset(
    """
    largest biggest smallest highest lowest longest shortest oldest youngest fastest slowest richest poorest
    best worst most least busiest deadliest hottest coldest warmest tallest deepest costliest
    """.split()
)


@dataclass(frozen=True, slots=True)
class Rank:
    """The number in a row, and of what: the word that follows; empty for a place in a result."""

    number: int
    of: str
    span: Span


def ranks(text: str, words: Sequence[Token], taken: set[int]) -> list[Rank]:
    """Return the ranks of `text` in order; a superlative alone is the first. `taken` are words of dates."""
    found: list[Rank] = []
    for at, word in enumerate(words):
        if at in taken:
            continue
        number, end = _ordinal(words, at)
        if number is not None and (of := _of(words, end, number)) is not None:
            found.append(Rank(number, of, span(text, words[at:end])))
        elif word.lower in _SUPERLATIVES and not _is_ranked(words, at):
            found.append(Rank(1, word.lower, span(text, [word])))
    return found


def _is_ranked(words: Sequence[Token], at: int) -> bool:
    """Return whether an ordinal stands right before, or before a hyphen: second largest, third-largest."""
    place = at - 1 - (at > 1 and words[at - 1].text == "-")
    return place >= 0 and _ordinal(words, place)[0] is not None


def _ordinal(words: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Return the number that the word at `at` says and where it ends; None for no ordinal."""
    lower = words[at].lower
    before = words[at - 1].lower if at else ""
    if lower == "last":
        return _LAST, at + 1
    if lower in _ORDINALS and before not in _SHARES:
        return _ORDINALS[lower], at + 1
    following = words[at + 1] if at + 1 < len(words) else None
    if lower.isdigit() and following and following.lower in _ENDINGS and following.start == words[at].end:
        return int(lower), at + 2
    return None, at


def _of(words: Sequence[Token], end: int, number: int) -> str | None:
    """Return what comes in this order; None where the word is no ordinal of anything."""
    end += end < len(words) and words[end].text == "-"  # third-largest
    following = words[end] if end < len(words) else None
    if following is not None and (following.text[0].isdigit() or single(words, end) is not None):
        return "several" if abs(number) == 1 else None
    if following is not None and following.lower in _PLACES:
        return ""
    if following is not None and following.counts and following.lower != "century":
        is_stage = following.lower.removesuffix("s") in _STAGES
        return following.lower if is_stage or (number > 0 and not is_past(following.lower)) else None
    return "" if number > 1 else None
