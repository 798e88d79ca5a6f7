"""What was given up: texts that could not be matched, suggested for or compared, for a lead to try again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, ArticleRevision
from factcheck.audit import target_of
from factcheck.models import AuditEvent, Desk, Membership
from reviews.steps import STEPS, Step

SHOWN = 50


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A revision that waits for a step of its work, why that failed, and when it was given up."""

    revision: ArticleRevision
    step: Step
    reason: str
    at: datetime | None


def given_up(desk: Desk, *, places: Sequence[Membership] | None = None) -> list[GivenUp]:
    """Return what was given up at a desk, in the order of the steps, the newest first, SHOWN of each at most.

    `places` are the memberships of whoever looks, and hide what is under an embargo; None sees everything.
    """
    found: list[tuple[Step, ArticleRevision]] = []
    for step in STEPS.values():
        rows = step.given_up().filter(article__desk=desk).select_related("article")
        if places is not None:
            rows = rows.exclude(article__in=Article.objects.hidden_from(places).values("pk"))
        found += [(step, row) for row in rows.defer("text", "extra").order_by("-pk")[:SHOWN]]
    events = _events([row for _, row in found])
    return [_given_up(step, row, events.get((target_of(row), step.name))) for step, row in found]


def _given_up(step: Step, row: ArticleRevision, event: AuditEvent | None) -> GivenUp:
    reason = str(event.data["reason"]) if event is not None else step.failed
    return GivenUp(row, step, reason, event.at if event is not None else None)


def _events(revisions: Sequence[ArticleRevision]) -> dict[tuple[str, str], AuditEvent]:
    """Return the last record of giving up, by target and step."""
    targets = {target_of(row) for row in revisions}
    events = AuditEvent.objects.filter(target__in=targets, action="revision.given_up").order_by("pk")
    return {(event.target, str(event.data.get("step", ""))): event for event in events}
