"""Inference by a small network: four chances of a pair, or one line on what is wrong with its folder."""

from __future__ import annotations

import hashlib
import json

import pytest

from reviews.matching import inference
from tests.reviews.matching import tiny_reader


@pytest.fixture
def folder(tmp_path):
    """A folder with a whole model."""
    inference.load.cache_clear()
    inference.version.cache_clear()
    yield tiny_reader.write(tmp_path)
    inference.load.cache_clear()
    inference.version.cache_clear()


def rounded(found):
    return [tuple(round(chance, 3) for chance in one) for one in found]


def test_each_pair_has_its_chances_in_the_order_of_the_pairs_whatever_their_lengths(folder):
    pairs = [("It rains", f"It pours {'on ' * times}") for times in range(9, 0, -1)]
    found = inference.load(folder).read([*pairs, ("It does not rain", "It rains")])
    assert rounded(found) == [(0.25, 0.25, 0.25, 0.25)] * 9 + [(0.993, 0.002, 0.002, 0.002)]


def test_labels_are_read_by_their_names(folder):
    [found] = inference.load(folder).read([("not", "so")])
    assert found.contradiction == max(found)


def test_which_of_two_statements_comes_first_changes_nothing(folder):
    reader = inference.load(folder)
    assert reader.read([("It rains", "It does not")]) == reader.read([("It does not", "It rains")])


def test_no_pair_has_no_answer(folder):
    assert inference.load(folder).read([]) == []


def test_a_long_text_and_a_lone_surrogate_are_read(folder):
    found = inference.load(folder).read([("\ud800 not", "word " * 50_000)])
    assert rounded(found) == [(0.993, 0.002, 0.002, 0.002)]


def test_from_where_a_contradiction_is_told_stands_with_the_model(folder):
    assert inference.load(folder).contradiction_from == tiny_reader.FROM


def test_the_version_is_the_hash_of_the_models_file(folder):
    assert inference.version(folder) == hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", inference.FILES)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert inference.problem(folder) == f"The inference model in {folder} is not complete: {name} is missing."


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("{", "has no id2label and contradiction_from"),
        (json.dumps({"id2label": {"0": "contradiction"}}), "has no id2label and contradiction_from"),
        (json.dumps({"id2label": ["contradiction"]}), "has no id2label and contradiction_from"),
        (
            json.dumps({"id2label": {"0": "entailment", "1": "contradiction"}, "contradiction_from": 0.9}),
            "does not name the labels contradiction, agreement, difference, apart",
        ),
    ],
)
def test_a_model_with_other_labels_is_refused(folder, config, said):
    (folder / "config.json").write_text(config)
    assert said in inference.problem(folder)
    with pytest.raises(inference.NoInference, match=said):
        inference.load(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_no_model_is_told_in_one_line(folder, name):
    (folder / name).write_text("words")
    with pytest.raises(inference.NoInference, match="cannot be read") as refused:
        inference.load(folder)
    assert "\n" not in str(refused.value)
