"""Rating scales: versioned sets of ratings; a verdict keeps the version it was given under."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class RatingScale(models.Model):
    """A named set of ratings in one version."""

    name = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_scale_per_name_and_version", fields=["name", "version"])
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Rating(models.Model):
    """A label of a scale. `value` is a number on scalar rows only; `mark` is how a proof shows it."""

    class Mark(models.TextChoices):
        """The colour, line pattern and glyph of a settled statement; the same everywhere."""

        CONFIRMED = "confirmed", "Confirmed"
        CHANGE = "change", "Must change"
        UNPROVEN = "unproven", "Cannot be confirmed"
        DISPUTED = "disputed", "Disputed"
        NONE = "none", "Not checkable"

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, db_index=False, related_name="ratings")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    definition = models.TextField()
    position = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    mark = models.CharField(max_length=10, choices=Mark.choices)

    class Meta:
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(name="one_rating_per_scale_and_key", fields=["scale", "key"]),
            models.UniqueConstraint(name="one_rating_per_scale_and_position", fields=["scale", "position"]),
            models.CheckConstraint(
                name="rating_value_starts_at_1", condition=Q(value__isnull=True) | Q(value__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.label
