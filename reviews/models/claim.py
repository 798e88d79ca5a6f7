"""A claim: one checkable assertion, whoever repeats it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from factcheck.models import Desk


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Reads of claims."""

    def of(self, desk: Desk) -> ClaimQuerySet:
        """Return the claims of one desk."""
        return self.filter(desk=desk)

    def live(self) -> ClaimQuerySet:
        """Return the claims that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Claim(models.Model):
    """An assertion in neutral words. A merged claim points to the one that took its place."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="claims")
    text = models.TextField()
    claimant = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    fingerprint = models.CharField(max_length=64)
    # claims in like words share a number; an empty sketch is never a candidate (matching.sketch)
    sketch = ArrayField(models.IntegerField(), default=list, db_default=[])
    check_worthiness = models.FloatField(default=0.0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    dismissal = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_claim_per_desk_language_and_fingerprint",
                fields=["desk", "language", "fingerprint"],
                condition=Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="claim_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
            ),
            models.CheckConstraint(
                name="dismissal_has_who_when_and_why",
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True, dismissal="")
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False) & ~Q(dismissal=""),
            ),
        ]
        indexes = [
            # claim_list: claims by words of their text
            GinIndex(name="claim_text_trigrams", fields=["text"], opclasses=["gin_trgm_ops"]),
            # candidates.suggest: claims in like words; no pending list, for each search would walk it
            GinIndex(name="claim_sketch", fields=["sketch"], fastupdate=False),
            # claim_writing.write: claims that were merged away, to follow them to the survivor
            models.Index(
                name="claim_merged_away",
                fields=["desk", "language", "fingerprint"],
                condition=Q(merged_into__isnull=False),
            ),
            # the claims of a desk, newest first
            models.Index(name="claim_by_desk", fields=["desk", "-id"]),
        ]

    def __str__(self) -> str:
        return self.text
