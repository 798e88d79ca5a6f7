"""The comparison of two statements: relation, differences with their places, and a score."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from reviews.matching.comparing import (
    certainty,
    how_much,
    quotes,
    when,
    where,
    whether,
    which_office,
    which_rank,
    who,
)
from reviews.matching.comparing.contrast import Contrast, contrasts, of_others, says_other_things
from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.comparing.english import is_english
from reviews.matching.comparing.frame import frame
from reviews.matching.comparing.topic import shared, topic
from reviews.matching.fingerprint import words
from reviews.matching.rows import are_one_thing, columns
from reviews.matching.similarity import score as alike
from reviews.matching.slots.reading import Reading, read

VERSION: Final = "rules-2"  # of what comparing finds; a record of its outputs holds it

Relation = Literal["agrees", "wording_differs", "contradicts", "not_comparable", "unrelated"]

_SLOTS: Final[tuple[Callable[[Reading, Reading], Findings], ...]] = (
    how_much.compare,
    when.compare,
    where.compare,
    which_office.compare,
    who.compare,
    who.compare_speakers,
    whether.compare,
    which_rank.compare,
    quotes.compare,
    certainty.compare,
)
# What is said of a thing, which thing or which time it is said of, and what stands for itself.
_WHAT: Final = frozenset({"number", "opposite", "negation"})
_OF_WHICH: Final = frozenset({"date", "place", "actor", "rank", "locality"})
ALWAYS: Final = frozenset({"office", "speaker"})
_QUOTES: Final = _SLOTS.index(quotes.compare)
_AGREED: Final = 0.08
_SIDE_BY_SIDE: Final = 0.12  # of the topic: less is not worth laying the words side by side
_UNRELATED: Final = 0.18  # of the topic: less has nothing in common
_ONE_THING: Final = 0.36  # from here two statements speak of one thing
_AGREES: Final = 0.62  # from here without a difference they say the same


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two statements stand to each other; the score, 0 to 1, says how sure the relation is."""

    relation: Relation
    differences: tuple[Difference, ...]
    score: float

    @property
    def nearness(self) -> float:
        """Return how much the two have in common, 0 to 1, where nothing was found that excludes."""
        return self.score if self.relation in {"agrees", "wording_differs"} else 2 * (1 - self.score)


def compare(a: str, b: str, *, meaning: float | None = None) -> Comparison:
    """Return how `a` and `b` stand to each other; `meaning` is the cosine of their embeddings, if known.

    Rules read English; of two texts in another language only equal and similar words are told.
    """
    if words(a) == words(b):
        return Comparison("agrees", (), 1.0)
    if not (is_english(a) and is_english(b)):
        return _by_letters(a, b)
    first, second = read(a), read(b)
    if not are_one_thing(a, b):
        common = _common(first, second, meaning)
        relation: Relation = "not_comparable" if common >= _UNRELATED else "unrelated"
        return Comparison(relation, (), round(1 - common / 2, 3))
    if not shared(first.concepts, second.concepts, least=1):
        return Comparison("unrelated", (), 1.0)
    findings = [slot(first, second) for slot in _SLOTS]
    # A number, a date, a quotation in common is one thing more.
    agreed = findings[0].agreeing + findings[1].agreeing + 2 * findings[_QUOTES].agreeing
    common = min(1.0, _common(first, second, meaning) + _AGREED * agreed)
    hard = (
        _hard(findings, common) if shared(first.concepts, second.concepts, least=2 - min(agreed, 1)) else []
    )
    side = Contrast(frame(first, second), findings)
    decided = _decided(side, hard, common)
    if decided is not None:
        return decided
    found = _soft(findings, common)
    if found.relation == "agrees" and says_other_things(side):
        return Comparison("wording_differs", (), found.score)
    # Of two rows with other cells one figure may agree and the next not: that is for people to see.
    is_row = found.relation == "agrees" and columns(a)
    return Comparison("wording_differs", (), found.score) if is_row else found


def _decided(contrast: Contrast, hard: list[Difference], common: float) -> Comparison | None:
    """Return the relation where something excludes something: in the slots, or in the words side by side."""
    apart = any(finding.apart for finding in contrast.findings)
    plain = bool(hard) and not _of_two_things(hard) and not apart
    beside = contrasts(contrast) if common >= _SIDE_BY_SIDE else []
    if plain and not beside and of_others(contrast):
        plain = False
    if plain or beside:
        return Comparison("contradicts", tuple(hard if plain else beside), round(0.5 + common / 2, 3))
    return Comparison("not_comparable", (), round(1 - common / 2, 3)) if hard else None


def _common(a: Reading, b: Reading, meaning: float | None) -> float:
    """Return how much two statements speak of one thing, by words and, where known, by meaning."""
    by_words = topic(a, b)
    if meaning is None:
        return by_words
    by_meaning = max(0.0, (meaning - 0.3) / 0.6)
    return min(1.0, 0.5 * by_words + 0.5 * by_meaning)


def _hard(findings: Iterable[Findings], common: float) -> list[Difference]:
    return [
        difference
        for finding in findings
        for difference in finding.differences
        if difference.is_hard and common >= difference.least_topic
    ]


def _of_two_things(hard: Iterable[Difference]) -> bool:
    """Return whether they say other things of other days, places or people: two numbers of two days."""
    slots = {difference.slot for difference in hard}
    if slots & ALWAYS:
        return False
    return (
        bool(slots & _WHAT and slots & _OF_WHICH)
        or (bool(slots & {"rank", "locality"}) and len(slots) > 1)
        or {"date", "place"} <= slots
    )


def _soft(findings: list[Findings], common: float) -> Comparison:
    differences = tuple(difference for finding in findings for difference in finding.differences)
    agreeing = sum(finding.agreeing for finding in findings)
    quoted_alike = any(difference.slot == "quote" for difference in differences)
    if common < _UNRELATED and not quoted_alike:
        return Comparison("unrelated", (), round(1 - common, 3))
    elsewhere = sum(finding.elsewhere for finding in findings)
    numbers_agree = findings[0].agreeing
    if not quoted_alike and (
        common < _ONE_THING or (elsewhere and not numbers_agree) or any(finding.apart for finding in findings)
    ):
        return Comparison("not_comparable", (), round(1 - common / 2, 3))
    if not differences and (common >= _AGREES or ((agreeing >= 2 or numbers_agree) and common >= _ONE_THING)):
        return Comparison("agrees", (), round(common, 3))
    return Comparison("wording_differs", differences, round(common, 3))


def _by_letters(a: str, b: str) -> Comparison:
    likeness = alike(a, b)
    if likeness >= 0.6:
        return Comparison("wording_differs", (), round(likeness, 3))
    relation: Relation = "not_comparable" if likeness >= 0.45 else "unrelated"
    return Comparison(relation, (), round(1 - likeness, 3))
