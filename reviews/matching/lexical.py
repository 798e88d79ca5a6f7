"""How much of a query's words a text holds: stems and parts of words, each as telling as it is rare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from reviews.matching.fingerprint import words
from reviews.matching.stems import GRAMMAR, stem

Scores = npt.NDArray[np.float32]

# BM25's saturation and length terms (Robertson and Zaragoza, 2009, section 3.1), for texts of a sentence.
_K1: Final = 1.2
_B: Final = 0.5
_PART: Final = 4  # letters of the parts of a word
_FIGURES: Final = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_SIGNS: Final = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "%": "percent"}
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}\b)")


def terms(text: str) -> list[str]:
    """Return the stems of `text` and the pairs of neighbouring stems, without words of grammar.

    Numbers are in figures and signs in words, so that “$9 million” and “nine million dollars” share theirs.
    """
    said = [word for word in words(text) if word not in GRAMMAR and word not in "?&#"]
    stems = [stem(each) for word in said for each in _spelled(word)]
    return stems + [f"{first} {second}" for first, second in pairwise(stems)]


def parts(text: str) -> list[str]:
    """Return the runs of four letters of each word with its edges, so that misspelt and joined words meet."""
    marked = [f"<{word}>" for word in words(text) if word not in GRAMMAR]
    return [word[at : at + _PART] for word in marked for at in range(max(1, len(word) - _PART + 1))]


def _spelled(word: str) -> list[str]:
    """Return a word as figures or letters: `nine` as `9`, `60%` as `60` and `percent`, `1,000` as `1000`."""
    if word in _FIGURES:
        return [_FIGURES[word]]
    if word in _SIGNS:
        return [_SIGNS[word]]
    if word[0].isdigit():
        number = _THOUSANDS.sub("", word.rstrip("%"))
        return [number, "percent"] if word.endswith("%") else [number]
    return [word]


class Index:
    """A collection of texts by their terms."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        """Take the terms of each text, as `terms` or `parts` give them."""
        self._column: dict[str, int] = {}
        counts = [Counter(text) for text in texts]
        for count in counts:
            for term in count:
                self._column.setdefault(term, len(self._column))
        matrix = self._matrix(counts)
        held = np.asarray((matrix > 0).sum(axis=0)).ravel()
        self._idf = np.log1p((len(counts) - held + 0.5) / (held + 0.5)).astype(np.float32)
        self._unseen = float(np.log1p((len(counts) + 0.5) / 0.5))
        self._bm25 = _saturated(matrix)
        self._tf_idf = _unit(_damped(matrix).multiply(self._idf).tocsr())

    def covered(self, query: Sequence[str]) -> Scores:
        """Return for each text which share of the query's weight it holds, 0 to about 1 (BM25, scaled)."""
        counts = Counter(query)
        row = self._row(counts).multiply(self._idf).tocsr()
        unseen = self._unseen * sum(count for term, count in counts.items() if term not in self._column)
        whole = float(row.sum()) + 0.5 * unseen
        return np.asarray((self._bm25 @ row.T).todense(), dtype=np.float32).ravel() / max(whole, 1e-9)

    def likeness(self, query: Sequence[str]) -> Scores:
        """Return for each text the cosine of its TF-IDF vector with the query's, 0 to 1."""
        row = _unit(_damped(self._row(Counter(query))).multiply(self._idf).tocsr())
        return np.asarray((self._tf_idf @ row.T).todense(), dtype=np.float32).ravel()

    def _row(self, counts: Counter[str]) -> sparse.csr_matrix:
        return self._matrix([Counter({term: n for term, n in counts.items() if term in self._column})])

    def _matrix(self, counts: Sequence[Counter[str]]) -> sparse.csr_matrix:
        rows = [at for at, count in enumerate(counts) for _ in count]
        columns = [self._column[term] for count in counts for term in count]
        values = [value for count in counts for value in count.values()]
        shape = len(counts), max(len(self._column), 1)
        return sparse.csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)


def _saturated(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the term weights of BM25, without the inverse document frequency."""
    lengths = np.asarray(matrix.sum(axis=1)).ravel()
    norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()), 1e-9)) if len(lengths) else lengths
    weighted = matrix.tocoo()
    weighted.data = weighted.data * (_K1 + 1) / (weighted.data + norm[weighted.row])
    return weighted.tocsr()


def _damped(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    damped = matrix.copy()
    damped.data = 1 + np.log(damped.data)
    return damped


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(lengths, 1e-9)).dot(matrix).tocsr()
