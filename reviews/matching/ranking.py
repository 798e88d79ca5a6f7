"""Ranks claims by how likely a text makes them: words and meaning, blended as the collection asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

import numpy as np

from reviews.matching.embedding import Embedder, Vectors
from reviews.matching.lexical import Index, Scores, parts, terms
from reviews.matching.noise import clean
from reviews.matching.tags import Splitter

# What each part weighs; chosen on the development half of our own data, see docs/engine.md.
_COVERED, _LIKENESS, _PARTS = 0.4, 0.3, 0.3
_BEST_FIELD = 0.7  # of the better of title and text, the rest of their mean
# What meaning weighs among claims on one event, and in an archive.
_INSIDE: Final = 0.3
_ARCHIVE: Final = 0.7
# The mean cosine of two claims is about 0.12 to 0.3 inside one event and under 0.1 across the news; and no
# event brings thousands of claims.
_ALIKE: Final = (0.06, 0.12)
_SIZES: Final = (300, 3_000)
_QUERIES: Final = 48  # embedded at a time


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
        self.weight_of_meaning = 0.0
        if embedder is not None:
            self._texts = embedder.embed([clean(claim.text) for claim in claims], told=told)
            titles = [clean(claim.title) if claim.title else claim.text for claim in claims]
            has_titles = any(claim.title for claim in claims)
            self._titles = embedder.embed(titles, told=told) if has_titles else self._texts
            self.weight_of_meaning = _weight_of_meaning(self._texts)

    def rank(self, queries: Iterable[Text], *, top: int) -> Iterator[tuple[Text, list[Ranked]]]:
        """Yield each query with the `top` claims that it makes most likely, best first."""
        queries = iter(queries)
        while some := list(islice(queries, _QUERIES)):
            texts = [clean(query.text, split=self._split) for query in some]
            vectors = self._embedder.embed(texts) if self._embedder else None
            for at, query in enumerate(some):
                scores = self._scores(texts[at], None if vectors is None else vectors[at])
                yield query, self._best(scores, top)

    def _scores(self, text: str, vector: Vectors | None) -> Scores:
        lexical = self._lexical(text)
        if vector is None:
            return lexical
        by_text, by_title = self._texts @ vector, self._titles @ vector
        meaning = _BEST_FIELD * np.maximum(by_text, by_title) + (1 - _BEST_FIELD) * (by_text + by_title) / 2
        weight = self.weight_of_meaning
        blended: Scores = weight * meaning + (1 - weight) * lexical
        return blended

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


def _weight_of_meaning(vectors: Vectors) -> float:
    """Return how much the embedding counts: among claims on one event little, in an archive much."""
    count = len(vectors)
    if count < 2:
        return _INSIDE
    whole = vectors.sum(axis=0)
    alike = (float(whole @ whole) - count) / (count * (count - 1))
    one_event = np.interp(alike, _ALIKE, (0, 1)) * np.interp(np.log(count), np.log(_SIZES), (1, 0))
    return float(_ARCHIVE + (_INSIDE - _ARCHIVE) * one_event)
