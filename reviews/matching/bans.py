"""The ban list: what keeps the machine from confirming by itself that two claims say the same.

In the order in which they are asked, each with a test that it fires and one that it does not. A pair that no
ban holds back may still say two things: a desk's threshold stands before this list, an undo after it.

1. *told apart*: a person said before that they are not the same, or some relation stands between them
2. *work of people* on the claim that would go away: a verdict, draft, lease, assignment, skip, evidence, a
   match decided by hand, an author, a merge. Of two claims with such work one would lose it; of one without,
   nothing is lost.
3. *language*: two languages, or one that the comparison does not read
4. *short*: under six telling words in either, where one word more or less decides
5. *claimant*: the words are claimed by two people, or by somebody in one alone
6. *a question* or a row of a table
7. *numbers*, 8. *dates*, 9. *places*, 10. *names*, 11. *offices*, 12. *denials*, 13. *ranks*,
   14. *quotations*: what one says of these the other must say too, all of it
15. *a telling word* that stands in one alone; its other forms and listed synonyms are the same word
16. *order*: the same words, and perhaps somebody else did it to somebody else (`word_order`)
17. *wording*: the comparison says anything else than “agrees”, or names any difference
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Final

from reviews.matching.comparing.compare import compare
from reviews.matching.comparing.english import is_english
from reviews.matching.fingerprint import words
from reviews.matching.slots.reading import Reading, read
from reviews.matching.word_order import said, same_order

VERSION: Final = "1"
"""Of this list: the record names it beside each confirmation."""
SHORTEST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two claims: its words, who claims them, its language."""

    text: str
    claimant: str = ""
    language: str = "en"


def is_sure(score: float, threshold: float | None) -> bool:
    """Return whether a suggestion's score reaches the desk's threshold; None: the machine never confirms."""
    return threshold is not None and score >= threshold


def ban(goes: Side, stays: Side, *, told_apart: bool, has_work: bool) -> str:
    """Return why the machine may not confirm that claim `goes` says the same as `stays`; empty if it may.

    `told_apart`: people have parted the two, or a relation stands between them. `has_work`: people have
    worked on `goes`. Pure; at most two readings of 4,000 letters.
    """
    if told_apart:
        return "people told the two apart, or a relation stands between them"
    if has_work:
        return "people have worked on the claim that would go away"
    if goes.language != stays.language or not (is_english(goes.text) and is_english(stays.text)):
        return "in a language that the comparison does not read"
    if words(goes.claimant) != words(stays.claimant):
        return "two claimants"
    return _by_words(goes.text, stays.text)


def _by_words(a: str, b: str) -> str:
    if any("|" in text for text in (a, b)):
        return "a row of a table"
    if any("?" in text for text in (a, b)):
        return "a question"
    first, second = read(a), read(b)
    if min(_telling(first), _telling(second)) < SHORTEST:
        return f"under {SHORTEST} telling words"
    for name, slot in _SLOTS:
        if Counter(slot(first)) != Counter(slot(second)):
            return f"{name} differ"
    if Counter(key for key, _ in said(first)) != Counter(key for key, _ in said(second)):
        return "a telling word stands in one alone"
    if not same_order(first, second):
        return "the words stand in another order"
    found = compare(a, b)
    if found.relation != "agrees":
        return f"the comparison says {found.relation.replace('_', ' ')}"
    return "the comparison names a difference" if found.differences else ""


def _telling(reading: Reading) -> int:
    return len({word.stem for word in reading.words if word.counts})


def _numbers(reading: Reading) -> Iterable[Hashable]:
    return ((one.low, one.high, one.unit, one.hedge) for one in reading.quantities)


def _dates(reading: Reading) -> Iterable[Hashable]:
    return ((day.year, day.month, day.day, day.weekday, day.years, day.role) for day in reading.days)


def _places(reading: Reading) -> Iterable[Hashable]:
    return {place.known or place.name for place in reading.places}


def _names(reading: Reading) -> Iterable[Hashable]:
    return {name.known or name.words for name in reading.names}


def _offices(reading: Reading) -> Iterable[Hashable]:
    return {(office.office, office.surname, office.seat, office.is_past) for office in reading.offices}


def _denials(reading: Reading) -> Iterable[Hashable]:
    return {reading.words[at].concept for at in reading.denied}


def _ranks(reading: Reading) -> Iterable[Hashable]:
    return ((rank.number, rank.of) for rank in reading.ranks)


def _quotations(reading: Reading) -> Iterable[Hashable]:
    return (tuple(words(span.exact)) for span in reading.quoted)


_SLOTS: Final[tuple[tuple[str, Callable[[Reading], Iterable[Hashable]]], ...]] = (
    ("numbers", _numbers),
    ("dates", _dates),
    ("places", _places),
    ("names", _names),
    ("offices", _offices),
    ("denials", _denials),
    ("ranks", _ranks),
    ("quotations", _quotations),
)
