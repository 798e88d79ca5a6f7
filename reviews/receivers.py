"""What articles asks of reviews: to match stored statements (the one upward signal); what is held back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from articles import holding
from articles.signals import statements_extracted
from factcheck import bell
from factcheck.models import User
from reviews import jobs
from reviews.reports.machine_shown import shown_statements


def ring_for_matching(sender: Any, revision_ids: list[int], **kwargs: Any) -> None:
    """Enqueue the matching of these revisions once their statements are committed."""
    bell.ring(jobs.match_statements, *revision_ids)


def shown(statements: Collection[int], user: User) -> set[int]:
    """Return the statements (keys) whose judgement by the machine the user sees, by their desks' setting."""
    return shown_statements(statements, user=user)


def connect() -> None:
    """Connect the receiver and set the rule; called once when the app is ready."""
    holding.set_rule(shown)
    statements_extracted.connect(ring_for_matching, dispatch_uid="reviews.ring_for_matching")
