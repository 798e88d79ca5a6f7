"""A claim's sketch: a few numbers that claims in like words share, so that an index finds them (MinHash)."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from reviews.matching.fingerprint import words

# Two claims that share a part j of their words share a number with probability 1 - (1 - j**ROWS)**BANDS:
# 0.98 at j = 0.5, 0.86 at 0.4, 0.56 at 0.3, 0.03 at 0.1 (Leskovec et al., Mining of Massive Datasets, 3.4).
ROWS: Final = 3
BANDS: Final = 30
_STEM: Final = 5  # letters of a word that count, so that “mineral” and “minerals” are one
_SHORT: Final = 4  # words of fewer letters are mostly grammar
_MASK: Final = 2**64 - 1


def sketch(text: str, *, realm: str) -> list[int]:
    """Return the sketch of `text`: 0 or 30 numbers of 31 bits. Only sketches of one `realm` share numbers.

    The realm is the desk and language, so that the claims of one desk cost another's searches nothing. A text
    without words of at least four letters or a number has an empty sketch, and so no candidates.
    """
    hashes = [_hash(word) for word in _telling(text)]
    if not hashes:
        return []
    lowest = [min((number * factor) & _MASK for number in hashes) for factor in _factors()]
    bands = (lowest[start : start + ROWS] for start in range(0, ROWS * BANDS, ROWS))
    return [_hash(f"{realm} {index} {band}") >> 33 for index, band in enumerate(bands)]


def _telling(text: str) -> set[str]:
    return {word if _has_digit(word) else word[:_STEM] for word in words(text) if _tells(word)}


def _tells(word: str) -> bool:
    return len(word) >= _SHORT or _has_digit(word)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(maxsize=1)
def _factors() -> list[int]:
    """Return the odd factors that order the words anew for each place in the bands."""
    return [_hash(f"order {index}") | 1 for index in range(ROWS * BANDS)]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
