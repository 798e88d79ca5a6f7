"""Search terms of a claim: the numbers under which an index keeps it, so that others like it find it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reviews.matching.fingerprint import words
from reviews.matching.stems import GRAMMAR

MOST: Final = 40  # terms of one claim; a sentence of forty words has more, and needs no more
_STEM: Final = 5  # letters of a word that count, so that “mineral” and “minerals” are one
_SHORT: Final = 4  # words of fewer letters are mostly grammar


def search_terms(text: str, *, realm: str) -> list[int]:
    """Return at most 40 numbers of 31 bits: one for each telling word of `text` and each two in a row.

    Telling is a number, or a word of four letters or more that is not grammar; of a word the beginning
    counts. Pairs come first where there are too many, since fewer claims share them. Only terms of one
    `realm` (the desk and language) meet. A text without a telling word has none.
    """
    telling = [stem for word in words(text) if (stem := _stem(word))]
    pairs = [f"{first} {second}" for first, second in pairwise(telling)]
    said = list(dict.fromkeys([*pairs, *telling]))[:MOST]
    return sorted({_hash(f"{realm} {one}") for one in said})


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Return what of a word counts, "" for nothing: all of a number, the beginning of any other long one."""
    if any(map(str.isdigit, word)):
        return word
    return word[:_STEM] if len(word) >= _SHORT and word not in GRAMMAR else ""


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=4).digest()) >> 1
