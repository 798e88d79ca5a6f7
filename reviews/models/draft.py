"""A draft: what an editor has typed on a task. Its own row, so that it outlives the lease."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from reviews.models.review_task import ReviewTask


class Draft(models.Model):
    """`data` is {rating, summary, explanation, correction_note, citations: [...]}, all as typed.

    `version` rises by one with each save. `from_window` is the browser window that saved last (none over the
    API), `serial` the how manieth save of that window it was: an older one that arrives late changes nothing.
    """

    task = models.ForeignKey(ReviewTask, on_delete=models.CASCADE, db_index=False, related_name="drafts")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(db_default=1)
    from_window = models.UUIDField(null=True)
    serial = models.PositiveIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_draft_per_task_and_editor", fields=["task", "editor"])
        ]

    def __str__(self) -> str:
        return f"draft of {self.editor_id} on {self.task_id}"
