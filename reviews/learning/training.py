"""Training a desk's model on its decisions, and the figures that decide whether it may rank."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reviews.learning.features import features
from reviews.learning.precision import average_precision
from reviews.learning.weights import Weights

LEAST_LEARNED: Final = 20
"""Decisions of each sort, for and against, without which nothing is learned."""
LEAST_HELD_BACK: Final = 8
"""Decisions of each sort among those held back, without which no comparison would mean anything."""
_HELD_BACK: Final = 77  # of 256: three in ten
_LEAST_SEEN: Final = 2  # a word of one claim tells nothing of the next
_MOST_WORDS: Final = 2_000

Scoring = Callable[[str, float], float]


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that people decided on: its words, the engine's worth of it, whether they wanted the check."""

    text: str
    worth: float
    wanted: bool


class TooFew(Exception):
    """There are not enough decisions to learn from, or to compare by; the message has the figures."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A candidate and its figures. Precision is average precision over the decisions that were held back."""

    weights: Weights
    learned: int
    learned_wanted: int
    held_back: int
    held_back_wanted: int
    precision_before: float
    precision: float

    @property
    def is_better(self) -> bool:
        """Return whether the candidate ranks what was held back better than what ranks now; equal is not."""
        return self.precision > self.precision_before

    def figures(self) -> dict[str, float]:
        """Return the figures by name, precisions in four places."""
        return {
            "learned": self.learned,
            "learned_wanted": self.learned_wanted,
            "held_back": self.held_back,
            "held_back_wanted": self.held_back_wanted,
            "precision_before": round(self.precision_before, 4),
            "precision": round(self.precision, 4),
        }


def is_held_back(text: str) -> bool:
    """Return whether a claim in these words is held back: by their hash, so always the same ones."""
    return hashlib.sha256(text.encode()).digest()[0] < _HELD_BACK


def train(examples: Sequence[Example], *, before: Scoring) -> Trained:
    """Return a model of what the desk wants checked, beside the figures of `before`, which ranks now.

    `before` takes a claim's words and the engine's worth. Raises TooFew.
    """
    learned = [example for example in examples if not is_held_back(example.text)]
    held = [example for example in examples if is_held_back(example.text)]
    _require(learned, LEAST_LEARNED, "to learn from")
    _require(held, LEAST_HELD_BACK, "held back to compare by")
    weights = fit(learned)
    wanted = [example.wanted for example in held]
    scores = [weights.score(features(example.text, example.worth)) for example in held]
    return Trained(
        weights=weights,
        learned=len(learned),
        learned_wanted=sum(example.wanted for example in learned),
        held_back=len(held),
        held_back_wanted=sum(wanted),
        precision_before=average_precision([before(row.text, row.worth) for row in held], wanted),
        precision=average_precision(scores, wanted),
    )


def _require(examples: Sequence[Example], least: int, what: str) -> None:
    wanted = sum(example.wanted for example in examples)
    unwanted = len(examples) - wanted
    if min(wanted, unwanted) < least:
        raise TooFew(f"{wanted} for and {unwanted} against {what}; {least} of each are needed")


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights of a logistic regression (L2, both sorts counting alike) over the examples."""
    # Heavy libraries, needed for training alone: scoring a claim takes none.
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = _common([features(example.text, example.worth) for example in examples])
    vectors = DictVectorizer()
    matrix: Any = vectors.fit_transform(rows)
    model = LogisticRegression(class_weight="balanced", max_iter=500)
    model.fit(matrix, [example.wanted for example in examples])
    named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), 4) for name, weight in named}
    kept = {name: weight for name, weight in weights.items() if weight}
    return Weights(round(float(model.intercept_[0]), 4), kept)


def _common(rows: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Return the rows without what only one of them has, and with the commonest features at most."""
    seen = Counter(name for row in rows for name in row)
    common = {name for name, count in seen.most_common(_MOST_WORDS) if count >= _LEAST_SEEN}
    return [{name: value for name, value in row.items() if name in common} for row in rows]
