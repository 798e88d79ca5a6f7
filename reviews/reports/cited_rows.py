"""A draft's citations as the form shows them: each with its source, and whether its words stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reviews.models import Snapshot
from reviews.quotation import find_quote


@dataclass(frozen=True, slots=True)
class CitedRow:
    """One citation of a draft, all as typed. `status` is a word of the `citation_state` tag, or empty."""

    number: int
    typed: Mapping[str, Any]
    snapshot: Snapshot | None
    status: str

    @property
    def place(self) -> int:
        """Return the number in the names of its fields."""
        return self.number - 1

    @property
    def source(self) -> str:
        """Return the name of the captured page."""
        if self.snapshot is None:
            return ""
        return self.snapshot.title or self.snapshot.publisher or self.snapshot.url

    @property
    def captured_at(self) -> datetime | None:
        """Return when the page was captured."""
        return self.snapshot.fetched_at if self.snapshot else None


def cited_rows(data: Mapping[str, Any], snapshots: Mapping[int, Snapshot]) -> list[CitedRow]:
    """Return the rows of the draft `data`; `snapshots` are the captured pages of its desk, by id."""
    rows = data.get("citations")
    listed = rows if isinstance(rows, list) else []
    return [
        _row(number, row, snapshots) for number, row in enumerate(listed, start=1) if isinstance(row, Mapping)
    ]


def quote_status(exact: str, snapshot: Snapshot) -> str:
    """Return `found`, `missing`, `pending` or `unreachable` for words cited from a captured page."""
    if snapshot.state == Snapshot.State.PENDING:
        return "pending"
    if snapshot.state == Snapshot.State.FAILED:
        return "unreachable"
    return "found" if find_quote(exact, snapshot.text) else "missing"


def _row(number: int, typed: Mapping[str, Any], snapshots: Mapping[int, Snapshot]) -> CitedRow:
    wanted = typed.get("snapshot")
    snapshot = snapshots.get(wanted) if isinstance(wanted, int) else None
    if snapshot is None:
        return CitedRow(number, typed, None, "offline" if typed.get("offline_source") else "")
    exact = str(typed.get("exact") or "")
    return CitedRow(number, typed, snapshot, quote_status(exact, snapshot) if exact.strip() else "")
