"""How two words stand to each other: alike, opposite, two of one kind, or one a kind of the other."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Final

from reviews.matching.wordnet.lexicon import Sense, above, pointers, senses

_DEEP: Final = 4  # steps up from the meaning to the top that a kind must have at least, to say anything
_TOP: Final = 16
_FIRST: Final = 3  # senses of each kind of word that are looked at


_LEAST: Final = 0.06  # of all uses of a word: “to mother” says little of a mother


class Kin(StrEnum):
    """The answers, the surest first."""

    ALIKE = "alike"
    OPPOSITE = "opposite"
    NARROWER = "narrower"  # the first is a kind of the second
    BROADER = "broader"
    SISTERS = "sisters"  # two of one close kind: gold and silver
    NONE = ""


@lru_cache(maxsize=20_000)
def kin(a: str, b: str) -> Kin:
    """Return how the words `a` and `b` (lower case, any form) stand to each other in their common senses."""
    pairs = [(s, t) for s, t in product(_common(a), _common(b))]
    if any(s.meaning == t.meaning or _derived(s, t) for s, t in pairs):
        return Kin.ALIKE
    if any(_opposite(s, t) for s, t in pairs):
        return Kin.OPPOSITE
    if any(_likened(s, t) for s, t in pairs):
        return Kin.ALIKE
    for s, t in pairs:
        if s.kind == t.kind and s.kind in "nv":
            if t.meaning in above(s.meaning, 3):
                return Kin.NARROWER
            if s.meaning in above(t.meaning, 3):
                return Kin.BROADER
    return Kin.SISTERS if any(_sisters(s, t) for s, t in pairs) else Kin.NONE


def _common(word: str) -> Iterator[Sense]:
    seen: dict[str, int] = {}
    for sense in senses(word):
        seen[sense.kind] = seen.get(sense.kind, 0) + 1
        if seen[sense.kind] <= _FIRST and sense.share >= _LEAST:
            yield sense


def _derived(s: Sense, t: Sense) -> bool:
    return t.meaning in pointers(s.meaning).get("+", ()) or s.meaning in pointers(t.meaning).get("+", ())


def _likened(s: Sense, t: Sense) -> bool:
    """Return whether one adjective is like the other, two verbs are of one group, or a noun is derived so."""
    return (
        bool(_near(s.meaning) & {t.meaning, *pointers(t.meaning).get("&", ())})
        if s.kind == t.kind
        else (s.kind in "an" and t.kind in "an" and bool(_near(s.meaning) & _near(t.meaning)))
    )


@lru_cache(maxsize=20_000)
def _near(meaning: str) -> frozenset[str]:
    """Return a meaning, what it is like, of one group with, and derived from."""
    return frozenset({meaning, *(far for mark in "&$+" for far in pointers(meaning).get(mark, ()))})


def _opposite(s: Sense, t: Sense) -> bool:
    return bool(_opposites(s.meaning) & _around(t.meaning)) or bool(
        _opposites(t.meaning) & _around(s.meaning)
    )


@lru_cache(maxsize=20_000)
def _opposites(meaning: str) -> frozenset[str]:
    return frozenset(far for near in _around(meaning) for far in pointers(near).get("!", ()))


@lru_cache(maxsize=20_000)
def _around(meaning: str) -> frozenset[str]:
    """Return a meaning with those that have its opposites too: derived ones, the head of a like adjective."""
    one = pointers(meaning)
    found = {meaning, *one.get("&", ()), *one.get("+", ())}
    if meaning[0] == "v":
        found |= {*one.get("@", ()), *one.get("$", ())}
    return frozenset(found)


def _sisters(s: Sense, t: Sense) -> bool:
    """Return whether two nouns are of one kind, at most three steps up in all, that is not too wide."""
    if s.kind != t.kind or s.kind != "n":
        return False
    one, two = above(s.meaning, 2), above(t.meaning, 2)
    return any(one[up] + two[up] <= 3 and _depth(up) >= _DEEP for up in one.keys() & two.keys())


@lru_cache(maxsize=20_000)
def _depth(meaning: str) -> int:
    return max(above(meaning, _TOP).values())
