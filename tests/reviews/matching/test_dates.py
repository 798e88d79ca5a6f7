"""Dates in one spelling."""

from __future__ import annotations

import pytest

from reviews.matching.dates import take_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 28 October 2025", ["2025-10-28"]),
        ("on October 28, 2025", ["2025-10-28"]),
        ("on the 28th of October", ["10-28"]),
        ("on Oct. 28", ["10-28"]),
        ("on 2025-10-28", ["2025-10-28"]),
        ("in October 2025", ["2025-10"]),
        ("in October", ["October"]),
        ("on Tuesdays", ["Tuesday"]),
        ("they may march in 2025", []),
        ("32 marchers", []),
    ],
)
def test_dates_are_read_in_one_spelling(text, found):
    assert take_dates(text)[0] == found


def test_the_rest_keeps_its_numbers():
    found, rest = take_dates("On 28 October 2025, 17 mines opened.")
    assert found == ["2025-10-28"]
    assert rest.split() == ["On", ",", "17", "mines", "opened."]
