"""Figures of the scorer on labelled statements, beside the baselines that any text could reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from articles.statements.assessment import assess
from articles.statements.average_precision import average_precision
from articles.statements.found import CHECKABLE
from articles.statements.gold import GoldStatement
from articles.statements.scorer import Logistic
from articles.statements.training import fit, read_features

PENALTY: Final = 2.0
"""Strength of the ridge; chosen by cross-validation on the half to learn from."""
BEYOND_FEATURES: Final = "figures in views, short facts"
_FOLDS: Final = 5
Embed = Callable[[str], Sequence[float]]
LABELS: Final[Mapping[str, Callable[[GoldStatement], bool]]] = {
    "checkable": lambda gold: gold.checkable,
    "worthy": lambda gold: gold.worth >= 2,
    "urgent": lambda gold: gold.worth == 3,
}
"""The three questions that the scorer learns: can be verified; worth 2 or more; worth 3."""


class Row(NamedTuple):
    """Average precision, 0..1, of one way to rank, on both questions."""

    method: str
    checkable: float
    worthy: float


def train(gold: Sequence[GoldStatement]) -> dict[str, Any]:
    """Return the regressions fitted on `gold`, by the names of `LABELS`.

    Views full of figures and facts of three words are left to the models over meanings: features cannot tell
    them apart, and would unlearn from them what holds of articles.
    """
    gold = [one for one in gold if one.style != BEYOND_FEATURES]
    rows = [read_features(one.text) for one in gold]
    return {name: fit(rows, [label(one) for one in gold], penalty=PENALTY) for name, label in LABELS.items()}


def cross_validated(gold: Sequence[GoldStatement]) -> Row:
    """Return what a scorer reaches on statements it was not fitted on: five parts, each by the others."""
    scores: dict[str, list[float]] = {"checkable": [], "worthy": []}
    parts = [list(gold[part::_FOLDS]) for part in range(_FOLDS)]
    for left_out in range(_FOLDS):
        rest = [one for part, ones in enumerate(parts) if part != left_out for one in ones]
        fitted = train(rest)
        for name, found in scores.items():
            model = Logistic(fitted[name]["intercept"], fitted[name]["weights"])
            found += [model.probability(read_features(one.text)) for one in parts[left_out]]
    return _row(
        "cross-validated", [one for part in parts for one in part], scores["checkable"], scores["worthy"]
    )


def evaluate(gold: Sequence[GoldStatement], embed: Embed | None = None) -> list[Row]:
    """Return the figures of the scorer and of two baselines: all alike, and the longer the better.

    `embed` gives the embedding of a text: then a last row tells of features and meaning together.
    """
    length = [float(len(one.text.split())) for one in gold]
    return [
        _row("all positive", gold, [1.0] * len(gold), [1.0] * len(gold)),
        _row("length", gold, length, length),
        _judged("scorer", gold, None),
        *([_judged("with meaning", gold, embed)] if embed else []),
    ]


def _judged(method: str, gold: Sequence[GoldStatement], embed: Embed | None) -> Row:
    found = [assess(one.text, embed) for one in gold]
    return _row(method, gold, [one.checkable_score for one in found], [one.check_worthiness for one in found])


def agreement_of_labels(gold: Sequence[GoldStatement], embed: Embed | None = None) -> float:
    """Return the share, 0..1, of statements whose label (fact or quote, or not) is that of the gold."""
    right = sum((assess(one.text, embed).checkability in CHECKABLE) == one.checkable for one in gold)
    return right / len(gold) if gold else 0.0


def _row(
    method: str, gold: Sequence[GoldStatement], checkable: Sequence[float], worthy: Sequence[float]
) -> Row:
    return Row(
        method,
        average_precision(checkable, [LABELS["checkable"](one) for one in gold]),
        average_precision(worthy, [LABELS["worthy"](one) for one in gold]),
    )
