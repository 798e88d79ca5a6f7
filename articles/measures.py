"""What the articles tell Prometheus: what imports did and took, and what of their work is due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from prometheus_client.core import Metric

from articles import due
from articles.actions import calling
from articles.actions.reading import unread
from articles.actions.statements import unextracted
from articles.models import FeedFetch, ImportItem, ImportRun
from factcheck import metrics, tallies

STAGES: Final = ("fetch", "read", "import", "extract", "match", "suggest", "compare", "capture")


def source() -> Iterator[Metric]:
    """Yield the counters of imports and the depths of their queues: seven bounded queries."""
    totals = tallies.totals()
    outcomes = [*ImportItem.Outcome.values, tallies.GIVEN_UP]
    said = "Entries of imports by outcome; failed: refused after five attempts that went wrong."
    yield metrics.counter("entries", said, "outcome", totals.get(tallies.ENTRIES, {}), outcomes)
    said = "Fetches of feeds by outcome, dry runs apart."
    yield metrics.counter(
        "fetches", said, "outcome", totals.get(tallies.FETCHES, {}), FeedFetch.Outcome.values
    )
    said = "Import runs by the state that they ended in."
    states = [state.lower() for state in ImportRun.FINISHED]
    yield metrics.counter("import_runs", said, "state", totals.get(tallies.RUNS, {}), states)
    said = "Wall seconds of background work by stage, of all processes together."
    yield metrics.counter("stage_seconds", said, "stage", totals.get(tallies.SECONDS, {}), STAGES)
    yield from depths_told("articles", depths())


def depths() -> list[metrics.Depth]:
    """Return how much of each kind of the articles' work is due. Paused runs wait for a person, not here."""
    return [
        metrics.depth_of("files_to_read", unread().order_by("run", "pk"), "run__started_at"),
        metrics.depth_of("items_to_import", due.waiting().order_by("run", "pk"), "run__started_at"),
        metrics.depth_of("revisions_to_extract", unextracted().order_by("pk"), "created_at"),
        metrics.depth_of("feeds_to_fetch", calling.due_feeds(), "next_run_at"),
        metrics.depth_of("fetches_to_work_off", due.open_fetches().order_by("pk"), "asked_at"),
    ]


def depths_told(app: str, found: list[metrics.Depth]) -> Iterator[Metric]:
    """Yield the two gauges of an app's queues."""
    counts = {each.kind: float(each.count) for each in found}
    said = f"Work on {app} that is due, counted to {metrics.MOST:,}."
    yield metrics.gauge(f"{app}_due", said, "kind", counts)
    ages = {each.kind: each.oldest for each in found}
    said = f"Seconds for which the oldest work on {app} of its kind has been due."
    yield metrics.gauge(f"{app}_due_oldest_seconds", said, "kind", ages)
