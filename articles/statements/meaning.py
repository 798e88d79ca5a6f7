"""What a sentence means, as an embedding: a logit that is added to that of its features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from articles.statements.scorer import NoScorer

PATH: Final = Path(__file__).with_name("scorer_meaning.json")


QUESTIONS: Final = ("checkable", "worthy", "urgent")


class Added(NamedTuple):
    """Logits to add to those of the features, one for each question; 0 changes nothing."""

    checkable: float = 0.0
    worthy: float = 0.0
    urgent: float = 0.0


NOTHING: Final = Added()


@dataclass(frozen=True, slots=True)
class Plane:
    """One linear model: `intercept + sum of weight × number`."""

    intercept: float
    weights: tuple[float, ...]

    def logit(self, vector: Sequence[float]) -> float:
        """Return the logit of a vector; ValueError unless it is as long as the weights."""
        pairs = zip(self.weights, vector, strict=True)
        return self.intercept + sum(weight * number for weight, number in pairs)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The models over embeddings of one version; `embedder` names the model whose vectors they read."""

    version: str
    embedder: str
    checkable: Plane
    worthy: Plane
    urgent: Plane

    def added(self, vector: Sequence[float]) -> Added:
        """Return what the embedding of a sentence adds to the logits of its features."""
        return Added(self.checkable.logit(vector), self.worthy.logit(vector), self.urgent.logit(vector))


def read_meaning(path: Path) -> Meaning:
    """Return the models that `manage.py train_scorer` wrote to a file; NoScorer when it cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        planes = [_plane(kept[name]) for name in QUESTIONS]
        return Meaning(str(kept["version"]), str(kept["embedder"]), *planes)
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise NoScorer(f"{path}: {wrong}; `manage.py train_scorer` makes this file") from wrong


@lru_cache(maxsize=1)
def meaning() -> Meaning:
    """Return the models over embeddings that come with the desk, read once."""
    return read_meaning(PATH)


def _plane(kept: Mapping[str, Any]) -> Plane:
    return Plane(float(kept["intercept"]), tuple(float(weight) for weight in kept["weights"]))
