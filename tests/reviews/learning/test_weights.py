"""Scoring by a trained model, and the words that it goes by."""

from __future__ import annotations

import json

import pytest

from reviews.learning.weights import Weights

LEARNED = Weights(
    -0.5, {"worth": 1.0, "word:team": 2.0, "word:season": 0.3, "word:loan": -1.5, "word:new": 0.2}
)


@pytest.mark.parametrize(
    ("features", "score"),
    [
        ({}, 0.3775),
        ({"worth": 0.5}, 0.5),
        ({"word:team": 1.0, "worth": 0.5}, 0.8808),
        ({"word:kite": 1.0}, 0.3775),
    ],
)
def test_a_score_is_the_logistic_of_what_it_knows(features, score):
    assert LEARNED.score(features) == score


@pytest.mark.parametrize(("weight", "score"), [(1e9, 1.0), (-1e9, 0.0)])
def test_huge_weights_stay_between_0_and_1(weight, score):
    assert Weights(weight, {}).score({}) == score


def test_it_names_the_words_for_and_against_which_the_desk_decides():
    seen = dict.fromkeys(["word:season", "word:team", "word:new", "word:loan", "word:kite"], 1.0)
    assert LEARNED.reasons(seen) == ["this desk often checks: team, season", "this desk seldom checks: loan"]
    assert LEARNED.reasons(seen, most=1)[0] == "this desk often checks: team"
    assert LEARNED.reasons({"word:kite": 1.0, "worth": 1.0}) == []


def test_it_survives_being_kept_as_json():
    assert Weights.read(json.loads(json.dumps(LEARNED.kept()))) == LEARNED
