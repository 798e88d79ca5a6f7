"""When: can the dates be one?"""

from __future__ import annotations

from itertools import product

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.slots.days import Day, can_be_one, share_a_part
from reviews.matching.slots.reading import Reading


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on dates: those of one role (since, by, until, none) that cannot be one day."""
    left, right = list(a.days), list(b.days)
    agreeing = 0
    for first, second in product(a.days, b.days):
        if first in left and second in right and share_a_part(first, second) and can_be_one(first, second):
            left.remove(first)
            right.remove(second)
            agreeing += 1
    pairs = [(first, second) for first, second in zip(left, right, strict=False) if _rivals(first, second)]
    is_hard = len(left) == len(right) == 1
    differences = tuple(_difference(first, second, is_hard=is_hard) for first, second in pairs)
    return Findings(agreeing, differences)


def _difference(a: Day, b: Day, *, is_hard: bool) -> Difference:
    told = f"One says {a.span.exact}, the other {b.span.exact}."
    return Difference("date", a.span, b.span, told, is_hard=is_hard, least_topic=0.42)


def _rivals(a: Day, b: Day) -> bool:
    return a.role == b.role and share_a_part(a, b) and not can_be_one(a, b)
