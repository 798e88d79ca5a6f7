"""Families: one fact as several articles tell it, what goes against it, and what only stands beside it.

A line of `seeds/gold/families/*.jsonl` is one family, described in `seeds/gold/README.md`. Of its statements
this makes pairs: `same` with `same` agree, `same` with `against` contradict, `same` with `vaguer` differ in
wording, and `beside` is apart from both `same` and `against`. Pairs whose relation the family leaves open are
not made: `against` with `against`, `against` with `vaguer`, `beside` with `beside`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).parents[1] / "seeds" / "gold" / "families"
LABELS: Final = ("contradiction", "agreement", "difference", "apart")
CONTRADICTION, AGREEMENT, DIFFERENCE, APART = range(len(LABELS))
# Pairs of one family in one pass, so that many families count more than many pairs of one.
_MOST: Final = {CONTRADICTION: 3, AGREEMENT: 1, DIFFERENCE: 1, APART: 3}
_OTHER: Final = 0.1  # share of families that are paired with a statement of another, which is apart from them
CONSISTENT: Final = -1  # no label, but not CONTRADICTION
HELD_BACK: Final = 15  # the last families of each file: never trained on, so that a run can be watched


class Pair(NamedTuple):
    """Two statements and the number of their label in LABELS."""

    a: str
    b: str
    label: int


@dataclass(frozen=True, slots=True)
class Family:
    """The statements of one family, by their part in it."""

    id: str
    field: str
    same: list[str]
    against: list[str]
    vaguer: list[str]
    beside: list[str]

    def pairs(self) -> Iterator[Pair]:
        """Yield every pair whose relation the family tells."""
        yield from (Pair(a, b, AGREEMENT) for a, b in combinations(self.same, 2))
        yield from (Pair(a, b, CONTRADICTION) for a, b in product(self.same, self.against))
        yield from (Pair(a, b, DIFFERENCE) for a, b in product(self.same, self.vaguer))
        yield from (Pair(a, b, APART) for a, b in product(self.same + self.against, self.beside))


def read(folder: Path = FOLDER) -> tuple[list[Family], list[Family]]:
    """Return the families to train on, and those held back."""
    kept: list[Family] = []
    held: list[Family] = []
    for file in sorted(folder.glob("*.jsonl")):
        families = [Family(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
        kept += families[:-HELD_BACK]
        held += families[-HELD_BACK:]
    return kept, held


def draw(families: Sequence[Family], chance: random.Random) -> list[Pair]:
    """Return the pairs of one pass: of each family a few of each label, and some of two families."""
    drawn: list[Pair] = []
    for family in families:
        pairs = list(family.pairs())
        for label, most in _MOST.items():
            of_label = [pair for pair in pairs if pair.label == label]
            drawn += chance.sample(of_label, min(most, len(of_label)))
        other = chance.choice(families)
        if other is not family and chance.random() < _OTHER:
            drawn.append(Pair(chance.choice(family.same + family.against), chance.choice(other.same), APART))
    return drawn
