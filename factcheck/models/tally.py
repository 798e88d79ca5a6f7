"""An amount added to one of the desk's counters; the counter is the sum of its rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Tally(models.Model):
    """What was counted at one time, such as `entries`, `created`, 50. Rows are added, and folded to sums.

    They are never updated: any number of workers count at once without waiting for each other.
    """

    name = models.CharField(max_length=40)
    label = models.CharField(max_length=40)
    amount = models.FloatField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [models.CheckConstraint(name="tally_only_grows", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.name} {self.label}: {self.amount}"
