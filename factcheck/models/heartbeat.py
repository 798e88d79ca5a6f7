"""A heartbeat: when a process of the desk was last heard of."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Heartbeat(models.Model):
    """`name` is a worker's own, such as `general@newsroom`, or BEAT; each has one row."""

    BEAT = "beat"

    name = models.CharField(max_length=200, unique=True)
    heard_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
