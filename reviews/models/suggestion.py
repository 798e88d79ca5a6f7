"""A suggestion: one machine output that reached a person, and what became of it by people's word."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from factcheck.models import Desk

_UNDECIDED = Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
_DECIDED = Q(decision__in=["accepted", "edited", "rejected"], decided_at__isnull=False)


def _changes(*fields: str) -> pgtrigger.Q:
    """Return the condition that an UPDATE changes one of `fields`."""
    differ = [pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields]
    return reduce(or_, differ)


class Suggestion(models.Model):
    """What a machine of one model and version said about `target` (text such as `reviews.claimmatch:17`).

    `input_sha256` is the hash of the words it judged, `output` what it said. `shown_at` is when it was first
    put before a person; it is missing where they decided without having seen it. A decision is set once.
    `overturned_at` is when people went back on an output that they had accepted.
    """

    class Kind(models.TextChoices):
        CHECKABILITY = "checkability", "Can it be verified"
        CHECK_WORTHINESS = "check_worthiness", "Does it deserve a check"
        MATCH = "match", "Does it say the same"
        RELATION = "relation", "How two claims stand to each other"
        SPLIT = "split", "Which claims a sentence holds"
        QUOTE_DIFFERENCE = "quote_difference", "How two quotes differ"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        EDITED = "edited", "Edited"
        REJECTED = "rejected", "Rejected"

    # the model of matches that took effect without a person's word
    CONFIRMING = "confirming"

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="suggestions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    model = models.CharField(max_length=50)
    version = models.CharField(max_length=50)
    input_sha256 = models.CharField(max_length=64)
    output = models.JSONField()
    target = models.CharField(max_length=100)
    created_at = models.DateTimeField(db_default=Now())
    shown_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="", db_default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    overturned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    overturned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # suggestions.record and decide: once for each output; article reports: by target
            models.UniqueConstraint(
                name="one_suggestion_per_target_kind_and_version",
                fields=["target", "kind", "model", "version"],
            ),
            models.CheckConstraint(
                name="suggestion_decided_by_a_person_at_a_time",
                condition=_UNDECIDED | _DECIDED & Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_overturned_only_when_accepted",
                condition=Q(overturned_by__isnull=True, overturned_at__isnull=True)
                | Q(overturned_by__isnull=False, overturned_at__isnull=False, decision="accepted"),
            ),
            models.CheckConstraint(
                name="suggestion_hash_is_whole", condition=Q(input_sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        indexes = [
            # the page “Machine and people”: the figures of a desk by kind and version
            models.Index(name="suggestion_by_desk", fields=["desk", "kind", "model", "version"]),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="output_frozen",
                exclude=[
                    "shown_at",
                    "decision",
                    "decided_by",
                    "decided_at",
                    "overturned_by",
                    "overturned_at",
                ],
            ),
            pgtrigger.Protect(
                name="decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False)
                & _changes("decision", "decided_by", "decided_at"),
            ),
            pgtrigger.Protect(
                name="shown_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__shown_at__isnull=False) & _changes("shown_at"),
            ),
            pgtrigger.Protect(
                name="overturned_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__overturned_at__isnull=False)
                & _changes("overturned_by", "overturned_at"),
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.model} {self.version} on {self.target}"
