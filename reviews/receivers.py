"""The one upward signal: when statements of revisions are stored, ring for their matching."""

from __future__ import annotations

from typing import Any

from articles.signals import statements_extracted
from factcheck import bell
from reviews import jobs


def ring_for_matching(sender: Any, revision_ids: list[int], **kwargs: Any) -> None:
    """Enqueue the matching of these revisions once their statements are committed."""
    bell.ring(jobs.match_statements, *revision_ids)


def connect() -> None:
    """Connect the receiver; called once when the app is ready."""
    statements_extracted.connect(ring_for_matching, dispatch_uid="reviews.ring_for_matching")
