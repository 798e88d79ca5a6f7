"""A citation: our use of one passage of a source in one verdict. Append-only by trigger."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from reviews.models.snapshot import Snapshot
from reviews.models.verdict import Verdict


class Citation(models.Model):
    """Footnote `number` of a verdict: words locked to a snapshot's text, or an offline source."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        REFUTES = "refutes", "Refutes"
        CONTEXT = "context", "Context"

    class SourceType(models.TextChoices):
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ANONYMOUS = "anonymous", "Anonymous"

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, db_index=False, related_name="citations")
    number = models.PositiveSmallIntegerField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="citations")
    offline_source = models.TextField(blank=True)
    locator = models.TextField(blank=True)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    source_type = models.CharField(max_length=10, choices=SourceType.choices)
    exact = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["verdict", "number"]
        constraints = [
            models.UniqueConstraint(name="one_citation_per_verdict_and_number", fields=["verdict", "number"]),
            models.CheckConstraint(
                name="citation_is_captured_or_offline",
                condition=Q(snapshot__isnull=False, start__isnull=False, offline_source="")
                | Q(snapshot__isnull=True, start__isnull=True) & ~Q(offline_source=""),
            ),
            models.CheckConstraint(name="citation_quotes_words", condition=~Q(exact="")),
            models.CheckConstraint(name="citation_numbers_start_at_1", condition=Q(number__gte=1)),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"[{self.number}]"
