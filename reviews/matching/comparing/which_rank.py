"""Which in a row: the third or the seventh, the first stage or the second."""

from __future__ import annotations

from itertools import product

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.slots.ranks import Rank
from reviews.matching.slots.reading import Reading


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on ranks: of one thing, with another number in each text."""
    agreeing, differences = 0, []
    pairs = [(first, second) for first, second in product(a.ranks, b.ranks) if first.of == second.of]
    for first, second in pairs:
        if first.number == second.number:
            agreeing += 1
        elif not _stands_twice(first, pairs) and not _stands_twice(second, pairs):
            differences.append(_difference(first, second))
    return Findings(min(agreeing, 1), () if agreeing else tuple(differences[:1]))


def _stands_twice(rank: Rank, pairs: list[tuple[Rank, Rank]]) -> bool:
    """Return whether one text names more than one in this row, so that either may be meant."""
    return sum(rank in pair for pair in pairs) > 1


def _difference(a: Rank, b: Rank) -> Difference:
    told = f"One says {a.span.exact}, the other {b.span.exact}."
    return Difference("rank", a.span, b.span, told, is_hard=True, least_topic=0.42)
