"""Who changed the desk's standards, when, and from what to what: read from the audit record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from factcheck.audit import target_of
from factcheck.models import AuditEvent, Desk

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the standards: who, when, and (name, old, new) of each."""

    by: str
    at: datetime
    changed: Sequence[tuple[str, object, object]]


def history(desk: Desk) -> list[Change]:
    """Return the latest changes of `desk`, newest first, at most SHOWN; one query."""
    events = AuditEvent.objects.filter(target=target_of(desk.policy), action="standards.changed")
    return [
        Change(
            by=event.actor.name if event.actor else "the machine",
            at=event.at,
            changed=[(name, was["old"], was["new"]) for name, was in event.data["changed"].items()],
        )
        for event in events.select_related("actor").order_by("-pk")[:SHOWN]
    ]
