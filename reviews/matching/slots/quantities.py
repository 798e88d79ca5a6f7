"""How much: numbers with their unit, their hedge and what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reviews.matching.slots.hedges import Hedge, hedge_after, hedge_before
from reviews.matching.slots.numerals import Numeral, numeral_at
from reviews.matching.slots.shares import share_at, share_of
from reviews.matching.slots.token import Span, Token, span
from reviews.matching.slots.units import unit_at

_STOPS: Final = frozenset(
    """
    and or but while whereas which that who in on at by for to from with after before since until as than when
    where is are was were has have had will would can could may might must should does do said says
    including , ; : . ( ) – —
    """.split()
)
_CURRENCY: Final = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_BEING: Final = frozenset({"is", "are", "was", "were", "be", "been", "have", "has", "had"})
_PERIODS: Final = frozenset({"year", "season", "month", "week", "quarter", "decade", "time"})
_WHICH: Final = frozenset({"last", "previous", "this", "next", "current"})
_OLDEST: Final = 120  # years
_MOST_COUNTED: Final = 4
_MOST_ABOUT: Final = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said: from `low` to `high` in `unit`, of what its `counted` words name."""

    low: float
    high: float
    unit: str
    hedge: Hedge
    decimals: int
    half: float  # by how much it may be off, as it is written
    counted: frozenset[str]
    head: str  # the concept of the word that governs it, mostly a verb
    about: frozenset[str]
    period: str  # “last”, “this”, “next” where a year, season or the like is named so beside it
    at: int
    span: Span


def quantities(text: str, words: Sequence[Token], taken: set[int]) -> list[Quantity]:
    """Return the quantities of `text`; `taken` holds the places in `words` that are dates."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        numeral = None if at in taken else share_at(words, at) or numeral_at(words, at)
        if numeral is None:
            at += 1
            continue
        quantity, end = _quantity(text, words, at, numeral)
        if quantity is not None:
            found.append(quantity)
            whole = share_of(words, at, numeral)
            if whole is not None:
                found.append(replace(quantity, low=whole, high=whole, unit="%", half=1.0, decimals=1))
        at = max(end, at + 1)
    return found


def _quantity(text: str, words: Sequence[Token], at: int, numeral: Numeral) -> tuple[Quantity | None, int]:
    low, high, end = numeral.low, numeral.high, numeral.end
    unit, factor, after = unit_at(words, end)
    begin = at
    if at and words[at - 1].text in _CURRENCY:
        begin = at - 1
        unit, factor, after = _CURRENCY[words[begin].text], 1.0, end
    unit = numeral.unit or unit
    if after > end and [word.lower for word in words[after : after + 3]] == ["and", "a", "half"]:
        low, high, after = low + 0.5, high + 0.5, after + 3  # two years and a half
    if unit == "" and high < _OLDEST and numeral.is_plain and _is_age(words, begin, after):
        unit, factor = "age", 365.0
    hedge, hedged_from = hedge_before(words, begin)
    if hedge is Hedge.NONE:
        hedge = hedge_after(words, after)
    if unit == "":
        after = end
    counted = _counted(words, after)
    if not numeral.is_plain and unit == "" and not counted and hedge is Hedge.NONE:
        return None, end  # “one” and the like, of nothing
    about = _about(words, hedged_from) or _undergone(words, after)
    shown = span(text, words[hedged_from : max(after, end)])
    quantity = Quantity(
        low * factor, high * factor, unit, hedge, numeral.decimals, numeral.half * factor, frozenset(counted),
        about[0] if about else "", frozenset(about), _period(words, at), at, shown,
    )  # fmt: skip
    return quantity, max(after, end)


def _is_age(words: Sequence[Token], at: int, end: int) -> bool:
    """Return whether a bare number is an age: aged 62; at the age of 62; Ada Lund, 62, left; who was 62."""
    before = [word.lower for word in words[max(0, at - 2) : at]]
    closes = end >= len(words) or words[end].text in ",.)"
    if before[-1:] == ["aged"] or before == ["age", "of"]:
        return True
    after_name = at >= 2 and words[at - 1].text in ",(" and words[at - 2].is_word
    return closes and (
        (after_name and end < len(words)) or before == ["who", "was"] or before == ["who", "is"]
    )


def _counted(words: Sequence[Token], start: int) -> list[str]:
    """Return the concepts of the words that name what is counted: those that follow, through “of”."""
    found: list[str] = []
    for word in words[start : start + 9]:
        if word.lower in _STOPS:
            break
        if word.counts and not word.lower[0].isdigit():
            found.append(word.concept)
        if len(found) == _MOST_COUNTED:
            break
    return found


def _undergone(words: Sequence[Token], start: int) -> list[str]:
    """Return what is done to what is counted, where the number begins the sentence: “90 % … is refined”."""
    ahead = words[start : start + 9]
    at = next((at for at, word in enumerate(ahead) if word.lower in _BEING), len(ahead))
    return [word.concept for word in ahead[at + 1 :] if word.counts][:1]


def _period(words: Sequence[Token], at: int) -> str:
    """Return which year, month or season the number is of, where “last year” or the like stands near."""
    lower = [word.lower for word in words[max(0, at - 12) : at + 12]]
    near = {first for first, second in pairwise(lower) if second in _PERIODS and first in _WHICH}
    return "past" if near & {"last", "previous"} else ""


def _about(words: Sequence[Token], end: int) -> list[str]:
    """Return the concepts of the words before the number, nearest first."""
    before: list[str] = []
    for word in reversed(words[max(0, end - 8) : end]):
        if word.text in ".;%" or word.text[0].isdigit():
            break
        if word.counts and (word.opens or not word.is_capital):
            before.append(word.concept)
    return before[:_MOST_ABOUT]
