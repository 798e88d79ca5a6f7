"""Rows of tables as claims: what their columns are, and which of them speak of one thing."""

from __future__ import annotations

import pytest

from reviews.matching.comparing.compare import compare
from reviews.matching.rows import are_one_thing, cells, columns

ROW = "Country: Kaveria; Mined: 58.3 percent; Refined: 91.8 percent"


def test_a_row_has_its_columns_and_cells_in_order():
    assert columns(ROW) == ["Country", "Mined", "Refined"]
    assert cells(ROW) == ["Kaveria", "58.3 percent", "91.8 percent"]


@pytest.mark.parametrize("text", ["The fund holds 12 million.", "He said: no.", "", "At 10:30; at 11:45."])
def test_what_is_no_row_has_no_columns(text):
    assert (columns(text), cells(text)) == ([], [text])


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (ROW.replace("58.3", "41.3"), "wording_differs"),
        (ROW.replace("Kaveria", "Norland").replace("58.3", "41.3"), "not_comparable"),
        (ROW.replace("Refined", "Shipped").replace("91.8", "41.3"), "not_comparable"),
        ("Kaveria mined 41.3 percent of it.", "not_comparable"),
    ],
)
def test_only_rows_under_the_same_columns_about_the_same_thing_are_compared(other, relation):
    assert compare(ROW, other).relation == relation
    assert compare(other, ROW).relation == relation


def test_a_row_of_one_figure_contradicts_another_figure():
    assert (
        compare("Country: Kaveria; Mined: 58 percent", "Country: Kaveria; Mined: 41 percent").relation
        == "contradicts"
    )


def test_two_sentences_are_left_to_the_other_rules():
    assert are_one_thing("The quay is long.", "The quay is short.") is True
