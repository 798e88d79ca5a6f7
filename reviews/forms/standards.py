"""The form of a desk's standards, with one line on each that says what it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from factcheck.models import Desk
from reviews.actions.standards import FIELDS
from reviews.models import DeskPolicy
from reviews.reports.standards import Change

LABELS = {
    "worthiness_floor": "Check-worthiness floor",
    "min_independent_sources": "Independent sources",
    "primary_source_required": "A primary source",
    "ai_suggestions": "The machine’s suggestions",
    "suggest_from": "A match is suggested from",
    "confirm_from": "The machine confirms a match by itself from",
    "work_limit": "Tasks at one time",
    "lease_minutes": "Lease, in minutes",
    "assignment_minutes": "Assignment, in minutes",
    "idle_minutes": "Idle shift, in minutes",
}
MEANINGS = {
    "worthiness_floor": "From 0 to 1. A claim under it is listed and asks for no check; empty: every "
    "checkable claim gets one. Lowering it opens the checks that waited; raising it cancels nothing.",
    "min_independent_sources": "How many a verdict must cite; sources of one publisher, domain, agency or "
    "text count once.",
    "primary_source_required": "A verdict must cite at least one primary source.",
    "ai_suggestions": "Suggested matches, reasons and figures beside a task. Which statements are found and "
    "the order of the queue stay in every setting.",
    "suggest_from": "From 0.4 to 1: how alike a statement and an older claim must be, in words and meaning, "
    "before the machine asks whether they say the same. 0.6 finds nearly all repeats; higher asks less.",
    "confirm_from": "From 0.7 to 1; empty: never. The two claims become one. Never short texts, two "
    "claimants, a claim that people have worked on, or where a number, date, place, name, office or denial "
    "differs. Holds for what is found from now on. Each can be undone on the claim’s page.",
    "work_limit": "How many tasks one person may hold; also how many hand-out assigns to them.",
    "lease_minutes": "How long a task that was taken is theirs alone; they can extend it.",
    "assignment_minutes": "How long an assigned task waits to be started before it goes to somebody else.",
    "idle_minutes": "A shift ends by itself when its owner has done nothing for this long.",
}
GROUPS = (
    ("What is checked", ("worthiness_floor",)),
    ("What a verdict needs", ("min_independent_sources", "primary_source_required")),
    ("People and the machine", ("ai_suggestions", "suggest_from", "confirm_from")),
    ("How work is handed out", ("work_limit", "lease_minutes", "assignment_minutes", "idle_minutes")),
)


class StandardsForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """What a lead may set. It only reads; `standards.change` saves."""

    class Meta:
        model = DeskPolicy
        fields = FIELDS
        labels = LABELS
        help_texts = MEANINGS
        widgets = {
            "worthiness_floor": forms.NumberInput({"step": "0.05", "min": "0", "max": "1"}),
            "ai_suggestions": forms.RadioSelect,
            "suggest_from": forms.NumberInput({"step": "0.05", "min": "0.4", "max": "1"}),
            "confirm_from": forms.NumberInput({"step": "0.01", "min": "0.7", "max": "1"}),
        }

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings, in the order of the page."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard as a reader of the desk sees it."""

    label: str
    value: str
    meaning: str


def read_only(policy: DeskPolicy) -> list[tuple[str, list[Standard]]]:
    """Return the standards under their headings, in words."""
    return [
        (
            title,
            [_standard(policy, name) for name in names],
        )
        for title, names in GROUPS
    ]


def _standard(policy: DeskPolicy, name: str) -> Standard:
    return Standard(LABELS[name], _told(name, getattr(policy, name)), MEANINGS[name])


def said(changes: Mapping[str, tuple[Any, Any]]) -> str:
    """Return what was changed in one sentence, such as “Lease, in minutes: 30 → 45.”"""
    if not changes:
        return "Nothing was changed."
    return f"Saved. {'; '.join(_line(name, *pair) for name, pair in changes.items())}."


def told(change: Change) -> list[str]:
    """Return a change of the record line by line, each “what: old → new”."""
    return [_line(name, old, new) for name, old, new in change.changed]


def standards_form(desk: Desk, data: Any = None) -> StandardsForm:
    """Return the form on the standards of `desk`, filled with what was typed, else with what stands."""
    return StandardsForm(data, instance=DeskPolicy.objects.get(desk=desk))


def _line(name: str, old: object, new: object) -> str:
    return f"{LABELS.get(name, name)}: {_told(name, old)} → {_told(name, new)}"


def _told(name: str, value: object) -> str:
    if name == "ai_suggestions":
        return DeskPolicy.Suggestions(str(value)).label.lower()
    if isinstance(value, bool):
        return "required" if value else "not required"
    return "none" if value is None else f"{value:g}"
