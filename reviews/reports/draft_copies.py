"""What two windows of one editor hold of one draft, field by field, where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from factcheck.models import Desk, User
from reviews.models import Draft, DraftCopy, Rating, ReviewTask

_LABELS = {
    "rating": "Rating",
    "summary": "In one sentence",
    "explanation": "Why",
    "correction_note": "Note to readers",
    "citations": "Citations",
}
_PARTS = ("exact", "offline_source", "locator", "stance", "source_type", "note")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of the form: its label, and its text in this window and in the other."""

    label: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Copy:
    """What another window keeps apart, and how it differs from the draft (`here`)."""

    window: UUID
    saved_at: datetime
    differences: Sequence[Difference]


def copies_beside(draft: Draft | None, task: ReviewTask, *, desk: Desk, by: User) -> list[Copy]:
    """Return what windows of `by` keep apart from the draft, the newest first; one query where none does."""
    rows = list(DraftCopy.objects.filter(task=task, editor=by).order_by("-saved_at", "pk"))
    data = draft.data if draft else {}
    return [
        Copy(row.from_window, row.saved_at, differences(data, row.data, desk=desk))
        for row in rows
        if row.data != data
    ]


def differences(here: Mapping[str, Any], there: Mapping[str, Any], *, desk: Desk) -> list[Difference]:
    """Return the fields in which two drafts differ, in the order of the form."""
    labels = dict(Rating.objects.filter(scale=desk.policy.scale_id).values_list("key", "label"))
    told = [(_told(name, here, labels), _told(name, there, labels), name) for name in _LABELS]
    return [Difference(_LABELS[name], mine, theirs) for mine, theirs, name in told if mine != theirs]


def _told(name: str, data: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    value = data.get(name) or ""
    if name == "rating":
        return labels.get(str(value), str(value))
    if name != "citations":
        return str(value).replace("\r\n", "\n").strip()
    listed = value if isinstance(value, list) else []
    return "\n".join(f"[{number}] {_cited(row)}" for number, row in enumerate(listed, start=1))


def _cited(row: object) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    page = [f"page {row['snapshot']}"] if row.get("snapshot") else []
    parts = [str(row[part]).strip() for part in _PARTS if row.get(part)]
    return " · ".join(filter(None, [*parts, *page]))
