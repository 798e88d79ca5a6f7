"""How much two statements speak of the same thing, 0 to 1."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from reviews.matching.slots.reading import Reading

_PREFIX: Final = 6  # letters that make two unlisted words one: inaugurate, inauguration


def common(a: Set[str], b: Set[str]) -> set[str]:
    """Return the concepts of `a` that stand in `b` too, or begin with the same six letters as one there."""
    heads = {concept[:_PREFIX] for concept in b if len(concept) >= _PREFIX}
    return {
        concept for concept in a if concept in b or (len(concept) >= _PREFIX and concept[:_PREFIX] in heads)
    }


def shared(a: Set[str], b: Set[str], *, least: int = 2) -> bool:
    """Return whether `least` concepts or more stand in both: one alone, such as “read”, is no topic."""
    return len(common(a, b) - {"say"}) >= least


def cover(a: Set[str], b: Set[str]) -> float:
    """Return which share of the smaller set both have in common; 0 where one is empty."""
    least = min(len(a), len(b))
    return min(1.0, len(common(a, b)) / least) if least else 0.0


def topic(a: Reading, b: Reading) -> float:
    """Return the mean of two overlaps of the concepts: of the shorter text's, and of both texts' (Dice)."""
    first, second = _telling(a), _telling(b)
    if not first or not second:
        return 0.0
    shared = len(common(first, second))
    dice = 2 * shared / (len(first) + len(second))
    return min(1.0, (cover(first, second) + dice) / 2)


def _telling(reading: Reading) -> set[str]:
    """Return the concepts without those that only say who reported it."""
    return {concept for concept in reading.concepts if concept != "say"}
