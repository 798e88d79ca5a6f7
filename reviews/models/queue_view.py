"""A saved view of the queue: a tab with its filters, under a name that a person gave it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.models import Desk


class QueueView(models.Model):
    """`query` is what stands in the address behind the question mark: the address itself can be shared."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, db_index=False, related_name="queue_views")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [
            # also the queue page: a person's views at a desk
            models.UniqueConstraint(name="one_view_per_person_and_name", fields=["owner", "desk", "name"]),
            models.CheckConstraint(name="queue_view_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
