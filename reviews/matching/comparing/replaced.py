"""What stands in one text where something else stands in the other: words without a partner, in one role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final

from reviews.matching.comparing.alignment import Alignment, Item
from reviews.matching.slots import gazetteer
from reviews.matching.slots.concepts import Kind, exclude
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Token
from reviews.matching.slots.verbs import is_past
from reviews.matching.wordnet.kinship import Kin, kin
from reviews.matching.wordnet.lexicon import commonness, main_kind, senses

_NEAR: Final = 3  # words without a partner that are passed over on the way to one that has one
_ALIGNED: Final = 2.0  # the role of two opposites that were held to be of one notion
_WHICH: Final = 0.5  # of role: who is a man in one text and a woman in the other may stand anywhere
_RANKS: Final = frozenset({"first", "last", "second"})  # opposites in a row, which has rules of its own
_ANY_ACT: Final = 500  # “come” and “go” stand for anything
_ANYTHING: Final = 250  # counted as often as “people”, a noun says little of its own


class Swap(StrEnum):
    """What two words that stand for each other are to each other."""

    OPPOSITE = "opposite"
    WHICH = "which"  # a word that tells which thing is meant: men, women
    SISTERS = "sisters"
    NAME = "name"
    PLACE = "place"
    NOUN = "noun"
    VERB = "verb"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Two words, one of each text, in how much one role (0 to 3), and what they are to each other."""

    swap: Swap
    one: Item
    two: Item
    role: float


def replacements(a: Reading, b: Reading, alignment: Alignment) -> Iterator[Replacement]:
    """Return the pairs of words that differ, with their role; opposites also where they were aligned."""
    back = {other: one for one, other in alignment.pairs.items()}
    for i, j in product(range(len(alignment.first)), range(len(alignment.second))):
        one, two = alignment.first[i], alignment.second[j]
        aligned = alignment.pairs.get(i) == j
        left = i not in alignment.pairs and j not in back
        if aligned and alignment.likeness[i] >= 1:
            continue
        if not aligned and not left:
            continue
        swap = _swap(one, two)
        if swap is None or (aligned and swap not in (Swap.OPPOSITE, Swap.WHICH)):
            continue
        if swap is Swap.OPPOSITE and (one.at in a.denied) != (two.at in b.denied):
            continue
        role = _ALIGNED if aligned else _role(alignment, back, i, j) + _WHICH * (swap is Swap.WHICH)
        yield Replacement(swap, one, two, role)


def _swap(one: Item, two: Item) -> Swap | None:
    if one.is_name and two.is_name:
        known = gazetteer.known(one.word.concept), gazetteer.known(two.word.concept)
        if all(known):
            apart = not (gazetteer.holds(*known) or gazetteer.holds(*known[::-1]))
            return Swap.PLACE if apart else None
        return None if any(known) else Swap.NAME
    opposed = exclude(one.word.senses, two.word.senses)
    if opposed is not None:
        return Swap.OPPOSITE if opposed.kind is Kind.WHAT else Swap.WHICH
    if one.is_name or two.is_name:
        return None
    if one.word.lower in _RANKS or two.word.lower in _RANKS:
        return None
    match kin(one.word.lower, two.word.lower):
        case Kin.OPPOSITE if _tells(one.word, two.word, _ANY_ACT):
            return Swap.OPPOSITE
        case Kin.SISTERS if _tells(one.word, two.word, _ANYTHING):
            return Swap.SISTERS
        case Kin.NONE:
            return _unknown(one.word, two.word)
    return None


def _tells(one: Token, two: Token, most: int) -> bool:
    """Return whether both say something of their own: counted less than `most` times, no lone adverb."""
    adverbs = (main_kind(one.lower) == "r") != (main_kind(two.lower) == "r")
    return not adverbs and max(commonness(one.lower), commonness(two.lower)) < most


def _unknown(one: Token, two: Token) -> Swap | None:
    """Return of what kind both words are; None for two kinds, phrases, nouns that stand for anything."""
    kinds = main_kind(one.lower), main_kind(two.lower)
    if kinds[0] != kinds[1] or " " in one.lower or " " in two.lower:
        return None
    if kinds[0] == "n":
        plain = all(senses(word.lower) for word in (one, two)) and not any(
            is_past(word.lower) or word.lower.endswith("ed") for word in (one, two)
        )
        return Swap.NOUN if plain and _tells(one, two, _ANYTHING) else None
    return {"v": Swap.VERB, "a": Swap.QUALITY}.get(kinds[0])


def _role(alignment: Alignment, back: Mapping[int, int], i: int, j: int) -> float:
    """Return how much the words stand in one role: beside the same words, after the same small word."""
    first, second = alignment.first, alignment.second
    role = 0.0
    for step in (-1, 1):
        near = _partnered(alignment.pairs, i, step, len(first)), _partnered(back, j, step, len(second))
        if near[0] is not None and near[1] is not None and alignment.pairs[near[0]] == near[1]:
            role += 1.0 if abs(near[0] - i) == abs(near[1] - j) == 1 else 0.6
    role += 0.5 * (_case(first, i) == _case(second, j) != "")
    return role + 0.4 * (i + 1 == len(first) and j + 1 == len(second))


def _partnered(pairs: Mapping[int, int], at: int, step: int, size: int) -> int | None:
    """Return the nearest word before or after that has a partner, at most three away."""
    ahead = (at + step * far for far in range(1, _NEAR + 1))
    return next((there for there in ahead if 0 <= there < size and there in pairs), None)


def _case(items: tuple[Item, ...], at: int) -> str:
    """Return the small word that leads it; of the first word, and after “by”, that it may do the act."""
    if items[at].led == "by" or (at == 0 and not items[at].led):
        return "doer"
    return items[at].led
