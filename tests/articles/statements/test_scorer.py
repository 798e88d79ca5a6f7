"""The scorer's file: read whole or refused by name; the weights that ship are what our labels give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.statements.average_precision import average_precision
from articles.statements.evaluation import agreement_of_labels, evaluate, train
from articles.statements.gold import GoldStatement, is_for_test, read_gold
from articles.statements.scorer import PATH, Logistic, NoScorer, read_scorer, version_of
from articles.statements.training import LOWERING, RAISING

GOLD = Path(__file__).resolve().parents[3] / "seeds/gold/statements.jsonl"


@pytest.fixture(scope="module")
def gold() -> list[GoldStatement]:
    return list(read_gold(GOLD.read_text(encoding="utf-8").splitlines()))


def test_a_probability_is_the_logistic_function_of_the_weighted_sum() -> None:
    model = Logistic(0.0, {"money": 2.0})
    assert model.probability({}) == 0.5
    assert round(model.probability({"money": 1.0}), 4) == 0.8808
    assert model.probability({"unknown": 1.0}) == 0.5


@pytest.mark.parametrize("content", ["", "{}", '{"version": "1", "checkable": 3}', "[]"])
def test_a_file_that_is_no_scorer_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "scorer.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NoScorer, match=r"scorer\.json: .*train_scorer"):
        read_scorer(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoScorer, match=r"gone\.json"):
        read_scorer(tmp_path / "gone.json")


def test_the_weights_that_ship_come_from_our_labels(gold: list[GoldStatement]) -> None:
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    fitted = train([one for one in gold if not one.for_test])
    assert kept["version"] == version_of({name: kept[name] for name in fitted})
    for name, model in fitted.items():
        assert kept[name]["weights"] == pytest.approx(model["weights"], abs=0.01)


def test_no_weight_that_ships_contradicts_its_reason() -> None:
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    for name in ("checkable", "worthy", "urgent"):
        weights = kept[name]["weights"]
        assert [feature for feature in RAISING if weights.get(feature, 0) < 0] == []
        assert [feature for feature in LOWERING if weights.get(feature, 0) > 0] == []


def test_the_gold_is_parted_by_its_ids_and_large_enough(gold: list[GoldStatement]) -> None:
    assert len(gold) >= 600
    assert len({one.text for one in gold}) == len({one.id for one in gold}) == len(gold)
    assert all(one.checkable == (one.kind in {"fact", "quote"}) for one in gold)
    assert is_for_test("s0005") == gold[4].for_test
    assert 0.3 < sum(one.for_test for one in gold) / len(gold) < 0.37


def test_the_scorer_beats_the_baselines_on_what_it_learned_from(gold: list[GoldStatement]) -> None:
    alike, length, scorer = evaluate([one for one in gold if not one.for_test])
    assert (alike.method, length.method, scorer.method) == ("all positive", "length", "scorer")
    assert scorer.checkable > 0.93 > length.checkable
    assert scorer.worthy > 0.9 > length.worthy
    assert agreement_of_labels([one for one in gold if not one.for_test]) > 0.8


@pytest.mark.parametrize(
    "line", ["{", '{"id": "s1"}', '{"id":"a","style":"b","text":"c","kind":"d","checkable":true,"worth":1}']
)
def test_a_gold_line_that_is_wrong_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"^line 2: "):
        list(read_gold([json.dumps(_row()), line]))


def _row() -> dict[str, object]:
    return {"id": "a", "style": "wire", "text": "It fell.", "kind": "fact", "checkable": True, "worth": 1}


def test_average_precision_is_that_of_the_textbook() -> None:
    assert average_precision([3, 2, 1], [True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([1, 1, 1, 1], [True, False, True, False]) == 0.5
    assert average_precision([1.0], [False]) == 0.0
