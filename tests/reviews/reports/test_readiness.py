"""The line on top of a report."""

import pytest

from reviews.reports.readiness import readiness


@pytest.mark.parametrize(
    ("counts", "settled", "line"),
    [
        ({}, 0, "Nothing to check: no checkable statement was found"),
        ({"change": 2, "open": 4, "work": 1, "confirmed": 3}, 5, "Not ready: 2 must change, 5 open"),
        ({"change": 2, "confirmed": 1}, 3, "Not ready: 2 must change"),
        ({"waiting": 1, "confirmed": 1}, 1, "Not ready: 1 open"),
        (
            {"unproven": 1, "disputed": 2, "confirmed": 3},
            6,
            "Ready, with care: 1 cannot be confirmed, 2 disputed",
        ),
        ({"confirmed": 3, "none": 1}, 4, "Ready: 3 confirmed, 1 found not checkable"),
        ({"confirmed": 1}, 1, "Ready: the one checkable statement is confirmed"),
        ({"confirmed": 3}, 3, "Ready: all 3 checkable statements are confirmed"),
    ],
)
def test_the_line_says_whether_the_article_may_run_and_what_stands_in_the_way(counts, settled, line):
    assert readiness(counts, settled=settled, checkable=sum(counts.values())) == line
