"""A claim's trace: what it says of whom or what, in numbers, so that an index finds claims on the same."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from reviews.models.claim import Claim


class ClaimTrace(models.Model):
    """The traces of one claim (`matching.traces`); written when it is first compared."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="trace")
    traces = ArrayField(models.IntegerField())

    class Meta:
        indexes = [
            # near_claims.near: claims of the same weeks on the same; a pending list would slow each search
            GinIndex(name="claim_traces", fields=["traces"], fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {len(self.traces)} traces"
