"""Inference by a model that a newsroom brings: read both ways round, or one line on what is wrong with it."""

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


def test_each_pair_has_the_higher_of_its_two_answers_in_the_order_of_the_pairs(folder):
    pairs = [("It rains", "It pours")] * 9 + [("It does not rain", "It rains")]
    found = inference.load(folder).contradiction(pairs)
    assert [round(one, 3) for one in found] == [0.333] * 9 + [0.995]


def test_no_pair_has_no_answer(folder):
    assert inference.load(folder).contradiction([]) == []


def test_a_long_text_and_a_lone_surrogate_are_read(folder):
    found = inference.load(folder).contradiction([("\ud800 not", "word " * 50_000)])
    assert [round(one, 3) for one in found] == [0.995]


def test_the_version_is_the_hash_of_the_models_file(folder):
    assert inference.version(folder) == hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", inference.FILES)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert inference.problem(folder) == f"The inference model in {folder} is not complete: {name} is missing."


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("{", "has no id2label that can be read"),
        (json.dumps({"id2label": {"0": "yes", "1": "no"}}), "names 0 labels of contradiction, not one"),
        (json.dumps({"id2label": ["contradiction"]}), "has no id2label that can be read"),
    ],
)
def test_labels_without_one_of_contradiction_are_refused(folder, config, said):
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
