"""Natural language inference: how likely two statements exclude each other, by a model a newsroom brings.

The desk ships none: no model of a size for two cores comes from a registry with a licence to pass it on. A
folder holds one as its export has it: `model.onnx`, `tokenizer.json`, and `config.json` with `id2label`, of
which one label begins with “contradict”.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

FILES: Final = ("model.onnx", "tokenizer.json", "config.json")
_MOST_TOKENS: Final = 160  # of a pair
_BATCH: Final = 8  # pairs at a time


class NoInference(Exception):
    """The model cannot be used here; the message is one line that says why."""


class Reader:
    """A loaded model. Threads may share it."""

    def __init__(self, session: Any, tokenizer: Any, label: int, version: str) -> None:
        self._session, self._tokenizer, self._label, self.version = session, tokenizer, label, version

    def contradiction(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return for each pair how likely it is, 0 to 1, that one excludes the other; read both ways round.

        Inference asks whether the second follows from the first or is excluded by it, so that a pair has two
        answers; of these the higher counts, as either way they cannot both hold.
        """
        both = [*pairs, *((b, a) for a, b in pairs)]
        found = [one for at in range(0, len(both), _BATCH) for one in self._read(both[at : at + _BATCH])]
        return [max(one, other) for one, other in zip(found, found[len(pairs) :], strict=False)]

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        read = self._tokenizer.encode_batch([(_readable(a), _readable(b)) for a, b in pairs])
        fed = {
            "input_ids": np.array([one.ids for one in read], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in read], dtype=np.int64),
            "token_type_ids": np.array([one.type_ids for one in read], dtype=np.int64),
        }
        names = {field.name for field in self._session.get_inputs()}
        logits = self._session.run(None, {name: fed[name] for name in names})[0]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return [float(row[self._label] / row.sum()) for row in odds]


@lru_cache(maxsize=1)
def load(folder: Path) -> Reader:
    """Return the model of `folder`, loaded once a process. Raises NoInference where it cannot be used."""
    label = _label(folder)
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
    width = session.get_inputs()[0].shape[1]
    tokenizer.enable_truncation(max_length=width if isinstance(width, int) else _MOST_TOKENS)
    tokenizer.enable_padding(length=width if isinstance(width, int) else None)
    return Reader(session, tokenizer, label, version(folder))


def problem(folder: Path) -> str:
    """Return one line on what is wrong with the folder, or nothing; loads no model."""
    try:
        _label(folder)
    except NoInference as error:
        return str(error)
    return ""


@lru_cache(maxsize=1)
def version(folder: Path) -> str:
    """Return the SHA-256 of the model's file, which suggestions record."""
    with (folder / "model.onnx").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _label(folder: Path) -> int:
    """Return the place of the label that says “contradiction”. Raises NoInference where there is none."""
    for name in FILES:
        if not (folder / name).is_file():
            raise NoInference(f"The inference model in {folder} is not complete: {name} is missing.")
    try:
        labels = json.loads((folder / "config.json").read_text())["id2label"]
        found = [int(at) for at, name in labels.items() if str(name).lower().startswith("contradict")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoInference(
            f"config.json in {folder} has no id2label that can be read: {_line(error)}"
        ) from error
    if len(found) != 1:
        raise NoInference(f"config.json in {folder} names {len(found)} labels of contradiction, not one.")
    return found[0]


def _readable(text: str) -> str:
    """Return the text without lone surrogates, which no tokenizer reads."""
    return text[:2_000].encode("utf-8", "replace").decode()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
