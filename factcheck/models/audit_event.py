"""The audit record: what was done, to what, by whom, when. Append-only by trigger."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from factcheck.models.desk import Desk


class AuditEvent(models.Model):
    """One act. `target` is text such as `reviews.verdict:17`, so the record never blocks or cascades."""

    action = models.CharField(max_length=60)
    target = models.CharField(max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, null=True, related_name="+")
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            # history of one object, newest first
            models.Index(name="audit_by_target", fields=["target", "-id"]),
            # what happened at a desk today
            models.Index(name="audit_by_desk", fields=["desk", "-id"]),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
