"""Average precision and mean rank: how high a ranking puts what was wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def average_precision(scores: Sequence[float], wanted: Sequence[bool]) -> float:
    """Return the mean precision at the rank of each wanted row, 0..1; 0.0 where none is wanted.

    Rows of one score share the worst rank of theirs, so a ranking that tells nothing apart gains nothing.
    """
    levels: defaultdict[float, list[bool]] = defaultdict(list)
    for score, is_wanted in zip(scores, wanted, strict=True):
        levels[score].append(is_wanted)
    total, found, seen = 0.0, 0, 0
    for score in sorted(levels, reverse=True):
        here = sum(levels[score])
        found, seen = found + here, seen + len(levels[score])
        total += here * found / seen
    return total / found if found else 0.0


def mean_rank(scores: Sequence[float], wanted: Sequence[bool]) -> float:
    """Return the mean rank, from 1 for the first, of the wanted rows; 0.0 where none is wanted.

    Rows of one score share the middle of their ranks.
    """
    above: defaultdict[float, int] = defaultdict(int)
    for score in scores:
        above[score] += 1
    ranks, seen = {}, 0
    for score in sorted(above, reverse=True):
        ranks[score] = seen + (above[score] + 1) / 2
        seen += above[score]
    found = [ranks[score] for score, is_wanted in zip(scores, wanted, strict=True) if is_wanted]
    return sum(found) / len(found) if found else 0.0
