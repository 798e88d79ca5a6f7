"""How well the words of a query and of a claim find words of the other that are meant alike.

Late interaction (Khattab and Zaharia, ColBERT, 2020): one vector for a whole text blurs what it says besides;
held word by word, one claim made in a long post still finds all of its words. A word's row of 384 numbers is
turned to the 96 directions in which the collection's words differ most, and kept as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from articles.embedding import WIDTH, Embedder, Read, Tokens, Vectors

_KEPT: Final = 96  # directions of 384; they keep about 0.7 of the words' differences, and the ranking
_SAMPLE: Final = 240  # texts by which the directions are found
_BYTE: Final = 127

Bytes = npt.NDArray[np.int8]
Places = npt.NDArray[np.int64]


class WordByWord:
    """The words of a collection's texts, as they are meant there."""

    def __init__(self, embedder: Embedder, texts: Sequence[str], told: Callable[[int], object]) -> None:
        """Read `texts`; `vectors` are their embeddings, in order. `told` hears how many are read."""
        self._directions = _directions(embedder, texts)
        self.vectors: Vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        words: list[Bytes] = [np.empty((0, self._directions.shape[1]), dtype=np.int8)] * len(texts)
        tokens: list[Tokens] = [np.empty(0, dtype=np.int64)] * len(texts)
        for at, read in embedder.read(texts, told=told):
            self.vectors[at], tokens[at] = read.vector, read.tokens
            words[at] = np.rint(self._turned(read.meant) * _BYTE).astype(np.int8)
        self.bytes_a_word = self._directions.shape[1]
        self._ends = np.cumsum([len(of) for of in words], dtype=np.int64)
        self._words = np.concatenate(words) if words else np.empty((0, WIDTH), dtype=np.int8)
        self._weights = _weights(tokens, embedder.vocabulary)
        self._weight_of = self._weights[np.concatenate(tokens)] if tokens else np.empty(0, dtype=np.float32)

    def found(self, query: Read, among: Places, *, alike_in_kind: float) -> Vectors:
        """Return for each text of `among` (places) how well its words and the query's meet, up to 1.

        The mean over the query's words of the cosine with the text's word that is meant most alike, rarer
        words weighing more. Where query and texts are `alike_in_kind` (0 to 1; sentences of news on one event
        are) the text's words count as much as the query's, and rare ones still more: in few texts on one
        thing the names and numbers tell what each says. 0 where one of the two has no words.
        """
        scores = np.zeros(len(among), dtype=np.float32)
        starts = np.concatenate([[0], self._ends[:-1]])[among]
        counts = self._ends[among] - starts
        if not len(query.tokens) or not counts.any():
            return scores
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(starts - firsts, counts) + np.arange(counts.sum())
        alike = (self._turned(query.meant) / _BYTE) @ self._words[rows].astype(np.float32).T
        has_words = counts > 0
        at = firsts[has_words]
        said = self._weights[query.tokens] ** (1 + alike_in_kind)
        theirs = self._weight_of[rows] ** (1 + alike_in_kind)
        from_query = said @ np.maximum.reduceat(alike, at, axis=1) / _some(said.sum())
        from_text = np.add.reduceat(alike.max(axis=0) * theirs, at) / _some(np.add.reduceat(theirs, at))
        scores[has_words] = from_query + alike_in_kind / 2 * (from_text - from_query)
        return scores

    def _turned(self, meant: Vectors) -> Vectors:
        turned = meant @ self._directions
        unit: Vectors = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
        return unit


def _directions(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    """Return the directions in which the words of some of `texts` differ most; all, where these are few."""
    whole: Vectors = np.eye(WIDTH, dtype=np.float32)
    if len(texts) < 2 * _SAMPLE:
        return whole
    some = [texts[at] for at in np.linspace(0, len(texts) - 1, _SAMPLE, dtype=int)]
    words = np.concatenate([read.meant for _, read in embedder.read(some)])
    if len(words) < WIDTH:
        return whole
    directions: Vectors = np.linalg.eigh(words.T @ words)[1][:, -_KEPT:].astype(np.float32)
    return directions


def _weights(texts: Sequence[Tokens], vocabulary: int) -> Vectors:
    """Return for each word of the vocabulary how telling it is: its inverse document frequency."""
    held = np.zeros(vocabulary, dtype=np.float32)
    for tokens in texts:
        held[np.unique(tokens)] += 1
    weights: Vectors = np.log1p((len(texts) - held + 0.5) / (held + 0.5))
    return weights


def _some(weight: Vectors) -> Vectors:
    """Return what to divide by where there may be nothing."""
    at_least: Vectors = np.maximum(weight, 1e-9)
    return at_least
