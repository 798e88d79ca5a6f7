"""Who did it to whom, without names: the words before and after a verb that both texts have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Final

from reviews.matching.comparing.around import BEING, after, agent_at, before, is_passive
from reviews.matching.comparing.difference import Difference
from reviews.matching.comparing.topic import common
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import span
from reviews.matching.slots.verbs import is_past

# Verbs of which both sides do the same, and words between that make it so.
_MUTUAL: Final = frozenset(
    "meet marry play draw face agree merge join follow divorc talk sign discuss".split()
)
_LINKS: Final = frozenset({"and", "with", "between", "both"})
_ORDERS: Final = frozenset({"before", "after", "ahead", "behind", "than"})
_CONVERSE: Final = frozenset({"los", "sell"})  # lost to, sold to: the other one won, bought
_LIKE_ONE: Final = frozenset({"win"})  # whose words all take the loser: beat, defeated
_MOST: Final = 20  # verbs of a text
_FAR: Final = 5
_OBJECT_ENDS: Final = frozenset(
    "in on at for of by with from after before as to into over during that".split()
)


def swapped(a: Reading, b: Reading) -> Difference | None:
    """Return the difference where doer and done-to of one verb stand the other way round in `b`."""
    for first, second in product(islice(_verbs(a), _MOST), islice(_verbs(b), _MOST)):
        one, two = a.words[first], b.words[second]
        if one.stem != two.stem and not one.concept == two.concept in _LIKE_ONE:
            continue
        doer_a, done_a = _sides(a, first)
        doer_b, done_b = _sides(b, second)
        crossed = common(doer_a - done_a, done_b - doer_b) and common(done_a - doer_a, doer_b - done_b)
        if crossed and not common(doer_a, doer_b) and not common(done_a, done_b):
            told = f"Who did it and to whom (“{one.text}”) changed places."
            left, right = span(a.text, [one]), span(b.text, [two])
            return Difference("actor", left, right, told, is_hard=True, least_topic=0.45)
    return None


def overtaken(a: Reading, b: Reading) -> Difference | None:
    """Return the difference where two names stand the other way round beside “before”, “ahead of”, “than”."""
    for first, second in product(islice(_comparisons(a), _MOST), islice(_comparisons(b), _MOST)):
        one, two = a.words[first], b.words[second]
        (left_a, right_a), (left_b, right_b) = _named(a, first), _named(b, second)
        if one.lower == two.lower and left_a & right_b and right_a & left_b and not left_a & left_b:
            told = f"What stands before and after “{one.text}” changed places."
            spans = span(a.text, [one]), span(b.text, [two])
            return Difference("actor", *spans, told, is_hard=True, least_topic=0.45)
    return None


def _comparisons(reading: Reading) -> Iterator[int]:
    return (at for at, word in enumerate(reading.words) if word.lower in _ORDERS)


def _named(reading: Reading, at: int) -> tuple[set[str], set[str]]:
    """Return the words of the first name before and after the word at `at`."""
    before_it = [name for name in reading.names if name.last < at]
    after_it = [name for name in reading.names if name.first > at]
    return (
        set(before_it[0].words) if before_it else set(),
        set(after_it[0].words) if after_it else set(),
    )


def _verbs(reading: Reading) -> Iterator[int]:
    for at, word in enumerate(reading.words):
        around = {other.lower for other in reading.words[max(0, at - 2) : at + 3]}
        led = {other.lower for other in reading.words[max(0, at - 2) : at]}
        if led & BEING and agent_at(reading, at) is None:
            continue  # a passive that does not say who did it
        if is_past(word.lower) and word.counts and word.stem not in _MUTUAL and not around & _LINKS:
            yield at


def _sides(reading: Reading, at: int) -> tuple[set[str], set[str]]:
    """Return the words on the doer's side and on the other, the passive and “lost to” turned round."""
    agent = agent_at(reading, at) if is_passive(reading, at) else None
    if agent is not None:
        return after(reading, agent, until=_OBJECT_ENDS), before(reading, at)
    ahead = reading.words[at + 1 : at + 1 + _FAR]
    to = next((at + 1 + step for step, word in enumerate(ahead) if word.lower == "to"), None)
    if reading.words[at].stem in _CONVERSE and to is not None:
        return after(reading, to, until=_OBJECT_ENDS), before(reading, at)
    return before(reading, at), after(reading, at, until=_OBJECT_ENDS)
