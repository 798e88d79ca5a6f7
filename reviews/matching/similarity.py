"""How alike two claims are in their words, and in what they differ: dates, numbers, negation."""

from __future__ import annotations

from collections import Counter
from typing import Final

from rapidfuzz import fuzz

from reviews.matching.dates import take_dates
from reviews.matching.fingerprint import words
from reviews.matching.numbers import numbers
from reviews.matching.rows import cells, columns

_NEGATIONS: Final = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nowhere"}
)


def score(a: str, b: str) -> float:
    """Return from 0 to 1 how alike the words of `a` and `b` are; 1 for the same words in the same order.

    The mean of two ratios of equal letters (rapidfuzz): words in their order, and in that of the alphabet.
    Of two rows under the same columns the cells alone count: the names are always the same.
    """
    first, second = (" ".join(words(text)) for text in _without_columns(a, b))
    return (fuzz.ratio(first, second) + fuzz.token_sort_ratio(first, second)) / 200


def _without_columns(a: str, b: str) -> tuple[str, str]:
    if columns(a) != columns(b):
        return a, b
    return " ".join(cells(a)), " ".join(cells(b))


def differs_in(a: str, b: str) -> list[str]:
    """Return in what `a` and `b` differ that decides a check: `60% / 92%`, `5 / none`, `“not” / none`.

    Dates first, then numbers, then negations; empty where they agree in all three. Names are English.
    """
    dates_a, rest_a = take_dates(a)
    dates_b, rest_b = take_dates(b)
    pairs = [(dates_a, dates_b), (numbers(rest_a), numbers(rest_b)), (_negations(rest_a), _negations(rest_b))]
    if len(pairs[2][0]) == len(pairs[2][1]):
        pairs.pop()  # “never” and “not” deny alike
    return [
        f"{_list(first, second)} / {_list(second, first)}"
        for first, second in pairs
        if set(first) != set(second)
    ]


def _negations(text: str) -> list[str]:
    return [f"“{word}”" for word in words(text) if word in _NEGATIONS or word.endswith("n't")]


def _list(these: list[str], others: list[str]) -> str:
    """Return those of `these` that are not among `others`."""
    return ", ".join(Counter(these) - Counter(others)) or "none"
