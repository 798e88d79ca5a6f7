"""A trained model as plain numbers: it scores without any library, and says which words it went by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

# A word that moves the score less than this is not worth telling.
_TELLING = 0.25


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression: 1 / (1 + exp(-(intercept + Σ weight × feature)))."""

    intercept: float
    weights: Mapping[str, float]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Weights:
        """Return the weights kept as JSON by `kept`."""
        return cls(float(kept["intercept"]), kept["weights"])

    def kept(self) -> dict[str, Any]:
        """Return what to keep as JSON."""
        return {"intercept": self.intercept, "weights": dict(self.weights)}

    def score(self, features: Mapping[str, float]) -> float:
        """Return how likely the desk wants it checked, 0..1 in four places; what is unknown weighs 0."""
        total = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, total)))), 4)

    def reasons(self, features: Mapping[str, float], *, most: int = 4) -> list[str]:
        """Return up to two sentences: the words for which the desk often checks, and often does not."""
        words = [name for name in features if name.startswith("word:")]
        moved = sorted((self.weights.get(name, 0.0), name.removeprefix("word:")) for name in words)
        up = [word for weight, word in reversed(moved) if weight >= _TELLING][:most]
        down = [word for weight, word in moved if weight <= -_TELLING][:most]
        return [
            *([f"this desk often checks: {', '.join(up)}"] if up else []),
            *([f"this desk seldom checks: {', '.join(down)}"] if down else []),
        ]
