"""Whether one claim is a special case of another: a palace in the city, 92 % of more than 90 %, a day of May.

Both hold together: where the narrower one is true, so is the wider one. Asked only where the comparison finds
one thing without a difference. Each slot says which text is the exacter; where slots say both ways, or the
wider text tells what the narrower one does not, neither is a case of the other. Denials, “all” and “largest”
turn the direction round, and a share is of its own whole alone: of these nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, TypeVar

from reviews.matching.comparing.compare import Comparison
from reviews.matching.comparing.difference import Difference
from reviews.matching.comparing.topic import common
from reviews.matching.slots import gazetteer
from reviews.matching.slots.days import Day, can_be_one
from reviews.matching.slots.hedges import Hedge
from reviews.matching.slots.offices import Office, is_broad
from reviews.matching.slots.places import Place
from reviews.matching.slots.quantities import Quantity
from reviews.matching.slots.reading import Reading, read
from reviews.matching.slots.token import Span
from reviews.matching.wordnet.kinship import Kin, kin
from reviews.matching.wordnet.lexicon import senses

Which = Literal["a", "b"]
Part = TypeVar("Part", Place, Day, Quantity, Office, "Word")

_ABOUT: Final = 0.1  # an estimate may be off by this much, as in `comparing.how_much`
_OVER: Final = 0.4  # “more than 90” would hardly be said of 130
_LOOSE: Final = 1  # telling words of the wider text that the narrower one may lack
_MOST_OWN: Final = 3  # words of a text that the other does not know; more tell of something else
_LEAST: Final = 2  # telling words in common
_TURNING: Final = frozenset(
    """
    all every each any only none nobody nothing no average mean total altogether
    """.split()
)
_BOUNDS: Final = {"least", "most"}  # “at least” is no superlative
_REPORTED: Final = {"say"}


@dataclass(frozen=True, slots=True)
class Word:
    """A common word and where it stands."""

    span: Span


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which of two texts is the special case, and by which differences."""

    narrower: Which
    differences: tuple[Difference, ...]


def narrowing(a: str, b: str, comparison: Comparison) -> Narrowing | None:
    """Return which of `a` and `b` is a special case of the other; None where neither is or nobody can tell.

    `comparison` is what `compare` says of the two.
    """
    if comparison.relation not in {"agrees", "wording_differs"} or comparison.differences:
        return None
    first, second = read(a), read(b)
    if _turns(first) or _turns(second):
        return None
    found = list(_contained(first, second))
    sides: set[Which] = {narrower for narrower, _ in found}
    if len(sides) != 1:
        return None
    [narrower] = sides
    inner, outer = (first, second) if narrower == "a" else (second, first)
    if not _tells_no_more(outer, inner) or _is_share_of_another(inner, outer, [one for _, one in found]):
        return None
    return Narrowing(narrower, tuple(difference for _, difference in found))


def _turns(reading: Reading) -> bool:
    words = {word.lower for word in reading.words}
    ranked = any(rank.of not in _BOUNDS for rank in reading.ranks)
    return bool(reading.denied or ranked or words & _TURNING)


def _contained(a: Reading, b: Reading) -> Iterator[tuple[Which, Difference]]:
    """Yield each part of one text that lies in a part of the other, and which text is the narrower by it."""
    yield from _pairs("place", a.places, b.places, _place_in)
    yield from _pairs("date", a.days, b.days, _day_in)
    yield from _pairs("number", a.quantities, b.quantities, _number_in)
    yield from _pairs("office", a.offices, b.offices, _office_in)
    yield from _pairs("kind", _own_words(a, b), _own_words(b, a), _kind_in)


def _pairs(
    slot: str, left: list[Part], right: list[Part], inside: Callable[[Part, Part], str]
) -> Iterator[tuple[Which, Difference]]:
    for one, two in product(left, right):
        if told := inside(one, two):
            yield "a", Difference(slot, one.span, two.span, told)
        elif told := inside(two, one):
            yield "b", Difference(slot, one.span, two.span, told)


def _place_in(inner: Place, outer: Place) -> str:
    """Return a sentence where the known place `inner` lies in another known place, `outer`; else nothing."""
    if not inner.known or not outer.known or inner.known == outer.known:
        return ""
    return f"{inner.known} lies in {outer.known}." if gazetteer.holds(outer.known, inner.known) else ""


def _day_in(inner: Day, outer: Day) -> str:
    """Return a sentence where `inner` is a day, month or year within `outer`; else nothing.

    A day that only gains its year or its month is the same day.
    """
    if outer.day is not None or outer.weekday is not None:
        return ""
    parts = [(inner.year, outer.year), (inner.month, outer.month), (inner.day, outer.day)]
    said = [(one is not None, two is not None) for one, two in parts]
    is_finer = all(one or not two for one, two in said) and said[0] != (False, False)
    more = any(one and not two for one, two in said) or inner.years < outer.years
    if inner.role != outer.role or not is_finer or not more or not can_be_one(inner, outer):
        return ""
    return f"“{inner.span.exact}” is in “{outer.span.exact}”."


def _number_in(inner: Quantity, outer: Quantity) -> str:
    """Return a sentence where `inner` is one of the numbers that the bound or estimate `outer` allows."""
    if inner.unit != outer.unit or not _measures_alike(inner, outer):
        return ""
    match outer.hedge:
        case Hedge.OVER:
            is_exacter = inner.hedge is Hedge.NONE or (inner.hedge is Hedge.OVER and inner.low > outer.low)
            fits = is_exacter and outer.low <= inner.low <= outer.high * (1 + _OVER)
        case Hedge.UNDER:
            is_exacter = inner.hedge is Hedge.NONE or (inner.hedge is Hedge.UNDER and inner.high < outer.high)
            fits = is_exacter and outer.low * (1 - _OVER) <= inner.high <= outer.high
        case Hedge.ABOUT | Hedge.NEARLY:
            off = abs(inner.low - outer.low)
            fits = inner.hedge is Hedge.NONE and 0 < off <= _ABOUT * max(abs(outer.high), 1e-9)
        case _:
            fits = False
    return f"“{inner.span.exact}” is a case of “{outer.span.exact}”." if fits else ""


def _measures_alike(one: Quantity, two: Quantity) -> bool:
    """Return whether nothing says that the numbers count two things."""
    if one.counted and two.counted and not common(one.counted, two.counted):
        return False
    return one.period == two.period


def _office_in(inner: Office, outer: Office) -> str:
    """Return a sentence where one person has an office and a broader word for it; else nothing."""
    if inner.surname != outer.surname or inner.is_past != outer.is_past:
        return ""
    if is_broad(inner.office) or not is_broad(outer.office) or not inner.office.endswith(outer.office):
        return ""
    return f"“{inner.office}” is a kind of “{outer.office}”."


def _own_words(one: Reading, other: Reading) -> list[Word]:
    """Return the common nouns of `one` that the other text does not know, if its own words are few.

    Kinds of verbs say too little: to promise is to say.
    """
    own = [
        Word(Span(word.start, word.end, word.text))
        for word in one.words
        if word.counts and word.text.islower() and not common({word.concept}, other.concepts)
    ]
    return [word for word in own if _is_noun(word.span.exact)] if len(own) <= _MOST_OWN else []


def _is_noun(word: str) -> bool:
    return any(sense.kind == "n" for sense in senses(word)[:1])


def _kind_in(inner: Word, outer: Word) -> str:
    """Return a sentence where the word `inner` is a kind of the word `outer`, as a lorry is of vehicles."""
    one, two = inner.span.exact, outer.span.exact
    return f"“{one}” is a kind of “{two}”." if kin(one, two) is Kin.NARROWER else ""


def _tells_no_more(outer: Reading, inner: Reading) -> bool:
    """Return whether the wider text leaves nothing to the narrower one that this does not tell."""
    if len(outer.quantities) > len(inner.quantities) or len(outer.days) > len(inner.days):
        return False
    if len(outer.quoted) > len(inner.quoted) or len(outer.sayings) > len(inner.sayings):
        return False
    placed = {word for place in outer.places for word in place.name.split()}
    known = {place.known.lower() for place in outer.places if place.known}
    told = {one for one in outer.concepts - _REPORTED if one not in placed and one not in known}
    shared = common(told, inner.concepts)
    return len(shared) >= _LEAST and len(told - shared) <= _LOOSE


def _is_share_of_another(inner: Reading, outer: Reading, found: list[Difference]) -> bool:
    """Return whether a share or an equal number is told of the wider and of the narrower place or time."""
    if not {one.slot for one in found} & {"place", "date"}:
        return False
    return any(one.unit == "%" for one in [*inner.quantities, *outer.quantities])
