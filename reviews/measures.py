"""What the reviews tell Prometheus: the background work that is due, and the tasks that wait for people."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from prometheus_client.core import Metric

from articles.measures import depths_told
from articles.models import ArticleRevision
from factcheck import metrics
from reviews.models import Snapshot


def source() -> Iterator[Metric]:
    """Yield the depths of the reviews' queues and each desk's open tasks: five bounded queries."""
    yield from depths_told("reviews", depths())
    said = f"Open tasks of each desk, counted to {metrics.MOST:,}."
    yield metrics.gauge("open_tasks", said, "desk", open_tasks())


def depths() -> list[metrics.Depth]:
    """Return how much of each kind of the reviews' background work is due."""
    revisions = ArticleRevision.objects.order_by("pk")
    matched = revisions.filter(matched_at__isnull=False)
    return [
        metrics.depth_of(
            "revisions_to_match",
            revisions.filter(matched_at__isnull=True, extracted_at__isnull=False),
            "extracted_at",
        ),
        metrics.depth_of("revisions_to_suggest_for", matched.filter(suggested_at__isnull=True), "matched_at"),
        metrics.depth_of("revisions_to_compare", matched.filter(compared_at__isnull=True), "matched_at"),
        metrics.depth_of(
            "snapshots_to_capture", Snapshot.objects.filter(state="PENDING").order_by("pk"), "requested_at"
        ),
    ]


def open_tasks() -> dict[str, float]:
    """Return how many tasks of each desk are open, by its slug; at most metrics.MOST of each are counted."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_TASKS, [metrics.MOST])
        return {slug: float(count) for slug, count in cursor.fetchall()}


_OPEN_TASKS = """
    SELECT slug, (
        SELECT count(*) FROM (
            SELECT FROM reviews_reviewtask task WHERE task.desk_id = desk.id AND task.state = 'OPEN' LIMIT %s
        ) counted
    ) FROM factcheck_desk desk ORDER BY slug
"""
