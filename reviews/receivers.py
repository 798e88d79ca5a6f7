"""The one upward signal: when a revision's statements are stored, ring for their matching."""

from __future__ import annotations

from typing import Any

from articles.signals import statements_extracted
from factcheck import bell
from reviews import jobs


def ring_for_matching(sender: Any, revision_id: int, **kwargs: Any) -> None:
    """Enqueue the matching of this revision once its statements are committed."""
    bell.ring(jobs.match_statements, revision_id)


def connect() -> None:
    """Connect the receiver; called once when the app is ready."""
    statements_extracted.connect(ring_for_matching, dispatch_uid="reviews.ring_for_matching")
