"""How much: do the numbers that count the same thing agree?"""

from __future__ import annotations

from itertools import product
from typing import Final, Literal

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.comparing.topic import common, cover, topic
from reviews.matching.slots.concepts import concept_of
from reviews.matching.slots.hedges import Hedge
from reviews.matching.slots.quantities import Quantity
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.units import CURRENCIES
from reviews.matching.slots.verbs import base
from reviews.matching.stems import stem

Outcome = Literal["same", "near", "other"]

_ABOUT: Final = 0.1  # an estimate may be off by this much and still be meant
_OVER: Final = 0.4  # “more than 90” would hardly be said of 130
_ROUNDED: Final = 0.05  # 1,200 for 1,214
# How much two texts must have in common for their numbers to be of one thing; less where the words right
# beside both are the same.
_LEAST: Final = 0.34
_CLOSE: Final = 0.22
_NEAR: Final = 0.5  # of the topic: two texts so close that a figure of one has a place in the other
_SMALL: Final = 5
_MEASURED: Final = frozenset({"day", "metre", "tonne", "hectare"})  # units that were converted
_CONVERTED: Final = 0.005
# Verbs that say nothing of their own about what is measured.
ANYBODY: Final = frozenset({"resident", "person", "case", "thing", "member", "one"})  # counted in any event
_LIGHT: Final = frozenset(
    concept_of(stem(base(word))).name
    for word in """
    reach total stand hit include report say estimate account make up put show number amount average set
    around least expect rise fall raise give take have get see hold control dominate worth pay find
    approximate stay remain go become keep reckon climb come last cost measure need want run
    """.split()
)


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on the quantities; those that count other things are `elsewhere`."""
    left, right = list(a.quantities), list(b.quantities)
    near = topic(a, b) >= _NEAR
    agreed: list[str] = []
    figures = 0
    for first, second in product(a.quantities, b.quantities):
        if first not in left or second not in right or outcome(first, second) != "same":
            continue
        if is_alike := _alike(first, second, a, b):
            agreed.append(first.unit)
        if is_alike or (near and _is_one_figure(first, second)):
            left.remove(first)
            right.remove(second)
            figures += 1
    differences, elsewhere = [], 0
    for first in left if not _is_row(a) and not _is_row(b) else []:
        # What is left beside a number that agrees is mostly of another year, place or part.
        rivals = [second for second in right if second.unit == first.unit not in agreed]
        rivals += [second for second in right if _in_another_currency(first, second)]
        rival = max(rivals, key=lambda second: _kinship(first, second), default=None)
        if rival is None:
            continue
        if not _alike(first, rival, a, b):
            elsewhere += 1
            continue
        right.remove(rival)
        differences.append(_difference(first, rival))
    return Findings(figures, tuple(differences), elsewhere)


def _is_one_figure(a: Quantity, b: Quantity) -> bool:
    """Return whether both are one figure that is not said of everything, as “two” is."""
    return a.unit == b.unit and a.low == b.low and (a.unit != "" or a.low > _SMALL)


def _in_another_currency(a: Quantity, b: Quantity) -> bool:
    """Return whether both are one figure in two currencies: an amount that was converted has another."""
    return a.unit != b.unit and {a.unit, b.unit} <= CURRENCIES and a.low == b.low


def _is_row(reading: Reading) -> bool:
    """Return whether this is a row of a table: its numbers stand under heads that are not here."""
    return reading.text.count("|") > 1


def outcome(a: Quantity, b: Quantity) -> Outcome:
    """Return whether two numbers of one unit can be meant as the same, are near, or are others."""
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    if a.unit != b.unit:
        return "other"
    if a.unit in {"score", "clock"}:
        return "same" if a.low == b.low else "other"
    if low_a <= high_b and low_b <= high_a:
        return "same"
    gap = max(low_a - high_b, low_b - high_a) / max(abs(a.high), abs(b.high), 1e-9)
    if a.hedge is b.hedge is not Hedge.NONE and gap > _OVER:
        return "other"  # more than 50, more than 500: two bounds
    hedged = {a.hedge, b.hedge} != {Hedge.NONE}
    if hedged and _holds(a, b):
        return "near"
    if gap <= _ROUNDED and (hedged or _is_round(a) or _is_round(b)):
        return "near"
    return "other"


def _interval(quantity: Quantity) -> tuple[float, float]:
    low, high = quantity.low, quantity.high
    match quantity.hedge:
        case Hedge.OVER:
            return low, high * (1 + _OVER)
        case Hedge.UNDER:
            return low * (1 - _OVER), high
        case Hedge.NEARLY:
            return low * (1 - _ABOUT), high
        case Hedge.ABOUT:
            return low * (1 - _ABOUT), high * (1 + _ABOUT)
    # 58 is said for 57.5 to 58.5, where it stands beside 58.3; 1.2 for 1.15 to 1.25.
    half = 0.999 * quantity.half
    if quantity.unit == "%" and not quantity.decimals:
        half = max(half, 0.4995)
    if quantity.unit in _MEASURED:
        half = max(half, _CONVERTED * high)
    return low - half, high + half


def _holds(a: Quantity, b: Quantity) -> bool:
    """Return whether a bound holds for the other number, however far away that is."""
    pairs = ((a, b), (b, a))
    return any(
        (bound.hedge is Hedge.OVER and number.low >= bound.low and number.hedge is not Hedge.UNDER)
        or (bound.hedge is Hedge.UNDER and number.high <= bound.high and number.hedge is not Hedge.OVER)
        for bound, number in pairs
    )


def _is_round(quantity: Quantity) -> bool:
    digits = f"{quantity.low:.0f}"
    return len(digits) >= 3 and len(digits.rstrip("0")) <= 2 and not quantity.decimals


def _kinship(a: Quantity, b: Quantity) -> float:
    return 2 * cover(a.counted, b.counted) + cover(a.about, b.about) + (a.head == b.head)


def _alike(a: Quantity, b: Quantity, first: Reading, second: Reading) -> bool:
    """Return whether two quantities measure one thing: by unit, what is counted, and the act beside it."""
    if (a.unit != b.unit and not _in_another_currency(a, b)) or a.period != b.period:
        return False
    if a.unit == "":
        return _counts_alike(a, b, first, second) and _acts_alike(a, b, first, second)
    # Of other things, unless each text names the other's thing too, elsewhere.
    if (
        a.counted
        and b.counted
        and not common(a.counted, b.counted)
        and min(cover(a.counted, second.concepts), cover(b.counted, first.concepts)) < 0.5
    ):
        return False
    if not (a.counted and b.counted) and _speak_of_others(a, b, first, second):
        return False
    return _acts_alike(a, b, first, second)


def _speak_of_others(a: Quantity, b: Quantity, first: Reading, second: Reading) -> bool:
    """Return whether the words around each number hold one that the other text does not know at all."""
    alone = (a.about | a.counted) - second.concepts - _LIGHT, (b.about | b.counted) - first.concepts - _LIGHT
    return all(alone) and (a.head != b.head or a.head in _LIGHT)


def _counts_alike(a: Quantity, b: Quantity, first: Reading, second: Reading) -> bool:
    if a.counted and b.counted:
        alone = a.counted - second.concepts - _LIGHT, b.counted - first.concepts - _LIGHT
        shared = common(a.counted, b.counted)
        beside = common((a.counted | a.about) - ANYBODY, (b.counted | b.about) - ANYBODY)
        return bool(shared - ANYBODY or (shared and beside)) and not all(alone)
    if not a.counted and not b.counted:
        return a.head == b.head != "" or len(common(a.about, b.about)) >= 2
    return cover(a.counted or b.counted, (first.concepts if a.counted else second.concepts)) > 0 and (
        a.head == b.head or bool(common(a.about, b.about))
    )


def _acts_alike(a: Quantity, b: Quantity, first: Reading, second: Reading) -> bool:
    """Return whether the words that govern both fit: “mines 60 %” and “refines 92 %” do not."""
    if not a.head or not b.head or a.head == b.head or {a.head, b.head} & _LIGHT:
        return True
    return a.head in second.concepts or b.head in first.concepts


def _difference(a: Quantity, b: Quantity) -> Difference:
    result = outcome(a, b)
    told = f"One says {a.span.exact}, the other {b.span.exact}"
    how = "which is near" if result == "near" else "of the same thing"
    close = a.head == b.head not in _LIGHT and cover(a.counted, b.counted) >= 0.5
    least = _CLOSE if close else _LEAST
    return Difference(
        "number", a.span, b.span, f"{told}, {how}.", is_hard=result == "other", least_topic=least
    )
