"""A verdict: our finding on a claim, with its reasons. Content frozen, never deleted; history stays."""

from __future__ import annotations

from collections.abc import Sequence

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from factcheck.models import Membership
from factcheck.states import Transitions, guard
from reviews.models.claim import Claim
from reviews.models.rating import Rating

MOVES: Transitions = {
    "SUBMITTED": ("APPROVED", "RETURNED"),
    "APPROVED": ("PUBLISHED", "RETURNED"),
    "PUBLISHED": ("SUPERSEDED", "RETRACTED"),
}


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Reads of verdicts."""

    def visible_to(self, places: Sequence[Membership]) -> VerdictQuerySet:
        """Return the verdicts on claims that somebody with these memberships may see; nobody is ()."""
        return self.exclude(claim__in=Claim.objects.hidden_from(places).values("pk"))


class Verdict(models.Model):
    """One version of our finding. Only its state, and who moved it when, ever change."""

    class State(models.TextChoices):
        SUBMITTED = "SUBMITTED", "Waits for approval"
        APPROVED = "APPROVED", "Approved"
        RETURNED = "RETURNED", "Returned"
        PUBLISHED = "PUBLISHED", "Published"
        SUPERSEDED = "SUPERSEDED", "Superseded"
        RETRACTED = "RETRACTED", "Retracted"

    TRANSITIONS = MOVES
    SIGNED = ("APPROVED", "PUBLISHED", "SUPERSEDED", "RETRACTED")
    SUMMARY_LIMIT = 300

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, db_index=False, related_name="verdicts")
    version = models.PositiveIntegerField()
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, db_index=False, related_name="+")
    summary = models.CharField(max_length=SUMMARY_LIMIT)
    explanation = models.TextField()
    correction_note = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    submitted_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    return_comment = models.TextField(blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    retracted_at = models.DateTimeField(null=True, blank=True)
    retraction_note = models.TextField(blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "version"]
        constraints = [
            models.UniqueConstraint(name="one_verdict_per_claim_and_version", fields=["claim", "version"]),
            models.UniqueConstraint(
                name="one_published_verdict_per_claim", fields=["claim"], condition=Q(state="PUBLISHED")
            ),
            models.UniqueConstraint(
                name="one_pending_verdict_per_claim",
                fields=["claim"],
                condition=Q(state__in=["SUBMITTED", "APPROVED"]),
            ),
            models.CheckConstraint(
                name="four_eyes", condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author"))
            ),
            models.CheckConstraint(
                name="approved_before_published",
                condition=~Q(state__in=["APPROVED", "PUBLISHED", "SUPERSEDED", "RETRACTED"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="published_has_who_and_when",
                condition=~Q(state__in=["PUBLISHED", "SUPERSEDED", "RETRACTED"])
                | Q(published_by__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_has_who_when_and_why",
                condition=~Q(state="RETURNED")
                | Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(return_comment=""),
            ),
            models.CheckConstraint(
                name="retracted_has_who_when_and_why",
                condition=~Q(state="RETRACTED")
                | Q(retracted_by__isnull=False, retracted_at__isnull=False) & ~Q(retraction_note=""),
            ),
            models.CheckConstraint(
                name="verdict_says_what_and_why", condition=~Q(summary="") & ~Q(explanation="")
            ),
        ]
        indexes = [
            # verdicts that an editor may publish
            models.Index(name="verdict_approved", fields=["claim"], condition=Q(state="APPROVED")),
        ]
        triggers = [
            guard(MOVES),
            pgtrigger.ReadOnly(
                name="content_frozen",
                fields=[
                    "claim",
                    "version",
                    "rating",
                    "summary",
                    "explanation",
                    "correction_note",
                    "author",
                    "submitted_at",
                ],
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"verdict {self.version} on claim {self.claim_id}"
