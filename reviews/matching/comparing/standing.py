"""What stands between two claims and is worth a person's word: a contradiction, a changed quote, a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reviews.matching.comparing.compare import Comparison
from reviews.matching.comparing.difference import Difference
from reviews.matching.narrowing import narrowing


@dataclass(frozen=True, slots=True)
class Against:
    """How two claims stand to each other, by which differences, and how surely (0 to 1).

    `narrower` is which of the two is a special case of the other, of the kind `narrows` alone.
    """

    kind: Literal["contradicts", "quote", "narrows"]
    differences: tuple[Difference, ...]
    score: float
    narrower: Literal["a", "b", ""] = ""

    def as_json(self) -> list[dict[str, Any]]:
        """Return the differences as a record holds them."""
        return [difference.as_json() for difference in self.differences]


def standing(a: str, b: str, comparison: Comparison) -> Against | None:
    """Return what stands between the claims `a` and `b` after their `comparison`; None where nothing does.

    A contradiction comes first, then a quotation that is cut or in other words, then that one is a special
    case of the other; other wording is everybody's own.
    """
    if comparison.relation == "contradicts":
        hard = tuple(difference for difference in comparison.differences if difference.is_hard)
        return Against("contradicts", hard, comparison.score)
    quotes = tuple(difference for difference in comparison.differences if difference.slot == "quote")
    if quotes:
        return Against("quote", quotes, comparison.score)
    case = narrowing(a, b, comparison)
    return Against("narrows", case.differences, comparison.score, case.narrower) if case else None
