"""How alike two claims are, and in what they differ."""

from __future__ import annotations

import pytest

from reviews.matching.similarity import differs_in, score

BRIDGE = "The bridge at Tessel is 90 metres long."


def test_the_same_words_score_1_whatever_their_typography():
    assert score(BRIDGE, "the bridge at “Tessel” is 90 metres long") == 1


def test_another_order_of_the_words_scores_less_than_1():
    assert score("Japan beat Korea", "Korea beat Japan") == pytest.approx(0.75)


def test_a_nearer_wording_scores_higher():
    near = score(BRIDGE, "The Tessel bridge is 90 metres long.")
    far = score(BRIDGE, "The council will vote on the new harbour tax.")
    assert 0 <= far < 0.5 < near < 1


def test_rows_under_the_same_columns_are_as_alike_as_their_cells():
    row = "Country: {}; Share of refining: {}"
    assert score(row.format("Kaveria", "92%"), row.format("Norland", "3%")) == score(
        "Kaveria 92%", "Norland 3%"
    )
    assert score(row.format("Kaveria", "92%"), row.format("Kaveria", "92%")) == 1


def test_rows_under_other_columns_are_compared_whole():
    mined, refined = "Country: Kaveria; Mined: 92%", "Country: Kaveria; Refined: 92%"
    assert score(mined, refined) < 1


def test_the_score_is_the_same_both_ways():
    other = "Tessel’s bridge measures 61 metres."
    assert score(BRIDGE, other) == score(other, BRIDGE)


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("It holds 92 %.", "It holds 60 %.", ["92% / 60%"]),
        ("It holds 92 %.", "It holds most of it.", ["92% / none"]),
        ("It was signed.", "It was not signed.", ["none / “not”"]),
        ("It isn’t signed.", "It is signed.", ["“isn't” / none"]),
        ("On 28 October 2025.", "On October 27, 2025.", ["2025-10-28 / 2025-10-27"]),
        ("On Tuesday.", "On Monday.", ["Tuesday / Monday"]),
        ("On 1 May, 5 did not.", "On 2 May, 6 did.", ["05-01 / 05-02", "5 / 6", "“not” / none"]),
    ],
)
def test_numbers_dates_and_negation_that_differ_are_named(a, b, found):
    assert differs_in(a, b) == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It holds 60 %.", "It holds sixty per cent."),
        ("It cost 3 million.", "It cost 3,000,000."),
        ("On October 28, 2025.", "On 28th of October 2025."),
        ("On 28 Oct 2025.", "On 2025-10-28."),
        ("It was never signed.", "It was not signed."),
        ("They signed in Tokyo.", "They signed in Washington."),
        ("It was noted in Norland.", "It was heard in Norland."),
    ],
)
def test_what_agrees_in_numbers_dates_and_negation_has_no_differences(a, b):
    assert differs_in(a, b) == []
