"""A desk's standards: changing them with an audit row, and opening what a lowered floor lets through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from factcheck import audit
from factcheck.models import Desk, User
from reviews.actions import claim_locks, tasks
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask

# What a lead may set, in the order of the page.
FIELDS = (
    "worthiness_floor",
    "min_independent_sources",
    "primary_source_required",
    "ai_suggestions",
    "suggest_from",
    "confirm_from",
    "work_limit",
    "lease_minutes",
    "assignment_minutes",
    "idle_minutes",
)
BATCH = 500

Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def change(*, desk: Desk, by: User, wanted: Mapping[str, Any]) -> Changes:
    """Set the `wanted` standards of `desk`; return {name: (old, new)} of those that differ, audited.

    Names are of FIELDS, values as their fields take them. A floor that is lowered or taken away marks the
    desk as due for `open_waiting`; one that is raised cancels nothing. Raises ValidationError by field.
    """
    if unknown := sorted(wanted.keys() - set(FIELDS)):
        known = ", ".join(FIELDS)
        raise ValidationError(dict.fromkeys(unknown, f"There is no such standard; there are: {known}."))
    policy = DeskPolicy.objects.select_for_update().get(desk=desk)
    old = {name: getattr(policy, name) for name in wanted}
    for name, value in wanted.items():
        setattr(policy, name, value)
    policy.clean_fields(exclude=[field.name for field in policy._meta.fields if field.name not in wanted])
    changes = {
        name: (was, getattr(policy, name)) for name, was in old.items() if was != getattr(policy, name)
    }
    if not changes:
        return {}
    if "worthiness_floor" in changes and is_lower(*changes["worthiness_floor"]):
        policy.floor_lowered_at = Now()
    policy.save(update_fields=[*changes, "floor_lowered_at"])
    audit.record("standards.changed", policy, by=by, desk=desk, changed=_told(changes))
    return changes


def is_lower(old: float | None, new: float | None) -> bool:
    """Return whether more claims reach the floor `new` than reached `old`; None lets every claim through."""
    return old is not None and (new is None or new < old)


def open_waiting(desk_id: int) -> int:
    """Open the checks of claims that waited under a floor which has been lowered; return how many.

    In batches, each a transaction, so it may be killed and run again: a claim that has its check is passed
    over. The desk stays due until no revision can still be in the hands of a job that read the old floor.
    """
    policy = DeskPolicy.objects.get(desk=desk_id)
    if policy.floor_lowered_at is None:
        return 0
    opened, last = 0, 0
    while keys := list(_waiting(policy).filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = keys[-1]
        opened += claim_locks.settled(lambda keys=keys: _open(keys))  # type: ignore[misc]  # bound at once
    longest = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    done = DeskPolicy.objects.filter(
        pk=policy.pk, floor_lowered_at=policy.floor_lowered_at, floor_lowered_at__lt=Now() - longest
    )
    with transaction.atomic():
        if done.update(floor_lowered_at=None):
            audit.record("standards.floor_applied", policy, by=None, desk=desk_id)
    return opened


def _open(keys: list[int]) -> int:
    live = Claim.objects.live().filter(pk__in=keys).values_list("pk", flat=True)
    claims = claim_locks.lock(live)
    return tasks.open_checks(tasks.needing_check(list(claims.values()), floor=None))


def _waiting(policy: DeskPolicy) -> QuerySet[Claim, int]:
    """Return the keys of claims that reach the floor, stand in a latest text and were never asked about."""
    stands = ClaimMatch.objects.filter(
        claim=OuterRef("pk"), state="CONFIRMED", statement__revision__is_latest=True
    )
    asked = ReviewTask.objects.filter(claim=OuterRef("pk"), state__in=["OPEN", "LEASED", "DONE"])
    rows = Claim.objects.live().filter(desk=policy.desk_id, dismissed_at__isnull=True)
    rows = rows.filter(~Exists(asked), Exists(stands))
    if policy.worthiness_floor is not None:
        rows = rows.filter(check_worthiness__gte=policy.worthiness_floor)
    return rows.values_list("pk", flat=True)


def _told(changes: Changes) -> dict[str, dict[str, Any]]:
    return {name: {"old": old, "new": new} for name, (old, new) in changes.items()}
