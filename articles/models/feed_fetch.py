"""A fetch of a feed: one look at its address or folder, from the order to the outcome. The feed's history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.feed import Feed
from articles.models.import_run import ImportRun
from factcheck.states import Transitions, guard

MOVES: Transitions = {
    "QUEUED": ("RUNNING",),
    "RUNNING": ("IMPORTING", "DONE"),
    "IMPORTING": ("DONE",),
}


class FeedFetch(models.Model):
    """One look at a feed. IMPORTING lasts until its run is finished and the files of a folder are moved away.

    `bytes` is the size of what came, `ms` what gathering it took. `files` holds what was taken from a folder:
    `[{name, path, stamp}]`, the path percent-encoded. `foreseen` is what a dry run found, and all it stores.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", "Queued"
        RUNNING = "RUNNING", "Fetching"
        IMPORTING = "IMPORTING", "Importing"
        DONE = "DONE", "Done"

    class Kind(models.TextChoices):
        SCHEDULED = "scheduled", "On schedule"
        BY_HAND = "by_hand", "By hand"
        DRY = "dry", "Dry run"

    class Outcome(models.TextChoices):
        NEW = "new", "New content"
        UNCHANGED = "unchanged", "Unchanged"
        FAILED = "failed", "Failed"
        REFUSED = "refused", "Refused"

    TRANSITIONS = MOVES
    UNDELIVERED = (Outcome.FAILED, Outcome.REFUSED)

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, db_index=False, related_name="fetches")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SCHEDULED)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    ms = models.PositiveIntegerField(null=True, blank=True)
    run = models.OneToOneField(ImportRun, on_delete=models.SET_NULL, null=True, related_name="fetch")
    files = models.JSONField(default=list, blank=True)
    foreseen = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "fetch"
        indexes = [
            # the history of a feed, newest first
            models.Index(name="fetch_by_feed", fields=["feed", "-id"]),
            # due.unfinished_fetches: fetches that are not done
            models.Index(name="fetch_unfinished", fields=["id"], condition=~Q(state="DONE")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_fetch_of_a_feed_at_a_time",
                fields=["feed"],
                condition=~Q(state="DONE") & ~Q(kind="dry"),
            ),
            models.UniqueConstraint(
                name="one_dry_run_of_a_feed_at_a_time",
                fields=["feed"],
                condition=~Q(state="DONE") & Q(kind="dry"),
            ),
            models.CheckConstraint(
                name="fetch_is_done_iff_it_has_ended",
                condition=Q(state="DONE", finished_at__isnull=False) & ~Q(outcome="")
                | Q(state="IMPORTING", finished_at__isnull=True, outcome="new")
                | Q(state__in=["QUEUED", "RUNNING"], finished_at__isnull=True, outcome=""),
            ),
            models.CheckConstraint(
                name="undelivered_fetch_says_why",
                condition=~Q(outcome__in=["failed", "refused"]) | ~Q(reason=""),
            ),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return f"fetch {self.pk} of feed {self.feed_id}"

    @property
    def is_done(self) -> bool:
        """Return whether this fetch has come to its end."""
        return self.state == self.State.DONE
