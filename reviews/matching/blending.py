"""How likely two claims say the same, by words and by meaning: words inside one event, meaning across."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from reviews.matching.similarity import score

EVENT: Final = timedelta(days=21)
"""How far apart two claims of one event are; beyond it one is the archive of the other."""
INSIDE: Final = 0.3
"""What meaning weighs inside one event, where all claims mean alike."""
ARCHIVE: Final = 0.7


def blend(a: str, b: str, *, cosine: float | None, apart: timedelta) -> float:
    """Return from 0 to 1 how likely the claims `a` and `b`, brought `apart` from each other, say the same.

    Without a cosine of their embeddings the likeness of their words.
    """
    likeness = score(a, b)
    if cosine is None:
        return likeness
    weight = INSIDE if abs(apart) <= EVENT else ARCHIVE
    return weight * max(cosine, 0.0) + (1 - weight) * likeness
