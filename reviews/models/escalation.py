"""An escalation: somebody handed a task to a lead, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from reviews.models.review_task import ReviewTask


class Escalation(models.Model):
    """`note` is what the lead is to decide, in the words of the person who escalated."""

    task = models.ForeignKey(ReviewTask, on_delete=models.PROTECT, related_name="escalations")
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    note = models.TextField()
    escalated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="escalation_has_a_note", condition=~Q(note="")),
            models.CheckConstraint(
                name="escalation_goes_to_somebody_else", condition=~Q(to=F("escalated_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} escalated to {self.to_id}"
