"""Natural language inference: how two statements stand to each other, as a small network reads them.

The desk ships one (`second_reader/`, trained by `python -m training`); a newsroom may name another. A folder
holds a model as training writes it: `model.onnx`, `tokenizer.json`, and `config.json` with `id2label`, which
names the four labels, and `contradiction_from`, from which chance on a contradiction is told.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

LABELS: Final = ("contradiction", "agreement", "difference", "apart")  # as the fields of Chances
FILES: Final = ("model.onnx", "tokenizer.json", "config.json")
_MOST_TOKENS: Final = 128  # of a pair, as in training
_BATCH: Final = 8  # pairs at a time


class NoInference(Exception):
    """The model cannot be used here; the message is one line that says why."""


class Chances(NamedTuple):
    """How likely each relation of two statements is, 0 to 1; together they are 1."""

    contradiction: float  # both cannot be true
    agreement: float  # both assert the same
    difference: float  # one is vaguer, surer, cut or by another source
    apart: float  # they tell or measure other things


class Config(NamedTuple):
    """What `config.json` says: the labels in the order of the logits, and from where on it is believed."""

    labels: tuple[str, ...]
    contradiction_from: float


class Reader:
    """A loaded model. Threads may share it."""

    def __init__(self, session: Any, tokenizer: Any, config: Config, version: str) -> None:
        self._session, self._tokenizer, self.version = session, tokenizer, version
        self._order = [config.labels.index(name) for name in LABELS]
        self.contradiction_from = config.contradiction_from

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """Return the chances of each pair, the same whichever of the two comes first."""
        texts = [tuple(sorted((_readable(a), _readable(b)))) for a, b in pairs]
        order = sorted(range(len(texts)), key=lambda at: sum(map(len, texts[at])))
        found: dict[int, Chances] = {}
        for start in range(0, len(order), _BATCH):  # of like length, so that little is padding
            batch = order[start : start + _BATCH]
            found.update(zip(batch, self._chances([texts[at] for at in batch]), strict=True))
        return [found[at] for at in range(len(texts))]

    def _chances(self, texts: Sequence[tuple[str, ...]]) -> list[Chances]:
        read = self._tokenizer.encode_batch(texts)
        fed = {
            "input_ids": np.array([one.ids for one in read], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in read], dtype=np.int64),
        }
        names = {field.name for field in self._session.get_inputs()}
        logits = self._session.run(None, {name: fed[name] for name in names})[0][:, self._order]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return [Chances(*map(float, row / row.sum())) for row in odds]


@lru_cache(maxsize=1)
def load(folder: Path) -> Reader:
    """Return the model of `folder`, loaded once a process. Raises NoInference where it cannot be used."""
    config = _config(folder)
    # Loaded by name, and only here: 60 MB of memory that a process without a model need not pay for.
    runtime, tokenizers = importlib.import_module("onnxruntime"), importlib.import_module("tokenizers")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = runtime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # both libraries raise their own, which share no class
        raise NoInference(f"The inference model in {folder} cannot be read: {_line(error)}") from error
    tokenizer.enable_truncation(max_length=_MOST_TOKENS)
    tokenizer.enable_padding()
    return Reader(session, tokenizer, config, version(folder))


def problem(folder: Path) -> str:
    """Return one line on what is wrong with the folder, or nothing; loads no model."""
    try:
        _config(folder)
    except NoInference as error:
        return str(error)
    return ""


@lru_cache(maxsize=1)
def version(folder: Path) -> str:
    """Return the SHA-256 of the model's file, which suggestions record."""
    with (folder / "model.onnx").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _config(folder: Path) -> Config:
    """Return what config.json says. Raises NoInference where a file is missing or it does not say it."""
    for name in FILES:
        if not (folder / name).is_file():
            raise NoInference(f"The inference model in {folder} is not complete: {name} is missing.")
    try:
        said = json.loads((folder / "config.json").read_text())
        labels = tuple(said["id2label"][str(at)] for at in range(len(said["id2label"])))
        config = Config(labels, float(said["contradiction_from"]))
    except (ValueError, KeyError, TypeError) as error:
        raise NoInference(
            f"config.json in {folder} has no id2label and contradiction_from: {_line(error)}"
        ) from error
    if sorted(labels) != sorted(LABELS):
        raise NoInference(f"config.json in {folder} does not name the labels {', '.join(LABELS)}.")
    return config


def _readable(text: str) -> str:
    """Return the text without lone surrogates, which no tokenizer reads."""
    return text[:2_000].encode("utf-8", "replace").decode()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
