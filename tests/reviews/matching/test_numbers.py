"""Numbers in one spelling."""

from __future__ import annotations

import pytest

from reviews.matching.numbers import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("60 %, 60 percent, sixty per cent", ["60%", "60%", "60%"]),
        ("3 million and 3,000,000", ["3000000", "3000000"]),
        ("five hundred thousand", ["500000"]),
        ("$1,200.50 or €1,200", ["$1200.5", "€1200"]),
        ("−4.50 and +4.5", ["-4.5", "4.5"]),
        (".5 and 0.50", ["0.5", "0.5"]),
        ("at 10:30, ratio 1/2, version 1.2.3", ["10:30", "1/2", "1.2.3"]),
        ("one of the ten", ["10"]),
        ("17 elements, seventeen elements", ["17", "17"]),
        ("no numbers at all", []),
    ],
)
def test_numbers_are_read_in_one_spelling(text, found):
    assert numbers(text) == found


def test_a_thousands_comma_is_told_from_another_comma():
    assert numbers("1,5 litres") == ["1,5"]
