"""One difference between two statements: in which slot, by which words, and a sentence on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reviews.matching.slots.token import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text says in a slot, what the other says, and whether both can hold."""

    slot: str
    a: Span
    b: Span
    sentence: str
    is_hard: bool = False  # both cannot hold, if the texts speak of one thing
    least_topic: float = 0.0  # from this much in common a hard difference counts, see compare
    model: str = ""  # the hash of the model that found it; empty for the rules

    def as_json(self) -> dict[str, Any]:
        """Return it as a command and a record hold it: slot, a, b (start, end, exact) and the sentence.

        One that a model found also has the model's hash (`model`).
        """
        told = {
            "slot": self.slot,
            "a": {"start": self.a.start, "end": self.a.end, "exact": self.a.exact},
            "b": {"start": self.b.start, "end": self.b.end, "exact": self.b.exact},
            "sentence": self.sentence,
        }
        return {**told, "model": self.model} if self.model else told


@dataclass(frozen=True, slots=True)
class Findings:
    """What comparing one slot gave: how many pairs agree, which differ, how many are of others."""

    agreeing: int = 0
    differences: tuple[Difference, ...] = ()
    elsewhere: int = 0
    apart: bool = False  # words that tell which of two things is spoken of differ: men, women
