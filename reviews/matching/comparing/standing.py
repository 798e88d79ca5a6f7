"""What stands between two claims and is worth a person's word: a contradiction, or a quote in other words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reviews.matching.comparing.compare import compare
from reviews.matching.comparing.difference import Difference


@dataclass(frozen=True, slots=True)
class Against:
    """How two claims stand against each other, by which differences, and how surely (0 to 1)."""

    kind: Literal["contradicts", "quote"]
    differences: tuple[Difference, ...]
    score: float

    def as_json(self) -> list[dict[str, Any]]:
        """Return the differences as a record holds them."""
        return [difference.as_json() for difference in self.differences]


def against(a: str, b: str) -> Against | None:
    """Return what stands between the claims `a` and `b`; None where nothing does.

    A contradiction comes first. Without one, a quotation that is cut or in other words is told of; other
    wording is everybody's own.
    """
    comparison = compare(a, b)
    if comparison.relation == "contradicts":
        hard = tuple(difference for difference in comparison.differences if difference.is_hard)
        return Against("contradicts", hard, comparison.score)
    quotes = tuple(difference for difference in comparison.differences if difference.slot == "quote")
    return Against("quote", quotes, comparison.score) if quotes else None
