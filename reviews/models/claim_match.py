"""A match: the judgement that a statement makes a claim."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.models import Article, Statement
from factcheck.models import Membership
from factcheck.states import Transitions, guard
from reviews.models.claim import Claim

# Undoing a merge that a confirmation brought about says that the statement does not make the claim.
MOVES: Transitions = {"SUGGESTED": ("CONFIRMED", "REJECTED"), "CONFIRMED": ("REJECTED",)}


class ClaimMatchQuerySet(models.QuerySet["ClaimMatch"]):
    """Reads of matches."""

    def now(self) -> ClaimMatchQuerySet:
        """Return the confirmed matches of the texts that are articles' latest."""
        return self.filter(state="CONFIRMED", statement__revision__is_latest=True)

    def visible_to(self, places: Sequence[Membership]) -> ClaimMatchQuerySet:
        """Return the matches of statements that somebody with these memberships may see."""
        return self.exclude(statement__revision__article__in=Article.objects.hidden_from(places).values("pk"))


class ClaimMatch(models.Model):
    """Statement (or the words of it from `start` to `end`, code points inside it) and claim.

    `confirm_due` is set on a suggestion that reaches the score from which its desk lets the machine confirm,
    until the machine has looked at it (`actions.confirming`).
    """

    class State(models.TextChoices):
        SUGGESTED = "SUGGESTED", "Suggested"
        CONFIRMED = "CONFIRMED", "Confirmed"
        REJECTED = "REJECTED", "Rejected"

    class Method(models.TextChoices):
        FINGERPRINT = "fingerprint", "Same words"
        TRIGRAM = "trigram", "Similar words"
        MEANING = "meaning", "Similar meaning"
        HAND = "hand", "Marked by hand"

    TRANSITIONS = MOVES

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, db_index=False, related_name="matches")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="matches")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    method = models.CharField(max_length=12, choices=Method.choices)
    score = models.FloatField(default=1.0)
    confirm_due = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimMatchQuerySet.as_manager()

    class Meta:
        verbose_name = "match"
        constraints = [
            models.UniqueConstraint(name="one_match_per_statement_and_claim", fields=["statement", "claim"]),
            models.CheckConstraint(name="match_span_is_not_empty", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="match_decided_by_and_at_together",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [
            # the statements that make a claim
            models.Index(name="match_confirmed", fields=["claim"], condition=Q(state="CONFIRMED")),
            # the suggestions that wait for an editor
            models.Index(name="match_suggested", fields=["claim"], condition=Q(state="SUGGESTED")),
            # confirming.confirm_due: the suggestions that the machine may confirm by itself
            models.Index(name="match_confirm_due", fields=["id"], condition=Q(confirm_due=True)),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return f"{self.statement_id} makes {self.claim_id}: {self.state}"

    @property
    def exact(self) -> str:
        """Return the words of the statement that make the claim."""
        return self.statement.exact[self.start : self.end]

    @property
    def alone(self) -> str:
        """Return these words as they read alone: a whole row of a table with the names of its columns."""
        whole = self.start == 0 and self.end == len(self.statement.exact)
        return self.statement.alone if whole else self.exact
