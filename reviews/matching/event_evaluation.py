"""How well statements of one event find each other across articles: average precision and recall of five."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from articles.embedding import Embedder
from articles.statements.average_precision import average_precision
from reviews.matching.inference import Reader
from reviews.matching.lexical import Index, terms
from reviews.matching.ranking import Collection, Text

GOLD: Final = Path(__file__).parents[2] / "seeds" / "gold" / "events.jsonl"
_TOP: Final = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of an article on an event, and the claim that it makes."""

    id: str
    event: str
    article: str
    claim: str
    text: str


_Scores = Callable[[str], dict[str, float]]  # a text: the score of each statement, by id
_Ranks = Callable[[Sequence[Told]], _Scores]


class Row(NamedTuple):
    """A method, its average precision over all pairs, and the share of same claims in its first five."""

    method: str
    precision: float
    recall: float


def told(file: Path = GOLD) -> list[Told]:
    """Return our labelled statements of events, in order."""
    return [Told(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def event_rows(*, embedder: Embedder | None, reader: Reader | None, file: Path = GOLD) -> list[Row]:
    """Return the figures of TF-IDF over stems, of the engine by words, with meaning, and read again."""
    every = told(file)
    rows = [_row("TF-IDF of stems", every, _tf_idf), _row("words", every, _ranked(None, None))]
    if embedder is not None:
        rows.append(_row("with meaning", every, _ranked(embedder, None)))
    if reader is not None:
        rows.append(_row("read again", every, _ranked(embedder, reader)))
    return rows


def _row(method: str, every: Sequence[Told], rank: _Ranks) -> Row:
    scored: list[tuple[float, bool]] = []
    found, sought = 0, 0
    for query, others, scores in _asked(every, rank):
        same = {other.id for other in others if other.claim == query.claim}
        order = sorted(others, key=lambda other: -scores.get(other.id, 0.0))
        found += len(same & {other.id for other in order[:_TOP]})
        sought += min(len(same), _TOP)
        scored += [(scores.get(other.id, 0.0), other.id in same) for other in others]
    precision = average_precision([score for score, _ in scored], [is_same for _, is_same in scored])
    return Row(method, precision, found / max(sought, 1))


def _asked(every: Sequence[Told], rank: _Ranks) -> Iterator[tuple[Told, list[Told], dict[str, float]]]:
    """Yield each statement, those of other articles on its event, and their scores."""
    by_event: dict[str, list[Told]] = defaultdict(list)
    for one in every:
        by_event[one.event].append(one)
    for event in by_event.values():
        score = rank(event)
        for query in event:
            yield query, [other for other in event if other.article != query.article], score(query.text)


def _tf_idf(event: Sequence[Told]) -> _Scores:
    index = Index([terms(one.text) for one in event])
    ids = [one.id for one in event]
    return lambda text: dict(zip(ids, map(float, index.likeness(terms(text))), strict=True))


def _ranked(embedder: Embedder | None, reader: Reader | None) -> _Ranks:
    def of(event: Sequence[Told]) -> _Scores:
        collection = Collection([Text(one.id, one.text) for one in event], embedder=embedder, reader=reader)

        def score(text: str) -> dict[str, float]:
            (_, ranked), *_ = collection.rank([Text("query", text)], top=len(event))
            return {str(claim.id): claim.score for claim in ranked}

        return score

    return of
