"""Ranks claims by how likely a text makes them: words and meaning, blended as the collection asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from articles.embedding import Embedder, Read, Vectors
from reviews.matching.lexical import Index, Scores, parts, terms
from reviews.matching.noise import clean
from reviews.matching.tags import Splitter
from reviews.matching.word_by_word import WordByWord

# What each part weighs; chosen on the development half of our own data, see docs/matching.md.
_COVERED, _LIKENESS, _PARTS = 0.4, 0.3, 0.3
# Each in an archive, and among statements on one event: what meaning weighs beside letters; of meaning, how
# much is word by word, the rest being of whole texts; and what a claim loses for standing in a crowd.
_MEANING: Final = (0.75, 0.7)
_WORDS: Final = (0.5, 1.0)
_CROWDED: Final = (0.1, 0.0)
# The mean cosine of two claims is 0.1 to 0.3 inside one event and about 0.07 across the news; and no
# event brings thousands of claims.
_ALIKE: Final = (0.075, 0.11)
_SIZES: Final = (300, 3_000)
_QUERIES: Final = 48  # embedded at a time
_HELD: Final = 100  # claims against which a query is held word by word, the likest by all else
# A claim near to many others is near to most queries too, whatever they say; how near its nearest ten are is
# measured among so many claims.
_NEIGHBOURS: Final = 10
_CROWD: Final = 4_000
_ROWS: Final = 512
_ITSELF: Final = 0.9999


@dataclass(frozen=True, slots=True)
class Text:
    """A claim of a collection, or a query: its id, its words, and a title where it has one."""

    id: str | int
    text: str
    title: str = ""


class Ranked(NamedTuple):
    """A claim and how likely a query makes it, 0 to about 1."""

    id: str | int
    score: float


class Collection:
    """Claims that are searched again and again."""

    def __init__(
        self,
        claims: Sequence[Text],
        *,
        embedder: Embedder | None,
        told: Callable[[int], object] = lambda count: None,
    ) -> None:
        """Index `claims`; without an embedder by words alone. `told` hears how many texts are embedded."""
        self._ids = [claim.id for claim in claims]
        self._embedder = embedder
        whole = [clean(f"{claim.title} . {claim.text}" if claim.title else claim.text) for claim in claims]
        self._split = Splitter(whole)
        self._terms = Index(map(terms, whole))
        self._parts = Index(map(parts, whole))
        self.one_event = 0.0
        if embedder is not None:
            self._words = WordByWord(embedder, whole, told)
            self._wholes = self._words.vectors
            self._titled = [at for at, claim in enumerate(claims) if claim.title]
            self._texts = embedder.embed([clean(claims[at].text) for at in self._titled], told=told)
            self._crowded = _crowded(self._wholes)
            self.one_event = _one_event(self._wholes)

    def rank(self, queries: Iterable[Text], *, top: int) -> Iterator[tuple[Text, list[Ranked]]]:
        """Yield each query with the `top` claims that it makes most likely, best first."""
        queries = iter(queries)
        while some := list(islice(queries, _QUERIES)):
            texts = [clean(query.text, split=self._split) for query in some]
            read = (
                [one for _, one in sorted(self._embedder.read(texts), key=itemgetter(0))]
                if self._embedder
                else []
            )
            meaning = self._meaning(read) if read else np.empty((0, 0), dtype=np.float32)
            for at, query in enumerate(some):
                scores = self._lexical(texts[at])
                if read:
                    scores = self._with_meaning(scores, meaning[at], read[at], top)
                yield query, self._best(scores, top)

    def _meaning(self, read: Sequence[Read]) -> Vectors:
        """Return the cosine of each query with each claim, with its title or without, whichever is nearer."""
        said = np.stack([query.vector for query in read])
        near: Vectors = said @ self._wholes.T
        if self._titled:
            near[:, self._titled] = np.maximum(near[:, self._titled], said @ self._texts.T)
        return near

    def _with_meaning(self, lexical: Scores, meaning: Vectors, read: Read, top: int) -> Scores:
        weight, by_word, crowd = (self._here(of) for of in (_MEANING, _WORDS, _CROWDED))
        scores: Scores = weight * (meaning - crowd * self._crowded) + (1 - weight) * lexical
        most = min(len(scores), max(_HELD, 2 * top))
        likest = np.argpartition(-scores, most - 1)[:most] if most else np.empty(0, dtype=np.int64)
        held = self._words.found(read, likest, alike_in_kind=self.one_event)
        scores[likest] += weight * by_word * (held - meaning[likest])
        return scores

    def _here(self, of: tuple[float, float]) -> float:
        """Return a weight between its values in an archive and on one event, as this collection lies."""
        return of[0] + (of[1] - of[0]) * self.one_event

    def _lexical(self, text: str) -> Scores:
        said = terms(text)
        scores: Scores = (
            _COVERED * self._terms.covered(said)
            + _LIKENESS * self._terms.likeness(said)
            + _PARTS * self._parts.likeness(parts(text))
        )
        return scores

    def _best(self, scores: Scores, top: int) -> list[Ranked]:
        order = np.argsort(-scores, kind="stable")[:top]
        return [Ranked(self._ids[at], round(float(scores[at]), 4)) for at in order]


def _one_event(vectors: Vectors) -> float:
    """Return from 0 to 1 whether these are statements on one event: few, and alike."""
    count = len(vectors)
    if count < 2:
        return 1.0
    whole = vectors.sum(axis=0)
    alike = (float(whole @ whole) - count) / (count * (count - 1))
    return float(np.interp(alike, _ALIKE, (0, 1)) * np.interp(np.log(count), np.log(_SIZES), (1, 0)))


def _crowded(vectors: Vectors) -> Scores:
    """Return for each claim the mean cosine of its nearest among the others, or among some of them."""
    count = len(vectors)
    crowd = np.unique(np.linspace(0, count - 1, min(count, _CROWD), dtype=int))
    near = min(_NEIGHBOURS, len(crowd) - 1)
    found: Scores = np.zeros(count, dtype=np.float32)
    if near < 1:
        return found
    for start in range(0, count, _ROWS):
        alike = vectors[start : start + _ROWS] @ vectors[crowd].T
        alike[alike > _ITSELF] = 0  # a claim is no neighbour of itself, nor of its exact double
        found[start : start + _ROWS] = np.partition(alike, -near, axis=1)[:, -near:].mean(axis=1)
    return found
