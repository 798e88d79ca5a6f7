"""A desk: the tenant. Everything that is read or checked belongs to one."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class Desk(models.Model):
    """A group of editors with their own queue and standards."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=50, unique=True, validators=[RegexValidator(r"^[a-z0-9-]+\Z")])
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            # The slug names a Celery queue and a part of every address.
            models.CheckConstraint(name="desk_slug_is_lower_case", condition=Q(slug__regex=r"^[a-z0-9-]+$")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def queue(self) -> str:
        """Return the name of the desk's Celery queue."""
        return f"desk.{self.slug}"
