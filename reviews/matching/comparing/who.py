"""Who: did the same somebody do it, to the same other, and was it said by the same speaker?"""

from __future__ import annotations

from itertools import product

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.comparing.roles import overtaken, swapped
from reviews.matching.comparing.topic import common, cover
from reviews.matching.slots.names import Name
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.speech import Saying


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on doers: roles that changed places, and a name that stands where another stood."""
    turned = swapped(a, b) or overtaken(a, b)
    if turned is not None:
        return Findings(0, (turned,))
    return Findings(_shared(a, b), _replaced(a, b))


def compare_speakers(a: Reading, b: Reading) -> Findings:
    """Return the findings on who is named as having said it."""
    pairs = [pair for pair in product(a.sayings, b.sayings) if _same_words(*pair)]
    same = [pair for pair in pairs if pair[0].speaker.may_be(pair[1].speaker)]
    if same or not pairs:
        return Findings(len(same))
    return Findings(0, (_speakers(*pairs[0]),))


def _same_words(a: Saying, b: Saying) -> bool:
    return len(common(a.said, b.said)) >= 2 and cover(a.said, b.said) >= 0.55


def _speakers(a: Saying, b: Saying) -> Difference:
    told = f"{a.speaker.span.exact} says it in one, {b.speaker.span.exact} in the other."
    return Difference("speaker", a.speaker.span, b.speaker.span, told, is_hard=True, least_topic=0.3)


def _shared(a: Reading, b: Reading) -> int:
    return sum(any(one.may_be(other) for other in b.names) for one in a.names)


def _replaced(a: Reading, b: Reading) -> tuple[Difference, ...]:
    """Return the names that stand beside the same words in each text, and nowhere in the other."""
    alone = [name for name in a.names if not any(name.may_be(other) for other in b.names)]
    other = [name for name in b.names if not any(name.may_be(one) for one in a.names)]
    found = []
    for one, two in product(alone, other):
        if _same_side(one, two, a, b) and bool(one.known) == bool(two.known):
            told = f"One says {one.span.exact}, the other {two.span.exact}."
            is_hard = _is_hard(one, two, a, b)
            found.append(Difference("actor", one.span, two.span, told, is_hard=is_hard, least_topic=0.5))
    return tuple(found[:1])


def _same_side(one: Name, two: Name, a: Reading, b: Reading) -> bool:
    """Return whether the next telling words before or after both names are the same."""
    after = _next(a, one.last, 1), _next(b, two.last, 1)
    before = _next(a, one.first, -1), _next(b, two.first, -1)
    return (after[0] == after[1] != "") or (before[0] == before[1] != "")


def _is_hard(one: Name, two: Name, a: Reading, b: Reading) -> bool:
    """Return whether everything around the two names is the same, so that one stands for the other."""
    rest_a = a.concepts - {word.concept for word in a.words[one.first : one.last + 1]}
    rest_b = b.concepts - {word.concept for word in b.words[two.first : two.last + 1]}
    return cover(rest_a, rest_b) >= 0.7


def _next(reading: Reading, at: int, step: int) -> str:
    at += step
    while 0 <= at < len(reading.words):
        word = reading.words[at]
        if word.text in ".;":
            return ""
        if word.counts:
            return word.concept
        at += step
    return ""
