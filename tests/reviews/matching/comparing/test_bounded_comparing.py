"""Texts that say the same thing over and over, of thousands of words, are compared in bounded time."""

from __future__ import annotations

import time

import pytest

from reviews.matching.comparing.compare import compare

LIMIT = 2.0  # CPU seconds a pair

HOSTILE = {
    "opposites": ("the price rose " * 5_000, "the price fell " * 5_000),
    "denials": ("It was not sold. " * 5_000, "It was sold. " * 5_000),
    "numbers": ("12 men " * 5_000, "13 men " * 5_000),
    "shares": ("1 in " * 5_000, "2 in " * 5_000),
    "names": ("Ada Lund met Bo Rask " * 5_000, "Bo Rask met Ada Lund " * 5_000),
    "ranks": ("third place " * 5_000, "seventh place " * 5_000),
    "orders": ("Ada than Bo " * 5_000, "Bo than Ada " * 5_000),
    "verbs": ("he killed it " * 5_000, "it killed he " * 5_000),
    "places": ("in Tokyo " * 5_000, "in Paris " * 5_000),
    "quotes": ('"a b c d" ' * 5_000, '"a b c e" ' * 5_000),
    "surrogates and NUL": ("\ud800 \0 rose " * 5_000, "\udfff \0 fell " * 5_000),
    "one word": ("a" * 100_000, "b" * 100_000),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_pair_is_compared_in_bounded_time(case):
    began = time.process_time()
    assert 0 <= compare(*HOSTILE[case]).score <= 1
    assert time.process_time() - began < LIMIT
