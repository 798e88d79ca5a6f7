"""How far two labellings of the same statements agree: percent, and Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def percent(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return the share, 0..1, of places where both say the same; ValueError when there are none."""
    pairs = list(zip(first, second, strict=True))
    if not pairs:
        raise ValueError("no labels to compare")
    return sum(one == other for one, other in pairs) / len(pairs)


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return Cohen's kappa (1960): agreement beyond chance, at most 1; 1 when both always say one thing."""
    seen = percent(first, second)
    one, other = Counter(first), Counter(second)
    chance = sum(one[label] * other[label] for label in one) / len(first) ** 2
    return 1.0 if chance == 1.0 else (seen - chance) / (1.0 - chance)
