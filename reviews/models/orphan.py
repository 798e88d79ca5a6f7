"""An orphan: a decided match whose words stand no more in the article's new text, until a person decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from factcheck.models import Desk
from factcheck.states import Transitions, guard
from reviews.models.claim import Claim
from reviews.models.claim_match import ClaimMatch

MOVES: Transitions = {"OPEN": ("ATTACHED", "GONE", "FOUND")}


class OrphanQuerySet(models.QuerySet["Orphan"]):
    """Reads of orphans."""

    def open(self) -> OrphanQuerySet:
        """Return those that wait for a decision."""
        return self.filter(state="OPEN", match__claim__merged_into__isnull=True)

    def of_claim(self, claim: Claim) -> OrphanQuerySet:
        """Return the orphans of one claim."""
        return self.filter(match__claim=claim)

    def at(self, desk: Desk | int) -> OrphanQuerySet:
        """Return the orphans of one desk."""
        return self.filter(match__claim__desk=desk)


class Orphan(models.Model):
    """The old match, the revision that lost it, its new wording there (`near`) if any, and what was decided.

    `fate` and `why` are those of `articles.revision_diff`. Found: the words came back by themselves.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", "Waits for a decision"
        ATTACHED = "ATTACHED", "Attached to a statement"
        GONE = "GONE", "Gone from the article"
        FOUND = "FOUND", "Its words came back"

    TRANSITIONS = MOVES

    match = models.ForeignKey(ClaimMatch, on_delete=models.CASCADE, db_index=False, related_name="orphans")
    revision = models.ForeignKey(ArticleRevision, on_delete=models.PROTECT, related_name="orphans")
    near = models.ForeignKey(Statement, on_delete=models.PROTECT, db_index=False, null=True, related_name="+")
    fate = models.CharField(max_length=10)
    why = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = OrphanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_orphan_per_match_and_revision", fields=["match", "revision"]),
            models.CheckConstraint(
                name="orphan_is_attached_to_a_statement_iff_found",
                condition=Q(state__in=["OPEN", "GONE"], statement__isnull=True)
                | Q(state__in=["ATTACHED", "FOUND"], statement__isnull=False),
            ),
            models.CheckConstraint(
                name="orphan_decided_at_iff_decided",
                condition=Q(state="OPEN", decided_at__isnull=True)
                | ~Q(state="OPEN") & Q(decided_at__isnull=False),
            ),
        ]
        indexes = [
            # rechecking: the open orphans of a claim
            models.Index(name="orphan_open", fields=["match"], condition=Q(state="OPEN")),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return f"{self.match_id} {self.fate} in revision {self.revision_id}"
