"""Two texts word by word: how much belongs together, what ties both to one event, what was replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import log
from typing import Final

from reviews.matching.comparing.alignment import Alignment, Item, align
from reviews.matching.comparing.how_much import outcome
from reviews.matching.comparing.replaced import Replacement, Swap, replacements
from reviews.matching.slots.reading import Reading
from reviews.matching.wordnet.lexicon import commonness

_OF_A_NAME: Final = 1.3
_LEAST, _MOST, _STEP = 0.35, 1.15, 0.12  # what a word weighs: less, the oftener it was counted
_SMALL: Final = 5
_PLAINLY: Final = 0.8  # of likeness: the same word, notion or a synonym
_BESIDE: Final = 2  # words: a name of two words is one thing
_UNSURE: Final = 0.4  # of role: what two nouns are to each other is not known
_THINGS: Final = frozenset({Swap.NOUN, Swap.SISTERS, Swap.NAME, Swap.PLACE, Swap.WHICH})


@dataclass(frozen=True)
class Frame:
    """Two readings with the alignment of their words."""

    a: Reading
    b: Reading
    alignment: Alignment

    @cached_property
    def share(self) -> float:
        """Return the mean over both texts of how much of their words, weighed, belongs together."""
        pairs, likeness = self.alignment.pairs, self.alignment.likeness
        one = sum(_weight(self.alignment.first[i]) * likeness[i] for i in pairs)
        two = sum(_weight(self.alignment.second[j]) * likeness[i] for i, j in pairs.items())
        first, second = (
            max(0.1, sum(map(_weight, items))) for items in (self.alignment.first, self.alignment.second)
        )
        return (one / first + two / second) / 2

    @cached_property
    def anchors(self) -> int:
        """Return how much ties both to one event: names in common, and double for a figure they share."""
        first, second = self.alignment.first, self.alignment.second
        names = sum(first[i].is_name and second[j].is_name for i, j in self.alignment.pairs.items())
        figures = any(
            one.unit == two.unit and one.low == two.low and (one.unit or one.low > _SMALL)
            for one, two in product(self.a.quantities, self.b.quantities)
        )
        return names + 2 * figures

    @cached_property
    def replaced(self) -> list[Replacement]:
        """Return what was replaced, the surest in one role first, and two of one kind before others."""
        return sorted(
            replacements(self.a, self.b, self.alignment),
            key=lambda each: -each.role - 0.5 * (each.swap is Swap.SISTERS),
        )

    def things(self, least: float, but: Iterable[Replacement] = ()) -> list[Replacement]:
        """Return the replaced things (nouns, names, places) with a role of `least` or more, each one once."""
        found: list[Replacement] = list(but)
        passed = len(found)
        for each in self.replaced:
            role = each.role - _UNSURE * (each.swap is Swap.NOUN)
            if each.swap in _THINGS and role >= least and not any(_one(each, other) for other in found):
                found.append(each)
        return found[passed:]

    def opposed(self, least: float) -> list[Replacement]:
        """Return the opposites with a role of `least` or more."""
        return [each for each in self.replaced if each.swap is Swap.OPPOSITE and each.role >= least]

    def solid(self, but: Iterable[Replacement] = (), *, names: bool = True) -> int:
        """Return how many words are plainly the same in both, those of `but` not counted, names if asked."""
        spared = {each.one.at for each in but}
        return sum(
            self.alignment.likeness[i] >= _PLAINLY and item.at not in spared and (names or not item.is_name)
            for i, item in enumerate(self.alignment.first)
            if i in self.alignment.pairs
        )

    @property
    def acts(self) -> bool:
        """Return whether verbs or qualities without a partner stand in one role: of another act."""
        return any(each.swap in (Swap.VERB, Swap.QUALITY) and each.role >= 0.6 for each in self.replaced)

    @cached_property
    def numbers_differ(self) -> bool:
        """Return whether numbers of one unit stand in both, and none that could be the same."""
        pairs = [
            (one, two) for one, two in product(self.a.quantities, self.b.quantities) if one.unit == two.unit
        ]
        return bool(pairs) and all(outcome(one, two) == "other" for one, two in pairs)


def frame(a: Reading, b: Reading) -> Frame:
    """Return the frame of two readings."""
    return Frame(a, b, align(a, b))


def _weight(item: Item) -> float:
    if item.is_name:
        return _OF_A_NAME
    return max(_LEAST, _MOST - _STEP * log(1 + commonness(item.word.lower)))


def _one(one: Replacement, other: Replacement) -> bool:
    """Return whether both are of one thing: they share a word, or are words of one name."""
    far = min(abs(one.one.at - other.one.at), abs(one.two.at - other.two.at))
    named = one.one.is_name and other.one.is_name
    return far == 0 or (named and far < _BESIDE)
