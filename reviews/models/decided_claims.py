"""The claims that people decided on: what a desk's model learns from."""

from __future__ import annotations

from django.db.models import BooleanField, Case, QuerySet, Value, When

from reviews.models.claim import Claim
from reviews.models.claim_match import ClaimMatch
from reviews.models.task_skip import TaskSkip
from reviews.models.verdict import Verdict


def decided_claims() -> QuerySet[Claim]:
    """Return the live claims that somebody decided on, each with `wanted`: did they want it checked?

    Dismissed: no, whatever came before. Checked (a verdict was handed in) or marked by hand: yes. Skipped by
    somebody and neither checked nor marked: no. One that was split says nothing: its parts do.
    """
    checked = Verdict.objects.values("claim")
    marked = ClaimMatch.objects.filter(method="hand", state="CONFIRMED").values("claim")
    skipped = TaskSkip.objects.filter(task__kind__in=["CHECK", "RECHECK"]).values("task__claim")
    wanted = Case(
        When(dismissed_at__isnull=False, then=Value(False)),
        When(pk__in=checked, then=Value(True)),
        When(pk__in=marked, then=Value(True)),
        When(pk__in=skipped, then=Value(False)),
        output_field=BooleanField(null=True),
    )
    return (
        Claim.objects.live()
        .filter(split_at__isnull=True)
        .annotate(wanted=wanted)
        .filter(wanted__isnull=False)
    )
