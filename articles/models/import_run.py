"""An import run: one hand-over of files or entries, with its progress and its outcome."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.models.feed import Feed
from factcheck.models import Desk
from factcheck.states import Transitions, guard

MOVES: Transitions = {
    "QUEUED": ("RUNNING", "PAUSED", "CANCELLED"),
    "RUNNING": ("PAUSED", "SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"),
    "PAUSED": ("RUNNING", "CANCELLED"),
}


class ImportRun(models.Model):
    """What was handed over at one time; its files and items say what became of each part."""

    class State(models.TextChoices):
        QUEUED = "QUEUED", "Queued"
        RUNNING = "RUNNING", "Running"
        PAUSED = "PAUSED", "Paused"
        SUCCEEDED = "SUCCEEDED", "Succeeded"
        PARTIAL = "PARTIAL", "Partly refused"
        FAILED = "FAILED", "Failed"
        CANCELLED = "CANCELLED", "Cancelled"

    TRANSITIONS = MOVES
    WORKING = ("QUEUED", "RUNNING")
    FINISHED = ("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED")

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="import_runs")
    feed = models.ForeignKey(
        Feed, on_delete=models.SET_NULL, db_index=False, null=True, blank=True, related_name="runs"
    )
    source_name = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)
    seen = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0, db_default=0)
    retry_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="retries"
    )

    class Meta:
        verbose_name = "import run"
        indexes = [
            # the runs of a desk, newest first
            models.Index(name="run_by_desk", fields=["desk", "-id"]),
            # the runs of a feed, and removing a feed, which leaves its runs
            models.Index(name="run_by_feed", fields=["feed", "-id"], condition=Q(feed__isnull=False)),
            # due.unfinished_runs: runs that are not finished
            models.Index(name="run_unfinished", fields=["id"], condition=Q(state__in=["QUEUED", "RUNNING"])),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_running_run_per_feed", fields=["feed"], condition=Q(finished_at__isnull=True)
            ),
            models.CheckConstraint(
                name="finished_run_adds_up",
                condition=Q(state__in=["QUEUED", "RUNNING", "PAUSED"])
                | Q(seen=F("created") + F("revised") + F("unchanged") + F("refused") + F("cancelled")),
            ),
            models.CheckConstraint(
                name="run_finished_at_iff_finished",
                condition=Q(state__in=["QUEUED", "RUNNING", "PAUSED"], finished_at__isnull=True)
                | Q(state__in=["SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"], finished_at__isnull=False),
            ),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def is_finished(self) -> bool:
        """Return whether nothing of this run is left to do."""
        return self.state in self.FINISHED
