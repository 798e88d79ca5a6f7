"""How many conflicts between articles on one event are found, among all their pairs of statements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

from reviews.matching.comparing.second_reading import compare_twice
from reviews.matching.inference import Reader

GOLD: Final = Path(__file__).parents[2] / "seeds" / "gold" / "second_hand" / "conflicts.jsonl"
VAGUE: Final = "vague"


@dataclass(frozen=True, slots=True)
class Version:
    """A statement, its claim, and in which version; `denies`: the versions it excludes, if not all others."""

    id: str
    event: str
    article: str
    claim: str
    version: str
    text: str
    denies: tuple[str, ...] = ()

    def contradicts(self, other: Version) -> bool:
        """Return whether a person marked the two as such that cannot both be true."""
        if self.claim != other.claim or VAGUE in (self.version, other.version):
            return False
        if self.denies or other.denies:
            return other.version in self.denies or self.version in other.denies
        return self.version != other.version


class ConflictFigures(NamedTuple):
    """How many pairs there were, how many contradict, were said to, and were rightly said to."""

    pairs: int
    labelled: int
    said: int
    right: int

    @property
    def precision(self) -> float:
        """Return the share, 0..1, of what was said to contradict that does."""
        return self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        """Return the share, 0..1, of the contradictions that was found."""
        return self.right / max(self.labelled, 1)


def versions(file: Path = GOLD) -> list[Version]:
    """Return the labelled statements of a file, in order."""
    records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [Version(**{**one, "denies": tuple(one.get("denies", ()))}) for one in records]


def conflict_figures(file: Path = GOLD, *, model: Reader | None = None) -> ConflictFigures:
    """Compare every two statements of different articles on an event and count what contradicts."""
    pairs = labelled = said = right = 0
    for one, other in _across(versions(file)):
        meant = one.contradicts(other)
        found = compare_twice(one.text, other.text, model=model).relation == "contradicts"
        pairs, labelled, said = pairs + 1, labelled + meant, said + found
        right += meant and found
    return ConflictFigures(pairs, labelled, said, right)


def _across(every: list[Version]) -> Iterator[tuple[Version, Version]]:
    for one, other in combinations(every, 2):
        if one.event == other.event and one.article != other.article:
            yield one, other
