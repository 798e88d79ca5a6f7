"""A desk's standards, as data; `policy.py` evaluates them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from factcheck.models import Desk
from reviews.models.rating import RatingScale

_SOME = MinValueValidator(1)
_A_WEEK = MaxValueValidator(7 * 24 * 60)
_A_SHARE = [MinValueValidator(0.4), MaxValueValidator(1.0)]
_A_HIGH_SHARE = [MinValueValidator(0.7), MaxValueValidator(1.0)]


class DeskPolicy(models.Model):
    """What a verdict of this desk needs, and how its work is handed out. Times are in minutes.

    A match is suggested from the score `suggest_from` on, and confirmed by the machine from `confirm_from` on
    (None: never).
    `floor_lowered_at` is set while claims that waited under the floor may still have to get their checks,
    `ranked_anew_at` while open checks may still stand in the order of a model that ranks no more.
    """

    class Suggestions(models.TextChoices):
        BEFORE = "before", "Shown from the start"
        AFTER = "after", "Held back until the editor has chosen a rating"
        OFF = "off", "Never shown"

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="policy")
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+")
    min_independent_sources = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(10)])
    primary_source_required = models.BooleanField(default=False)
    work_limit = models.PositiveSmallIntegerField(default=3, validators=[_SOME, MaxValueValidator(100)])
    lease_minutes = models.PositiveSmallIntegerField(default=30, validators=[_SOME, _A_WEEK])
    assignment_minutes = models.PositiveSmallIntegerField(default=60, validators=[_SOME, _A_WEEK])
    idle_minutes = models.PositiveSmallIntegerField(default=30, validators=[_SOME, _A_WEEK])
    worthiness_floor = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    ai_suggestions = models.CharField(
        max_length=6,
        choices=Suggestions.choices,
        default=Suggestions.BEFORE,
        db_default=Suggestions.BEFORE,
    )
    suggest_from = models.FloatField(default=0.6, db_default=0.6, validators=_A_SHARE)
    confirm_from = models.FloatField(null=True, blank=True, validators=_A_HIGH_SHARE)
    floor_lowered_at = models.DateTimeField(null=True, blank=True, editable=False)
    ranked_anew_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policy_limits_are_positive",
                condition=Q(
                    work_limit__gte=1, lease_minutes__gte=1, assignment_minutes__gte=1, idle_minutes__gte=1
                ),
            ),
            models.CheckConstraint(
                name="policy_floor_between_0_and_1",
                condition=Q(worthiness_floor__isnull=True)
                | Q(worthiness_floor__gte=0.0, worthiness_floor__lte=1.0),
            ),
            models.CheckConstraint(
                name="policy_suggests_what_is_alike",
                condition=Q(suggest_from__gte=0.4, suggest_from__lte=1.0),
            ),
            models.CheckConstraint(
                name="policy_confirms_what_is_very_alike",
                condition=Q(confirm_from__isnull=True) | Q(confirm_from__gte=0.7, confirm_from__lte=1.0),
            ),
            models.CheckConstraint(
                name="policy_suggestions_before_after_or_off",
                condition=Q(ai_suggestions__in=["before", "after", "off"]),
            ),
        ]

    def __str__(self) -> str:
        return f"standards of {self.desk}"
