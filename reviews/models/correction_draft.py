"""A correction's draft: what an editor has typed of a new version of a published verdict."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from reviews.models.verdict import Verdict


class CorrectionDraft(models.Model):
    """`data` is as that of a `Draft`. A correction has no task, so its draft belongs to the verdict."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, db_index=False, related_name="drafts")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_draft_per_verdict_and_editor", fields=["verdict", "editor"])
        ]

    def __str__(self) -> str:
        return f"draft of {self.editor_id} on {self.verdict_id}"
