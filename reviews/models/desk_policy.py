"""A desk's standards, as data; `policy.py` evaluates them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from factcheck.models import Desk
from reviews.models.rating import RatingScale


class DeskPolicy(models.Model):
    """What a verdict of this desk needs, and how its work is handed out. Times are in minutes."""

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="policy")
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+")
    min_independent_sources = models.PositiveSmallIntegerField(default=1)
    primary_source_required = models.BooleanField(default=False)
    work_limit = models.PositiveSmallIntegerField(default=3)
    lease_minutes = models.PositiveSmallIntegerField(default=30)
    assignment_minutes = models.PositiveSmallIntegerField(default=60)
    idle_minutes = models.PositiveSmallIntegerField(default=30)
    worthiness_floor = models.FloatField(null=True, blank=True)

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
        ]

    def __str__(self) -> str:
        return f"standards of {self.desk}"
