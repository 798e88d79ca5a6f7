"""Whether: does one deny what the other says, or say what excludes it?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Final, NamedTuple

from reviews.matching.comparing.around import after, before, is_passive
from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.comparing.topic import topic
from reviews.matching.slots.concepts import Kind, Sense, exclude
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Span, span
from reviews.matching.slots.verbs import is_past

_MOST: Final = 120  # different words of a text that are held against those of the other
_NEVER: Final = frozenset({"say", "first", "after", "befor"})
_LEAST: Final = 0.42
_ARTICLES: Final = frozenset({"the", "a", "an", "its", "their", "his", "her"})
# Of these, who does the one has the other done to them: they sell what we buy.
_CONVERSE: Final = frozenset({"win", "buy"})
_BESIDE: Final = 4  # words
# Beside these a denial says what the other text says without: the only one not to, will end, no more.
EXCEPT: Final = frozenset("only except end ends ended ending stop stops stopped".split())
_NEAR: Final = 0.6  # of one thing so plainly that a denial need not stand beside the same words


class Said(NamedTuple):
    """A telling word: its number among the words of the text, and the number of the word that denies it."""

    at: int
    denied_by: int | None


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on denials and opposites: a word of one that the other denies or excludes."""
    differences, agreeing, apart = [], 0, False
    unclear = _said_and_denied(a) | _said_and_denied(b)
    near = topic(a, b) >= _NEAR
    settled = _values_twice(a) | _values_twice(b)
    for first, second in product(_said(a), _said(b)):
        one, two = a.words[first.at], b.words[second.at]
        opposed = exclude(one.senses, two.senses)
        denied = (first.denied_by is None) != (second.denied_by is None)
        if opposed is None:
            if one.concept != two.concept or one.concept in unclear or first.denied_by == second.denied_by:
                continue
            if denied and (near or _beside(a, b, first, second)) and not _is_no_denial(a, b, first, second):
                differences.append(_difference(a, b, first, second))
        elif opposed.matter in settled:
            continue
        elif opposed.kind is Kind.WHICH:
            apart = True
        elif denied or _is_converse(a, b, first, second):
            agreeing += 1
        elif _elsewhere(a, b, first, second):
            apart = True
        elif not _of_others(a, b, first, second):
            differences.append(_difference(a, b, first, second, opposed))
    said = sorted(differences, key=lambda difference: difference.slot == "locality")
    return Findings(min(agreeing, 1), tuple(said[:1]), apart=apart)


def _said(reading: Reading) -> Iterator[Said]:
    seen: set[tuple[str, bool]] = set()
    for at, word in enumerate(reading.words):
        named = word.is_capital and not word.opens
        if not word.counts or word.concept in _NEVER or named:
            continue
        # The same word said again, and denied again, says no more: a long text stays cheap.
        kind = word.stem, at in reading.denied
        if kind not in seen and len(seen) < _MOST:
            seen.add(kind)
            yield Said(at, reading.denied.get(at))


def _said_and_denied(reading: Reading) -> set[str]:
    """Return the concepts that one text both says and denies, so that it cannot be held to either."""
    denied = {reading.words[at].concept for at in reading.denied}
    return {word.concept for at, word in enumerate(reading.words) if at not in reading.denied} & denied


def _values_twice(reading: Reading) -> set[int]:
    """Return the matters of which one text says two values: it rose, then fell."""
    values: dict[int, set[int]] = {}
    for said in _said(reading):
        for sense in reading.words[said.at].senses if said.denied_by is None else ():
            values.setdefault(sense.matter, set()).add(sense.value)
    # A word of two values in one matter would settle it by itself; none is listed so.
    return {matter for matter, both in values.items() if len(both) > 1}


def _is_converse(a: Reading, b: Reading, first: Said, second: Said) -> bool:
    """Return whether the doers changed places with the word: one sold it to whom the other lets buy it."""
    if a.words[first.at].concept not in _CONVERSE:
        return False
    if is_passive(a, first.at) or is_passive(b, second.at):
        return False
    one, two = before(a, first.at), before(b, second.at)
    return bool(one & after(b, second.at, 6)) and bool(two & after(a, first.at, 6)) and not one & two


def _of_others(a: Reading, b: Reading, first: Said, second: Said) -> bool:
    """Return whether among the three telling words before each a noun is one the other does not know."""
    return all((_strangers(a, first.at, b), _strangers(b, second.at, a)))


def _strangers(reading: Reading, at: int, other: Reading) -> set[str]:
    pairs = pairwise(reading.words)
    verbs = {
        word.concept
        for led, word in pairs
        if led.lower not in _ARTICLES and (is_past(word.lower) or word.senses)
    }
    return (before(reading, at) & reading.concepts) - verbs - other.concepts


def _elsewhere(a: Reading, b: Reading, first: Said, second: Said) -> bool:
    """Return whether both texts are the same but for one word after “in”, “among”, “for”: of other parts."""
    opposed = {a.words[first.at].concept, b.words[second.at].concept}
    one, two = a.concepts - b.concepts - opposed, b.concepts - a.concepts - opposed
    return len(one) == len(two) == 1 and _is_part(a, one) and _is_part(b, two)


def _is_part(reading: Reading, concepts: frozenset[str]) -> bool:
    places = [at for at, word in enumerate(reading.words) if word.concept in concepts]
    led = (word.lower for at in places for word in reading.words[max(0, at - 2) : at])
    return bool({"in", "among", "for", "at"} & set(led))


def _beside(a: Reading, b: Reading, first: Said, second: Said) -> bool:
    """Return whether a word within three telling words of each is the same."""
    return bool(_around(a, first.at) & _around(b, second.at))


def _around(reading: Reading, at: int) -> set[str]:
    return before(reading, at) | after(reading, at)


def _is_no_denial(a: Reading, b: Reading, first: Said, second: Said) -> bool:
    """Return whether the denial says the same in other words: not since, brought no, the only one not to."""
    bounded = EXCEPT & {word.lower for reading in (a, b) for word in reading.words}
    return bool(bounded) or _since_last(a, b) or _both_deny(a, b, first, second)


def _both_deny(a: Reading, b: Reading, first: Said, second: Said) -> bool:
    """Return whether the text that does not deny the word denies one beside it: brought no agreement."""
    reading, said = (b, second) if second.denied_by is None else (a, first)
    return any(at in reading.denied for at in range(said.at - _BESIDE, said.at + _BESIDE + 1))


def _since_last(a: Reading, b: Reading) -> bool:
    """Return whether one says “not since” what the other says was “last” so: both say the same."""
    small = [{word.lower for word in reading.words} for reading in (a, b)]
    return any("since" in one and "last" in other for one, other in (small, small[::-1]))


def _difference(
    a: Reading, b: Reading, first: Said, second: Said, opposed: Sense | None = None
) -> Difference:
    one, two = _span(a, first), _span(b, second)
    slot = "negation" if opposed is None else "opposite"
    if opposed is not None and opposed.kind is Kind.WHERE:
        slot = "locality"
    verb = "denied in one and said in the other" if opposed is None else "one excludes the other"
    return Difference(
        slot, one, two, f"“{one.exact}” and “{two.exact}”: {verb}.", is_hard=True, least_topic=_LEAST
    )


def _span(reading: Reading, said: Said) -> Span:
    word = reading.words[said.at]
    return span(reading.text, [word] if said.denied_by is None else [reading.words[said.denied_by], word])
