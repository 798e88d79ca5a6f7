"""A claim's sketch: a few numbers that claims in like words share, so that an index finds them (MinHash)."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reviews.matching.fingerprint import words

# Two claims that share a part j of their words share a number with probability 1 - (1 - j**ROWS)**BANDS:
# 0.98 at j = 0.5, 0.86 at 0.4, 0.56 at 0.3, 0.03 at 0.1 (Leskovec et al., Mining of Massive Datasets, 3.4).
ROWS: Final = 3
BANDS: Final = 30
_STEM: Final = 5  # letters of a word that count, so that “mineral” and “minerals” are one
_SHORT: Final = 4  # words of fewer letters are mostly grammar
_NUMBERS: Final = Struct(f">{BANDS}Q")


def sketch(text: str, *, realm: str) -> list[int]:
    """Return the sketch of `text`: 0 or 30 numbers of 31 bits. Only sketches of one `realm` share numbers.

    The realm is the desk and language, so that the claims of one desk cost another's searches nothing. A text
    without words of at least four letters or a number has an empty sketch, and so no candidates.
    """
    hashes = [_order_of(stem) for stem in _telling(text)]
    if not hashes:
        return []
    # A band is hashed as Python spells its list of numbers; all of them are spelled in one step.
    bands = repr(_lowest(hashes))[1:-2].split("], ")
    digests = [_digest(f"{realm} {index} {band}]") for index, band in enumerate(bands)]
    return [number >> 33 for number in _NUMBERS.unpack(b"".join(digests))]


def _lowest(hashes: list[int]) -> list[list[int]]:
    """Return for each factor the least product with one of `hashes`, modulo 2^64: ROWS numbers a band."""
    products = np.multiply.outer(_factors(), np.array(hashes, dtype=np.uint64))
    lowest: list[list[int]] = products.min(axis=1).reshape(BANDS, ROWS).tolist()
    return lowest


def _telling(text: str) -> set[str]:
    return {_stem(word) for word in words(text)} - {""}


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Return what of a word counts, "" for nothing: all of a number, the beginning of any other long one."""
    if any(map(str.isdigit, word)):
        return word
    return word[:_STEM] if len(word) >= _SHORT else ""


@lru_cache(maxsize=8192)
def _order_of(stem: str) -> int:
    return _hash(stem)


@lru_cache(maxsize=1)
def _factors() -> NDArray[np.uint64]:
    """Return the odd factors that order the words anew for each place in the bands."""
    return np.array([_hash(f"order {index}") | 1 for index in range(ROWS * BANDS)], dtype=np.uint64)


def _hash(text: str) -> int:
    return int.from_bytes(_digest(text), "big")


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
