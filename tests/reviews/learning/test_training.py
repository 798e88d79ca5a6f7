"""Training on decisions, and comparing on those held back."""

from __future__ import annotations

import pytest

from reviews.learning.features import features
from reviews.learning.training import Example, TooFew, is_held_back, train
from tests.reviews.learning.sports_desk import drawn, worth

sport, other = drawn(1)


def decisions(count: int, wanted=lambda is_sport: is_sport) -> list[Example]:
    pairs = [(text, True) for text in sport[: count // 2]] + [(text, False) for text in other[: count // 2]]
    return [Example(text, worth(text), wanted(is_sport)) for text, is_sport in pairs]


def by_worth(text: str, worth: float) -> float:
    return worth


def test_a_desk_that_cares_for_sport_is_learned():
    trained = train(decisions(300), before=by_worth)
    assert trained.is_better
    assert trained.precision > 0.98
    assert trained.precision_before < 0.65
    assert trained.learned + trained.held_back == 300
    [reason] = trained.weights.reasons(features("The Rovers won the cup match last season.", 0.5))
    assert reason.startswith("this desk often checks: ")
    assert {"match", "season"} & set(reason.partition(": ")[2].split(", "))


def test_a_training_is_repeatable():
    assert train(decisions(200), before=by_worth) == train(decisions(200), before=by_worth)


def test_what_already_ranks_perfectly_cannot_be_bettered():
    trained = train(decisions(300), before=lambda text, worth: float(text in sport))
    assert (trained.precision_before, trained.is_better) == (1.0, False)


def test_decisions_without_a_pattern_are_no_reason_to_rank_anew():
    flags = iter(index % 2 == 0 for index in range(300))
    trained = train(decisions(300, lambda is_sport: next(flags)), before=lambda text, worth: 0.9 * worth)
    assert trained.precision < 0.75


@pytest.mark.parametrize("count", [0, 20, 40])
def test_too_few_decisions_teach_nothing(count):
    with pytest.raises(TooFew, match=r"\d+ for and \d+ against to learn from; 20 of each are needed"):
        train(decisions(count), before=by_worth)


def test_decisions_of_one_sort_teach_nothing():
    with pytest.raises(TooFew, match="against to learn from"):
        train(decisions(300, lambda is_sport: True), before=by_worth)


def test_three_in_ten_are_held_back_always_the_same_ones():
    held = sum(is_held_back(text) for text in [*sport, *other])
    assert 0.25 < held / 800 < 0.35
    assert is_held_back(sport[0]) == is_held_back(sport[0])
