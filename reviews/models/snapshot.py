"""A snapshot: the captured bytes of a source, when, from where, and their text. Frozen once captured."""

from __future__ import annotations

from collections.abc import Sequence

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from factcheck.models import Desk, Membership
from factcheck.states import Transitions, guard
from reviews.models.claim import Claim

MOVES: Transitions = {"PENDING": ("CAPTURED", "FAILED"), "FAILED": ("PENDING",)}


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Reads of captured pages."""

    def visible_to(self, places: Sequence[Membership]) -> SnapshotQuerySet:
        """Return the captured pages on claims that somebody with these memberships may see; nobody is ()."""
        return self.exclude(claim__in=Claim.objects.hidden_from(places).values("pk"))


class Snapshot(models.Model):
    """One capture of one address, asked for while checking `claim`."""

    class State(models.TextChoices):
        PENDING = "PENDING", "Being captured"
        CAPTURED = "CAPTURED", "Captured"
        FAILED = "FAILED", "Could not be captured"

    TRANSITIONS = MOVES

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="snapshots")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, db_index=False, related_name="snapshots")
    url = models.URLField(max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    requested_at = models.DateTimeField(db_default=Now())
    final_url = models.URLField(max_length=2000, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    media_type = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    title = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="captured_snapshot_is_complete",
                condition=~Q(state="CAPTURED")
                | Q(fetched_at__isnull=False, status__isnull=False) & ~Q(sha256="") & ~Q(text=""),
            ),
            models.CheckConstraint(
                name="failed_snapshot_has_a_reason", condition=~Q(state="FAILED") | ~Q(reason="")
            ),
        ]
        indexes = [
            # due.pending_snapshots: captures that no job has made yet
            models.Index(name="snapshot_pending", fields=["id"], condition=Q(state="PENDING")),
            # the evidence gathered for a claim, newest first
            models.Index(name="snapshot_by_claim", fields=["claim", "-id"]),
        ]
        triggers = [
            guard(MOVES),
            pgtrigger.Protect(
                name="captured_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="CAPTURED"),
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.url
