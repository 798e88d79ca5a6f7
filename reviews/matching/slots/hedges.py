"""Hedges: the words that make a number a bound or an estimate."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from reviews.matching.slots.token import Token


class Hedge(Enum):
    """How a number is meant."""

    NONE = "exactly"
    OVER = "more than"
    UNDER = "less than"
    NEARLY = "nearly"
    ABOUT = "about"


_BEFORE: Final = {
    Hedge.OVER: (
        "more than", "over", "above", "at least", "exceeding", "no fewer than", "no less than",
        "not less than",
        "upwards of", "in excess of", "just over", "slightly more than", "well over", "topped", "exceeds",
        "exceeded", "surpassed", "a minimum of", "greater than", "beyond",
    ),
    Hedge.UNDER: (
        "less than", "fewer than", "under", "below", "up to", "at most", "no more than", "not more than",
        "as many as", "as much as", "a maximum of", "maximum of",
    ),
    Hedge.NEARLY: ("nearly", "almost", "just under", "close to", "approaching", "slightly less than"),
    Hedge.ABOUT: (
        "about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "circa", "near",
        "in the region of", "or so", "approx",
    ),
}  # fmt: skip
_PHRASES: Final = sorted(
    ((phrase.split(), hedge) for hedge, phrases in _BEFORE.items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)
_AFTER: Final = {"or more": Hedge.OVER, "or so": Hedge.ABOUT, "or less": Hedge.UNDER, "or fewer": Hedge.UNDER}
_PASSED_OVER: Final = frozenset({"the", "a", "an"})


def hedge_before(words: Sequence[Token], at: int) -> tuple[Hedge, int]:
    """Return the hedge that stands right before `at` and where it begins; Hedge.NONE and `at` for none."""
    end = at
    if end and words[end - 1].lower in _PASSED_OVER:
        end -= 1
    lower = [word.lower for word in words[max(0, end - 4) : end]]
    for phrase, hedge in _PHRASES:
        if lower[-len(phrase) :] == phrase:
            return hedge, end - len(phrase)
    return Hedge.NONE, at


def hedge_after(words: Sequence[Token], at: int) -> Hedge:
    """Return the hedge that follows: “200 or more”, “200-plus”."""
    lower = [word.lower for word in words[at : at + 2]]
    if lower[-1:] == ["plus"]:
        return Hedge.OVER
    return _AFTER.get(" ".join(lower), Hedge.NONE)
