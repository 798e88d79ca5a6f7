"""A relation: two claims cannot both hold, quote one saying in other words, or one is a case of the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from factcheck.states import Transitions, guard
from reviews.models.claim import Claim

RELATION_MOVES: Transitions = {"SUGGESTED": ("CONFIRMED", "REJECTED")}


class ClaimRelation(models.Model):
    """Two claims, the older first, and in which words they contradict, misquote or narrow each other.

    `narrower` is the one that is a special case of the other, of the kind `narrows` alone.
    `differences` are as `Difference.as_json` gives them: slot, the words of `a` and of `b`, a sentence.
    """

    class State(models.TextChoices):
        SUGGESTED = "SUGGESTED", "Suggested"
        CONFIRMED = "CONFIRMED", "Confirmed"
        REJECTED = "REJECTED", "Rejected"

    class Kind(models.TextChoices):
        CONTRADICTS = "contradicts", "Contradicts"
        QUOTE = "quote", "Quotes in other words"
        NARROWS = "narrows", "Is a special case"

    TRANSITIONS = RELATION_MOVES

    claim_a = models.ForeignKey(Claim, on_delete=models.PROTECT, db_index=False, related_name="relations_to")
    claim_b = models.ForeignKey(
        Claim, on_delete=models.PROTECT, db_index=False, related_name="relations_from"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CONTRADICTS)
    narrower = models.ForeignKey(
        Claim, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    differences = models.JSONField()
    score = models.FloatField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED)
    created_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "relation"
        constraints = [
            # conflicts.conflicts: by the older claim
            models.UniqueConstraint(name="one_relation_per_two_claims", fields=["claim_a", "claim_b"]),
            models.CheckConstraint(
                name="relation_names_the_older_claim_first", condition=Q(claim_a__lt=F("claim_b"))
            ),
            models.CheckConstraint(
                name="relation_decided_by_and_at_together",
                condition=Q(state="SUGGESTED", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="SUGGESTED") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_narrowing_says_which_of_the_two_is_narrower",
                condition=~Q(kind="narrows") & Q(narrower__isnull=True)
                | Q(kind="narrows", narrower__isnull=False)
                & (Q(narrower=F("claim_a")) | Q(narrower=F("claim_b"))),
            ),
        ]
        indexes = [
            # conflicts.conflicts: by the newer claim
            models.Index(name="relation_by_newer_claim", fields=["claim_b"]),
        ]
        triggers = [guard(RELATION_MOVES)]

    def __str__(self) -> str:
        return f"{self.claim_a_id} {self.kind} {self.claim_b_id}: {self.state}"
