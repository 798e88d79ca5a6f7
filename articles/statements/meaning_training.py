"""Fits the models over embeddings, and says what they bring on styles that they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from articles.statements.average_precision import average_precision
from articles.statements.evaluation import LABELS, Row, train
from articles.statements.gold import GoldStatement
from articles.statements.meaning import QUESTIONS, Added, Meaning, Plane
from articles.statements.scorer import Scorer, scorer_of
from articles.statements.training import fit_plane, read_features

Vectors = Sequence[Sequence[float]]


def train_meaning(gold: Sequence[GoldStatement], vectors: Vectors, *, embedder: str) -> dict[str, Any]:
    """Return the models over the embeddings of `gold`, by name, as `read_meaning` reads them from JSON.

    Logistic regression with a ridge, both classes counting alike, one model a question of `LABELS`.
    """
    fitted = {name: fit_plane(vectors, [label(one) for one in gold]) for name, label in LABELS.items()}
    return {"embedder": embedder, "rows": len(gold), "labels": labels_hash(gold), **fitted}


def labels_hash(gold: Sequence[GoldStatement]) -> str:
    """Return the first 16 digits of a SHA-256 over the texts and labels that models were fitted on."""
    told = "\n".join(f"{one.text}\t{one.checkable}\t{one.worth}" for one in gold)
    return sha256(told.encode()).hexdigest()[:16]


def style_of(one: GoldStatement) -> str:
    """Return the style of a statement without what tells its collections apart: “debate, long” is debate."""
    return one.style.partition(",")[0].removesuffix(" again")


def one_style_out(gold: Sequence[GoldStatement], vectors: Vectors) -> list[Row]:
    """Return average precision, by features alone and with meaning, each style judged by all other styles."""
    alone: dict[str, tuple[float, float]] = {}
    both: dict[str, tuple[float, float]] = {}
    for style in sorted({style_of(one) for one in gold}):
        learned = [place for place, one in enumerate(gold) if style_of(one) != style]
        rest = [gold[place] for place in learned]
        judge = scorer_of(train(rest), version="")
        planes = _read(train_meaning(rest, [vectors[place] for place in learned], embedder=""))
        for one, vector in zip(gold, vectors, strict=True):
            if style_of(one) == style:
                alone[one.id] = _scores(judge, one, Added())
                both[one.id] = _scores(judge, one, planes.added(vector))
    return [_row("features", gold, alone), _row("and meaning", gold, both)]


def _scores(judge: Scorer, one: GoldStatement, added: Added) -> tuple[float, float]:
    found = judge.scores(read_features(one.text), *added)
    return found.checkable, found.worthy


def _read(kept: dict[str, Any]) -> Meaning:
    planes = [Plane(kept[name]["intercept"], tuple(kept[name]["weights"])) for name in QUESTIONS]
    return Meaning("", kept["embedder"], *planes)


def _row(method: str, gold: Sequence[GoldStatement], scores: dict[str, tuple[float, float]]) -> Row:
    found = [scores[one.id] for one in gold]
    return Row(
        method,
        average_precision([checkable for checkable, _ in found], [one.checkable for one in gold]),
        average_precision([worthy for _, worthy in found], [one.worth >= 2 for one in gold]),
    )
