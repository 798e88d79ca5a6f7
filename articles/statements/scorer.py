"""The trained scorer: probabilities from features by weights in `scorer.json`, in plain Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any, Final, NamedTuple

PATH: Final = Path(__file__).with_name("scorer.json")


class Scores(NamedTuple):
    """Two probabilities, 0 to 1: that the sentence can be verified, and that it deserves a check."""

    checkable: float
    worthy: float


@dataclass(frozen=True, slots=True)
class Logistic:
    """One logistic regression: `1 / (1 + exp(-(intercept + sum of weight × feature)))`."""

    intercept: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float], added: float = 0.0) -> float:
        """Return the probability of the label, 0 to 1; an unknown feature weighs nothing.

        `added` is a logit from elsewhere, such as the embedding of the sentence.
        """
        weighed = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        total = self.intercept + added + weighed
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Scorer:
    """The regressions of one version: checkable, worth 2 or more, worth 3."""

    version: str
    checkable: Logistic
    worthy: Logistic
    urgent: Logistic

    def scores(
        self, features: Mapping[str, float], checkable: float = 0.0, worthy: float = 0.0, urgent: float = 0.0
    ) -> Scores:
        """Return both scores; worth blends “2 or more” with “3”, so the most important come first.

        `checkable`, `worthy` and `urgent` are logits to add to those of the features.
        """
        worth = 0.7 * self.worthy.probability(features, worthy)
        worth += 0.3 * self.urgent.probability(features, urgent)
        return Scores(self.checkable.probability(features, checkable), worth)


class NoScorer(RuntimeError):
    """The file of weights is missing or cannot be read; says which and how to make it."""


def read_scorer(path: Path) -> Scorer:
    """Return the scorer that `manage.py train_scorer` wrote to a file; NoScorer when it cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return scorer_of(kept, version=str(kept["version"]))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise NoScorer(f"{path}: {wrong}; `manage.py train_scorer` makes this file") from wrong


def scorer_of(kept: Mapping[str, Any], *, version: str) -> Scorer:
    """Return the scorer of fitted weights, as `train` gives them; KeyError names what is missing."""
    return Scorer(version, _logistic(kept["checkable"]), _logistic(kept["worthy"]), _logistic(kept["urgent"]))


def version_of(fitted: Mapping[str, Any]) -> str:
    """Return the version of a set of weights: the first 8 digits of the SHA-256 of their JSON form."""
    return sha256(json.dumps(fitted, sort_keys=True).encode()).hexdigest()[:8]


@lru_cache(maxsize=1)
def scorer() -> Scorer:
    """Return the scorer that comes with the desk, read once."""
    return read_scorer(PATH)


def _logistic(kept: Any) -> Logistic:
    return Logistic(float(kept["intercept"]), {name: float(value) for name, value in kept["weights"].items()})
