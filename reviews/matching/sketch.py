"""A claim's sketch: a few numbers that claims in like words share, so that an index finds them (MinHash)."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np

from reviews.matching.fingerprint import words

# Two claims that share a part j of their words share a number with probability 1 - (1 - j**ROWS)**BANDS:
# 0.98 at j = 0.5, 0.86 at 0.4, 0.56 at 0.3, 0.03 at 0.1 (Leskovec et al., Mining of Massive Datasets, 3.4).
ROWS: Final = 3
BANDS: Final = 30
_STEM: Final = 5  # letters of a word that count, so that “mineral” and “minerals” are one
_SHORT: Final = 4  # words of fewer letters are mostly grammar


def sketch(text: str, *, realm: str) -> list[int]:
    """Return the sketch of `text`: 0 or 30 numbers of 31 bits. Only sketches of one `realm` share numbers.

    The realm is the desk and language, so that the claims of one desk cost another's searches nothing. A text
    without words of at least four letters or a number has an empty sketch, and so no candidates.
    """
    hashes = [_hash(word) for word in _telling(text)]
    if not hashes:
        return []
    lowest = _lowest(hashes)
    bands = (lowest[start : start + ROWS] for start in range(0, ROWS * BANDS, ROWS))
    return [_hash(f"{realm} {index} {band}") >> 33 for index, band in enumerate(bands)]


def _lowest(hashes: list[int]) -> list[int]:
    """Return for each factor the least product with one of `hashes`, modulo 2^64."""
    products = np.multiply.outer(np.array(_factors(), dtype=np.uint64), np.array(hashes, dtype=np.uint64))
    return [int(least) for least in products.min(axis=1).tolist()]


def _telling(text: str) -> set[str]:
    return {_stem(word) for word in words(text)} - {""}


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Return what of a word counts, "" for nothing: all of a number, the beginning of any other long one."""
    if any(map(str.isdigit, word)):
        return word
    return word[:_STEM] if len(word) >= _SHORT else ""


@lru_cache(maxsize=1)
def _factors() -> list[int]:
    """Return the odd factors that order the words anew for each place in the bands."""
    return [_hash(f"order {index}") | 1 for index in range(ROWS * BANDS)]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
