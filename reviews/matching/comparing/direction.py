"""Up or down: which way a text says that something went, small words such as “up” and “fewer” included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from reviews.matching.slots.concepts import concept_of
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Token
from reviews.matching.slots.verbs import base
from reviews.matching.stems import stem

_MORE: Final = frozenset("more higher above larger bigger greater".split())
_LESS: Final = frozenset("fewer less lower below smaller under".split())
_BY: Final = frozenset({"by", "from", "on"})
_RISE: Final = concept_of(stem(base("rise"))).senses[0]  # the first matter of the list: rise, fall


class Way(NamedTuple):
    """A word that says which way: 1 up, -1 down."""

    sign: int
    word: Token

    @property
    def compares(self) -> bool:
        """Return whether it only compares, and moves nothing: more, fewer."""
        return self.word.lower in _MORE | _LESS


def way(reading: Reading) -> Way | None:
    """Return which way the text goes; None where it says neither, or both."""
    found = [
        Way(sign, word)
        for at, word in enumerate(reading.words)
        if at not in reading.denied and (sign := _sign(reading.words, at))
    ]
    return found[0] if len({each.sign for each in found}) == 1 else None


def _sign(words: Sequence[Token], at: int) -> int:
    word = words[at]
    after = [other.lower for other in words[at + 1 : at + 3]] + ["", ""]
    if word.lower in {"up", "down"}:
        moved = after[0][:1].isdigit() or after[0] in _BY
        return (1 if word.lower == "up" else -1) * moved
    bounds = after[1][:1].isdigit()  # more than 90
    if word.lower in _MORE | _LESS:
        return (1 if word.lower in _MORE else -1) * (not bounds)
    values = {sense.value for sense in word.senses if sense.matter == _RISE.matter}
    return (1 if 0 in values else -1 if 1 in values else 0) * (len(values) == 1)
