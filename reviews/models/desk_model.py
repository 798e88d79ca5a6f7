"""A desk's model: what one training on its decisions learned, its figures, and whether it ranks."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from factcheck.models import Desk
from factcheck.states import Transitions, guard

MOVES: Transitions = {
    "CANDIDATE": ("ACTIVE", "REFUSED"),
    "ACTIVE": ("RETIRED", "ROLLED_BACK"),
    "RETIRED": ("ACTIVE",),
}


class DeskModel(models.Model):
    """One training of a desk and language: `decisions` is how many it knew; what it learned is JSON."""

    class State(models.TextChoices):
        CANDIDATE = "CANDIDATE", "Candidate"
        ACTIVE = "ACTIVE", "Active"
        REFUSED = "REFUSED", "Refused"
        RETIRED = "RETIRED", "Retired"
        ROLLED_BACK = "ROLLED_BACK", "Rolled back"

    TRANSITIONS = MOVES

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="models")
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=11, choices=State.choices, default=State.CANDIDATE)
    coefficients = models.JSONField()
    figures = models.JSONField()
    decisions = models.PositiveIntegerField()
    trained_at = models.DateTimeField(db_default=Now())
    rolled_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    rolled_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "model"
        constraints = [
            models.UniqueConstraint(
                name="one_model_per_desk_language_and_number", fields=["desk", "language", "number"]
            ),
            # actions.ranking: the model that ranks a claim
            models.UniqueConstraint(
                name="one_active_model_per_desk_and_language",
                fields=["desk", "language"],
                condition=Q(state="ACTIVE"),
            ),
            models.CheckConstraint(
                name="model_rolled_back_by_a_person_at_a_time",
                condition=Q(rolled_back_by__isnull=True, rolled_back_at__isnull=True)
                & ~Q(state="ROLLED_BACK")
                | Q(rolled_back_by__isnull=False, rolled_back_at__isnull=False, state="ROLLED_BACK"),
            ),
        ]
        triggers = [
            guard(MOVES),
            pgtrigger.ReadOnly(
                name="training_frozen",
                fields=["desk", "language", "number", "coefficients", "figures", "decisions", "trained_at"],
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"model {self.number} of {self.desk} for {self.language}"
