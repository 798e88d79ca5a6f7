"""The background work on reviews: each job takes ids, calls one action and may run twice."""

from __future__ import annotations

from celery import shared_task


@shared_task
def match_statements(revision_id: int) -> None:
    """Match a revision's checkable statements to claims and open their tasks."""
