"""A skip: an editor passed a task by, with the reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from reviews.models.review_task import ReviewTask


class TaskSkip(models.Model):
    """Who skipped which task and why; hand-out does not offer it to them again."""

    task = models.ForeignKey(ReviewTask, on_delete=models.PROTECT, db_index=False, related_name="skips")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    reason = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_skip_per_task_and_editor", fields=["task", "editor"]),
            models.CheckConstraint(name="skip_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.editor_id} skipped {self.task_id}"
