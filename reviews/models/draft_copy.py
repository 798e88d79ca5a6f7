"""A draft's copy: what one window holds while another window of the same editor has a later text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from reviews.models.review_task import ReviewTask


class DraftCopy(models.Model):
    """`data` is as that of a `Draft`. It hangs on the task, for it outlives the draft that is handed in."""

    task = models.ForeignKey(
        ReviewTask, on_delete=models.CASCADE, db_index=False, related_name="draft_copies"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    from_window = models.UUIDField()
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "draft copies"
        constraints = [
            models.UniqueConstraint(
                name="one_copy_of_a_draft_per_window", fields=["task", "editor", "from_window"]
            )
        ]

    def __str__(self) -> str:
        return f"copy of the draft of {self.editor_id} on {self.task_id}"
