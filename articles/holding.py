"""Whose eyes see how the machine judged a statement: everybody's, unless the app above sets a rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from factcheck.models import User

Rule = Callable[[Collection[int], User], Collection[int]]
JUDGED: dict[str, Any] = {"checkability": None, "check_worthiness": None, "reasons": []}

_rules: list[Rule] = []


def set_rule(rule: Rule) -> None:
    """Let `rule(statements, user)` say which of the statements (keys) the user sees the judgement of."""
    _rules[:] = [rule]


def hold_back(statements: Iterable[dict[str, Any]], *, user: User) -> None:
    """Empty the judgement in statements as JSON where it is held back from `user`."""
    rows = list(statements)
    for rule in _rules:
        shown = rule([row["id"] for row in rows], user)
        for row in rows:
            if row["id"] not in shown:
                row.update(JUDGED)
