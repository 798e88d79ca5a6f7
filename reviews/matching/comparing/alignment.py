"""Which word of one text stands for which of the other, and what is left on each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from reviews.matching.slots import gazetteer
from reviews.matching.slots.numerals import NUMERALS
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Token
from reviews.matching.wordnet.kinship import Kin, kin

_MOST: Final = 60  # telling words of a text that are aligned
_PREFIX: Final = 6  # letters that make two words one: inaugurate, inauguration
_LIKE: Final = {Kin.ALIKE: 0.8, Kin.NARROWER: 0.5, Kin.BROADER: 0.5}
_LEADING: Final = frozenset(
    """
    in at on to from for with by of against into over under before after between than as near about during
    """.split()
)


# Words that say nothing of the matter itself: of reporting, of degree, of joining.
_EMPTY: Final = NUMERALS | frozenset(
    """
    say accord according despite though although least others within percent half toward while since must may
    might including official officials figure figures
    """.split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """A telling word: its number among the words of the text, the small word that leads it, if a name."""

    at: int
    word: Token
    led: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The telling words of two texts, and which of them belong together, with how well (0 to 1)."""

    first: tuple[Item, ...]
    second: tuple[Item, ...]
    pairs: dict[int, int]  # numbers in `first` and `second`
    likeness: dict[int, float]  # by the number in `first`

    @property
    def left(self) -> list[int]:
        """Return the numbers in `first` of the words that nothing stands for."""
        return [at for at in range(len(self.first)) if at not in self.pairs]

    @property
    def right(self) -> list[int]:
        """Return the numbers in `second` of the words that stand for nothing."""
        taken = set(self.pairs.values())
        return [at for at in range(len(self.second)) if at not in taken]


def align(a: Reading, b: Reading) -> Alignment:
    """Return how the telling words of `a` and `b` belong together: the same, alike, one a kind of another."""
    first, second = items(a), items(b)
    pairs: dict[int, int] = {}
    likeness: dict[int, float] = {}
    scored = sorted(
        (-score, abs(i / len(first) - j / len(second)), i, j)
        for (i, one), (j, two) in product(enumerate(first), enumerate(second))
        if (score := likeness_of(one.word, two.word))
    )
    taken: set[int] = set()
    for score, _, i, j in scored:
        if i not in pairs and j not in taken:
            pairs[i], likeness[i] = j, -score
            taken.add(j)
    return Alignment(first, second, pairs, likeness)


@lru_cache(maxsize=4_096)
def _items(words: tuple[Token, ...], passed: frozenset[int], named: frozenset[int]) -> tuple[Item, ...]:
    found: list[Item] = []
    led = ""
    for at, word in enumerate(words):
        if word.lower in _LEADING:
            led = word.lower
        elif at not in passed and word.counts and not {word.lower, word.stem, word.concept} & _EMPTY:
            found.append(Item(at, word, led, at in named))
            led = ""
        if len(found) == _MOST:
            break
    return tuple(found)


def items(reading: Reading) -> tuple[Item, ...]:
    """Return the telling words of a text: no grammar, number, date, verb of saying, nor who says it."""
    spans = [day.span for day in reading.days] + [quantity.span for quantity in reading.quantities]
    passed = frozenset(
        at
        for at, word in enumerate(reading.words)
        if any(span.start <= word.start < span.end for span in spans) or _says(reading.words, at)
    )
    named = frozenset(at for name in reading.names for at in range(name.first, name.last + 1))
    return _items(tuple(reading.words), passed, named)


def _says(words: Sequence[Token], at: int) -> bool:
    """Return whether the word at `at` names, right before “said” or after “according to”, who says it."""
    if at + 1 < len(words) and words[at + 1].concept == "say" and not words[at].is_capital:
        return at + 2 < len(words) or at > 0
    before = [word.lower for word in words[max(0, at - 3) : at] if word.lower not in {"the", "a"}]
    return before[-2:] == ["according", "to"] and not words[at].is_capital


def likeness_of(a: Token, b: Token) -> float:
    """Return how well one word stands for the other: 1 the same, less a synonym or a kind of it; 0 not."""
    if a.stem == b.stem or a.lower == b.lower:
        return 1.0
    if a.concept == b.concept:
        return 0.9
    if len(a.concept) >= _PREFIX and a.concept[:_PREFIX] == b.concept[:_PREFIX]:
        return 0.85
    if a.is_capital and b.is_capital and (a.opens == b.opens is False):
        return _place(a.concept, b.concept)
    return _LIKE.get(kin(a.lower, b.lower), 0.0)


def _place(a: str, b: str) -> float:
    one, two = gazetteer.known(a), gazetteer.known(b)
    return 0.7 if one and two and (gazetteer.holds(one, two) or gazetteer.holds(two, one)) else 0.0
