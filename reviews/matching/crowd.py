"""How the claims of a collection lie to each other: on one event or across the news, alone or in a crowd."""

from __future__ import annotations

from typing import Final

import numpy as np

from articles.embedding import Vectors

# The mean cosine of two claims is 0.1 to 0.3 inside one event and about 0.07 across the news; and no
# event brings thousands of claims.
_ALIKE: Final = (0.075, 0.11)
_SIZES: Final = (300, 3_000)
# A claim near to many others is near to most queries too, whatever they say; how near its nearest ten are is
# measured among so many claims.
_NEIGHBOURS: Final = 10
_CROWD: Final = 4_000
_ROWS: Final = 512
_ITSELF: Final = 0.9999


def one_event(vectors: Vectors) -> float:
    """Return from 0 to 1 whether these are statements on one event: few, and alike."""
    count = len(vectors)
    if count < 2:
        return 1.0
    whole = vectors.sum(axis=0)
    alike = (float(whole @ whole) - count) / (count * (count - 1))
    return float(np.interp(alike, _ALIKE, (0, 1)) * np.interp(np.log(count), np.log(_SIZES), (1, 0)))


def crowded(vectors: Vectors) -> Vectors:
    """Return for each claim the mean cosine of its nearest among the others, or among some of them."""
    count = len(vectors)
    crowd = np.unique(np.linspace(0, count - 1, min(count, _CROWD), dtype=int))
    near = min(_NEIGHBOURS, len(crowd) - 1)
    found: Vectors = np.zeros(count, dtype=np.float32)
    if near < 1:
        return found
    for start in range(0, count, _ROWS):
        alike = vectors[start : start + _ROWS] @ vectors[crowd].T
        alike[alike > _ITSELF] = 0  # a claim is no neighbour of itself, nor of its exact double
        found[start : start + _ROWS] = np.partition(alike, -near, axis=1)[:, -near:].mean(axis=1)
    return found
