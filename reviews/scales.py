"""The rating scales a desk may choose from. Only scalar ratings carry a number."""

from __future__ import annotations

from typing import NamedTuple


class RatingRow(NamedTuple):
    """One rating of a scale: `value` is its number on the scale, or None; `mark` how a proof shows it."""

    key: str
    label: str
    value: int | None
    mark: str
    definition: str


HOUSE: tuple[RatingRow, ...] = (
    RatingRow(
        "true", "True", 5, "confirmed", "The evidence bears out the claim; nothing of weight is left out."
    ),
    RatingRow(
        "mostly-true", "Mostly true", 4, "confirmed", "Right in substance; a detail wants care or context."
    ),
    RatingRow("mixed", "Mixed", 3, "disputed", "Parts are right and parts are wrong."),
    RatingRow("mostly-false", "Mostly false", 2, "change", "A grain of truth, but wrong in what matters."),
    RatingRow("false", "False", 1, "change", "The evidence contradicts the claim."),
    RatingRow(
        "unproven", "Unproven", None, "unproven", "The evidence at hand neither confirms nor refutes it."
    ),
    RatingRow("outdated", "Outdated", None, "change", "It was right once; newer facts have overtaken it."),
    RatingRow(
        "missing-context", "Missing context", None, "disputed", "Right in words, misleading as it stands."
    ),
    RatingRow(
        "misattributed", "Misattributed", None, "change", "Said or done by somebody else, or otherwise."
    ),
    RatingRow("satire", "Satire", None, "none", "Not meant as fact."),
    RatingRow("not-checkable", "Not checkable", None, "none", "No evidence could settle it."),
)
HOUSE_NAME = "House"
