"""Taking out of an answer what the desk holds back of its machine's suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factcheck.models import User
from reviews.reports.machine_shown import shown_claims

Json = dict[str, Any]


def hold_back_tasks(tasks: Iterable[Json], *, user: User) -> None:
    """Empty `priority` and the claim's figures in tasks as JSON where they are not shown to `user`."""
    rows = list(tasks)
    shown = shown_claims([row["claim"]["id"] for row in rows], user=user)
    for row in rows:
        if row["claim"]["id"] not in shown:
            row["priority"] = None
            _empty(row["claim"])


def hold_back_claims(claims: Iterable[Json], *, user: User) -> None:
    """Empty the figures of claims as JSON and drop what is suggested where it is not shown to `user`."""
    rows = list(claims)
    shown = shown_claims([row["id"] for row in rows], user=user)
    for row in rows:
        if row["id"] not in shown:
            _empty(row)


def _empty(claim: Json) -> None:
    claim["check_worthiness"] = None
    if "matches" in claim:
        kept = [match for match in claim["matches"] if match["state"] != "SUGGESTED"]
        claim["matches"] = [{**match, "score": None} for match in kept]
    if "merges" in claim:
        claim["merges"] = [{**merge, "score": None} for merge in claim["merges"]]
    if "precedents" in claim:
        claim["precedents"] = [{**near, "score": None, "why": ""} for near in claim["precedents"]]
    if "relations" in claim:
        kept = [relation for relation in claim["relations"] if relation["state"] != "SUGGESTED"]
        claim["relations"] = [{**relation, "score": None} for relation in kept]
