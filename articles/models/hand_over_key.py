"""A key that a caller gave to a hand-over, so that sending it again makes no second run."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.import_run import ImportRun
from factcheck.models import Desk


class HandOverKey(models.Model):
    """One caller's key at one desk. `fingerprint` is the SHA-256, in hex, of all that was handed over."""

    MOST = 255

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, db_index=False, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    key = models.CharField(max_length=MOST)
    fingerprint = models.CharField(max_length=64)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_run_per_desk_caller_and_key", fields=["desk", "user", "key"]),
            models.CheckConstraint(name="hand_over_key_says_something", condition=~Q(key="")),
        ]
        indexes = [
            # hand_over_keys.forget: keys past their time, oldest first
            models.Index(name="hand_over_key_by_age", fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"key of import {self.run_id}"
