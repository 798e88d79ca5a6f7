"""A merge: one claim took another's place; what went over is kept, so that the two can be parted again."""

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
from reviews.models.claim_match import ClaimMatch

MERGE_MOVES: Transitions = {"STANDING": ("UNDONE",)}


class ClaimMergeQuerySet(models.QuerySet["ClaimMerge"]):
    """Reads of merges."""

    def standing(self) -> ClaimMergeQuerySet:
        """Return the merges that nobody has undone."""
        return self.filter(state="STANDING")

    def visible_to(self, places: Sequence[Membership]) -> ClaimMergeQuerySet:
        """Return the merges of two claims that somebody with these memberships may both see; nobody is ()."""
        hidden = Claim.objects.hidden_from(places).values("pk")
        return self.exclude(Q(claim__in=hidden) | Q(into__in=hidden))


class ClaimMerge(models.Model):
    """`claim` gave its place to `into`: by the word of `merged_by`, or by the machine's where that is null.

    `match` is the match whose confirmation brought it about, with its score, if one did. `taken` holds what
    `actions.merge_undoing` needs to make two claims of them again.
    """

    class State(models.TextChoices):
        STANDING = "STANDING", "Stands"
        UNDONE = "UNDONE", "Undone"

    TRANSITIONS = MERGE_MOVES

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, db_index=False, related_name="merges_away")
    into = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="merges_here")
    # a later merge may drop the match, and put it back when that is undone
    match = models.ForeignKey(
        ClaimMatch, on_delete=models.DO_NOTHING, null=True, related_name="merges", db_constraint=False
    )
    score = models.FloatField(null=True)
    taken = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.STANDING)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    merged_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimMergeQuerySet.as_manager()

    class Meta:
        verbose_name = "merge"
        constraints = [
            # merge_undoing.undo, claim_page: the merge that a claim went away by
            models.UniqueConstraint(
                name="one_standing_merge_per_claim", fields=["claim"], condition=Q(state="STANDING")
            ),
            # whatever became of it: what people parted, the machine never joins again
            models.UniqueConstraint(
                name="the_machine_merges_a_pair_once",
                fields=["claim", "into"],
                condition=Q(merged_by__isnull=True),
            ),
            models.CheckConstraint(name="merge_is_of_two_claims", condition=~Q(claim=F("into"))),
            models.CheckConstraint(
                name="merge_undone_by_a_person_at_a_time",
                condition=Q(state="STANDING", undone_by__isnull=True, undone_at__isnull=True)
                | Q(state="UNDONE", undone_by__isnull=False, undone_at__isnull=False),
            ),
            models.CheckConstraint(
                name="the_machine_merges_by_a_match_with_a_score",
                condition=Q(merged_by__isnull=False) | Q(match__isnull=False, score__isnull=False),
            ),
        ]
        triggers = [
            guard(MERGE_MOVES),
            pgtrigger.ReadOnly(name="taken_frozen", exclude=["state", "undone_by", "undone_at"]),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} merged into {self.into_id}: {self.state}"

    @property
    def is_by_machine(self) -> bool:
        """Return whether no person's word brought it about."""
        return self.merged_by_id is None
