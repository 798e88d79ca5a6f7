"""Ranks claims by how likely a text makes them: words and meaning, blended as the collection asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from articles.embedding import Embedder, Read, Vectors
from reviews.matching.crowd import crowded, one_event
from reviews.matching.inference import Reader
from reviews.matching.lexical import Index, Scores, parts, terms
from reviews.matching.noise import clean
from reviews.matching.passages import passages
from reviews.matching.tags import Splitter
from reviews.matching.word_by_word import WordByWord

# What each part weighs; chosen on the development half of our own data, see docs/matching.md.
_COVERED, _LIKENESS, _PARTS = 0.4, 0.3, 0.3
# Each in an archive, and among statements on one event: what meaning weighs beside letters; of meaning, how
# much is word by word, the rest being of whole texts; and what a claim loses for standing in a crowd.
_MEANING: Final = (0.75, 0.7)
_WORDS: Final = (0.5, 1.0)
_CROWDED: Final = (0.1, 0.0)
_PASSAGES: Final = 48  # read at a time, or a few more
_READ: Final = 12  # claims that the network reads beside a query, the likest by all else
_SAME: Final = 0.25  # what it weighs that they are not apart
_HELD: Final = 100  # claims against which a query is held word by word, the likest by all else


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
        reader: Reader | None = None,
        told: Callable[[int], object] = lambda count: None,
    ) -> None:
        """Index `claims`; without an embedder by words alone. `told` hears how many texts are embedded.

        With a `reader` the likest claims are read beside each query, about a tenth of a second of a core.
        """
        self._ids = [claim.id for claim in claims]
        self._said = [claim.text for claim in claims]
        self._reader = reader
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
            self._crowded = crowded(self._wholes)
            self.one_event = one_event(self._wholes)

    def rank(self, queries: Iterable[Text], *, top: int) -> Iterator[tuple[Text, list[Ranked]]]:
        """Yield each query with the `top` claims that it makes most likely, best first."""
        for batch in self._batches(queries):
            scores = self._scores([text for _, said in batch for text in said], top)
            for query, said in batch:
                found = reduce(np.maximum, islice(scores, len(said)))
                yield query, self._best(self._read_again(query, found), top)

    def _batches(self, queries: Iterable[Text]) -> Iterator[list[tuple[Text, list[str]]]]:
        """Yield some queries at a time, each with the passages that it is searched by."""
        batch: list[tuple[Text, list[str]]] = []
        for query in queries:
            batch.append((query, passages(clean(query.text, split=self._split))))
            if sum(len(said) for _, said in batch) >= _PASSAGES:
                yield batch
                batch = []
        if batch:
            yield batch

    def _scores(self, texts: Sequence[str], top: int) -> Iterator[Scores]:
        """Yield for each text the scores of all claims."""
        if self._embedder is None:
            yield from map(self._lexical, texts)
            return
        read = [one for _, one in sorted(self._embedder.read(texts), key=itemgetter(0))]
        for text, one, meaning in zip(texts, read, self._meaning(read), strict=True):
            yield self._with_meaning(self._lexical(text), meaning, one, top)

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

    def _read_again(self, query: Text, scores: Scores) -> Scores:
        """Return the scores with those of the likest claims raised by how little they are apart."""
        if self._reader is None:
            return scores
        likest = np.argsort(-scores, kind="stable")[:_READ]
        chances = self._reader.read([(query.text, self._said[at]) for at in likest])
        scores[likest] += _SAME * np.array([1 - one.apart for one in chances], dtype=scores.dtype)
        return scores

    def _best(self, scores: Scores, top: int) -> list[Ranked]:
        order = np.argsort(-scores, kind="stable")[:top]
        return [Ranked(self._ids[at], round(float(scores[at]), 4)) for at in order]
