"""Splits a hashtag without capitals into the words that it joins: goldenage, climatechangeisreal."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from reviews.matching.fingerprint import words
from reviews.matching.stems import GRAMMAR

_SHORTEST: Final = 6  # letters of a tag that may hold two words
_LONGEST: Final = 40
_LONGEST_WORD: Final = 16


class Splitter:
    """Knows the words of a collection, and splits by them."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = Counter(word for text in texts for word in words(text) if word.isalpha())
        total = sum(known.values()) + 1
        held = {word: n for word, n in known.items() if len(word) > 2 or word in GRAMMAR}
        self._cost = {word: math.log(total / n) for word, n in held.items()}
        self._split = lru_cache(maxsize=10_000)(self._best)

    def __call__(self, tag: str) -> str:
        """Return the words of `tag` with spaces between; the tag itself where they are not all known."""
        lower = tag.casefold()
        if not _SHORTEST <= len(lower) <= _LONGEST or lower in self._cost:
            return tag
        return self._split(lower) or tag

    def _best(self, tag: str) -> str:
        """Return the cheapest way to cover all of `tag` by known words (Viterbi over word frequencies)."""
        best: list[tuple[float, str] | None] = [(0.0, ""), *([None] * len(tag))]
        for end in range(1, len(tag) + 1):
            ways = [
                (before[0] + self._cost[word], f"{before[1]} {word}")
                for start in range(max(0, end - _LONGEST_WORD), end)
                if (before := best[start]) is not None and (word := tag[start:end]) in self._cost
            ]
            best[end] = min(ways, default=None)
        found = best[-1]
        return found[1].strip() if found else ""
