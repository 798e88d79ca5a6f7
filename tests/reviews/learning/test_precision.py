"""Average precision and mean rank, by hand."""

from __future__ import annotations

import pytest

from reviews.learning.precision import average_precision, mean_rank


@pytest.mark.parametrize(
    ("scores", "wanted", "precision"),
    [
        ([0.9, 0.8, 0.7], [True, True, False], 1.0),
        ([0.9, 0.8, 0.7], [False, True, True], (1 / 2 + 2 / 3) / 2),
        ([0.5, 0.5, 0.5, 0.5], [True, False, False, False], 0.25),
        ([0.5, 0.5, 0.1], [True, False, True], (1 / 2 + 2 / 3) / 2),
        ([0.5], [False], 0.0),
        ([], [], 0.0),
    ],
)
def test_it_is_the_mean_precision_at_what_was_wanted(scores, wanted, precision):
    assert average_precision(scores, wanted) == pytest.approx(precision)


@pytest.mark.parametrize(
    ("scores", "wanted", "rank"),
    [
        ([0.9, 0.8, 0.7], [True, True, False], 1.5),
        ([0.7, 0.9, 0.8], [True, False, False], 3.0),
        ([0.5, 0.5, 0.5, 0.5], [True, False, False, False], 2.5),
        ([0.9, 0.5, 0.5], [False, True, False], 2.5),
        ([0.5], [False], 0.0),
    ],
)
def test_the_mean_rank_counts_from_one_and_equals_share_the_middle(scores, wanted, rank):
    assert mean_rank(scores, wanted) == rank
