"""A claim: one checkable assertion, whoever repeats it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from articles.models import Article
from factcheck.models import Desk, Membership


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Reads of claims."""

    def of(self, desk: Desk) -> ClaimQuerySet:
        """Return the claims of one desk."""
        return self.filter(desk=desk)

    def live(self) -> ClaimQuerySet:
        """Return the claims that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def hidden_from(self, places: Sequence[Membership]) -> ClaimQuerySet:
        """Return the claims that only articles make which somebody with these memberships may not see.

        So are those merged into a claim that such an article makes: their words may be from there.
        """
        article = "matches__statement__revision__article"
        embargoed = Article.objects.hidden_from(places).values("pk")
        secret = Claim.objects.filter(**{f"{article}__in": embargoed})
        free = Q(**{f"{article}__embargoed_until__isnull": True})
        free |= Q(**{f"{article}__embargoed_until__lte": Now()})
        told = Claim.objects.filter(free, pk=OuterRef("pk"), matches__state="CONFIRMED")
        only_there = Q(pk__in=secret.values("pk")) & ~Exists(told)
        return self.filter(only_there | Q(merged_into__in=secret.values("pk")))

    def visible_to(self, places: Sequence[Membership]) -> ClaimQuerySet:
        """Return the claims that somebody with these memberships may see; nobody is ()."""
        return self.exclude(pk__in=Claim.objects.hidden_from(places).values("pk"))


class Claim(models.Model):
    """An assertion in neutral words. A merged claim points to the one that took its place."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="claims")
    text = models.TextField()
    claimant = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    fingerprint = models.CharField(max_length=64)
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
    # dismissed because people split its sentence into the claims it joins: no word against its worth
    split_at = models.DateTimeField(null=True, blank=True)
    # whether its search terms are stored; a release that knows of none leaves what PostgreSQL puts there
    searchable = models.BooleanField(default=True, db_default=False, editable=False)

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
            models.CheckConstraint(
                name="split_claim_is_dismissed",
                condition=Q(split_at__isnull=True) | Q(dismissed_at__isnull=False),
            ),
        ]
        indexes = [
            # claim_list: claims by words of their text
            GinIndex(name="claim_text_trigrams", fields=["text"], opclasses=["gin_trgm_ops"]),
            # claim_writing.write: claims that were merged away, to follow them to the survivor
            models.Index(
                name="claim_merged_away",
                fields=["desk", "language", "fingerprint"],
                condition=Q(merged_into__isnull=False),
            ),
            # indexing.index_due: claims without search terms, the newest first
            models.Index(name="claim_to_index", fields=["-id"], condition=Q(searchable=False)),
            # the claims of a desk, newest first
            models.Index(name="claim_by_desk", fields=["desk", "-id"]),
        ]

    def __str__(self) -> str:
        return self.text
