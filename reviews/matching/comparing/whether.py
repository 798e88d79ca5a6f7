"""Whether: does one deny what the other says, or say the opposite?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Span, Token, span


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on denials and opposites: a word of one that the other denies or turns round."""
    differences, agreeing = [], 0
    unclear = _said_and_denied(a) | _said_and_denied(b) | _said_both(a) | _said_both(b)
    for first, second in product(_said(a), _said(b)):
        if first[0].concept != second[0].concept or first[0].concept in unclear:
            continue
        turned = _turned(first, second)
        if turned is None:
            continue
        if turned:
            denied = (first[1] is None) != (second[1] is None)
            if _beside(a, b, first[0], second[0]) if denied else not _of_others(a, b, first[0], second[0]):
                differences.append(_difference(a, b, first, second))
        else:
            agreeing += 1
    return Findings(min(agreeing, 1), tuple(differences[:1]))


def _said(reading: Reading) -> Iterator[tuple[Token, int | None]]:
    """Yield each telling word and the number of the word that denies it."""
    for at, word in enumerate(reading.words):
        if word.counts and word.concept not in {"say", "first", "after", "befor"}:
            yield word, reading.denied.get(at)


def _turned(first: tuple[Token, int | None], second: tuple[Token, int | None]) -> bool | None:
    """Return whether the second turns the first round; None where neither is denied nor has an opposite."""
    (one, denied_one), (two, denied_two) = first, second
    denied = (denied_one is None) != (denied_two is None)
    if one.pole and two.pole:
        return (one.pole != two.pole) != denied
    if denied_one is None and denied_two is None:
        return None
    return denied


def _said_and_denied(reading: Reading) -> set[str]:
    """Return the concepts that one text both says and denies, so that it cannot be held to either."""
    denied = {reading.words[at].concept for at in reading.denied}
    return {word.concept for at, word in enumerate(reading.words) if at not in reading.denied} & denied


def _of_others(a: Reading, b: Reading, one: Token, two: Token) -> bool:
    """Return whether the three telling words before each hold one that the other text does not know."""
    return all((_before(a, one) - b.concepts, _before(b, two) - a.concepts))


def _beside(a: Reading, b: Reading, one: Token, two: Token) -> bool:
    """Return whether a word within three telling words of each is the same."""
    return bool(_around(a, one) & _around(b, two))


def _around(reading: Reading, word: Token) -> set[str]:
    after = [other.concept for other in reading.words if other.counts and other.start >= word.end]
    return _before(reading, word) | set(after[:3])


def _before(reading: Reading, word: Token) -> set[str]:
    before = [other.concept for other in reading.words if other.counts and other.end <= word.start]
    return set(before[-3:]) - {"say"}


def _said_both(reading: Reading) -> set[str]:
    """Return the concepts of which one text says both poles: it rose, then fell."""
    poles: dict[str, set[int]] = {}
    for word in reading.words:
        if word.pole and word.is_word:
            poles.setdefault(word.concept, set()).add(word.pole)
    return {concept for concept, both in poles.items() if len(both) > 1}


def _difference(
    a: Reading, b: Reading, first: tuple[Token, int | None], second: tuple[Token, int | None]
) -> Difference:
    one, two = _span(a, *first), _span(b, *second)
    denied = (first[1] is None) != (second[1] is None)
    slot = "negation" if denied else "opposite"
    verb = "denied in one and said in the other" if denied else "the opposite of each other"
    told = f"“{one.exact}” and “{two.exact}”: {verb}."
    return Difference(slot, one, two, told, is_hard=True, least_topic=0.42)


def _span(reading: Reading, word: Token, denied_by: int | None) -> Span:
    if denied_by is None:
        return span(reading.text, [word])
    return span(reading.text, [reading.words[denied_by], word])
