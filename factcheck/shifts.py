"""Shifts: who is at work. On by a switch, off by it or by itself after idle time."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from factcheck import audit
from factcheck.models import Desk, Membership

TOUCH_EVERY = timedelta(seconds=60)


@transaction.atomic
def start(membership: Membership) -> None:
    """Put this person on shift, so that hand-out may assign tasks to them. Twice is once."""
    off = Membership.objects.filter(pk=membership.pk, on_shift_at__isnull=True)
    if off.update(on_shift_at=Now(), active_at=Now()):
        audit.record("shift.started", membership, by=membership.user, desk=membership.desk_id)


@transaction.atomic
def end(membership: Membership) -> None:
    """Take this person off shift. Twice is once."""
    on = Membership.objects.filter(pk=membership.pk, on_shift_at__isnull=False)
    if on.update(on_shift_at=None):
        audit.record("shift.ended", membership, by=membership.user, desk=membership.desk_id)


def touch(membership: Membership) -> None:
    """Note that this person is at work; writes at most once in TOUCH_EVERY, by the database clock."""
    Membership.objects.filter(pk=membership.pk).exclude(active_at__gt=Now() - TOUCH_EVERY).update(
        active_at=Now()
    )


def note(membership: Membership) -> None:
    """Touch a membership that was read for this request, unless it was touched a moment ago."""
    if membership.active_at is None or timezone.now() - membership.active_at > TOUCH_EVERY:
        touch(membership)


@transaction.atomic
def end_idle(desk: Desk, *, idle: timedelta) -> int:
    """End the shifts at `desk` of everybody not seen for `idle`; return how many."""
    gone = Membership.objects.filter(desk=desk, on_shift_at__isnull=False, active_at__lt=Now() - idle)
    ended = 0
    for membership in gone.select_for_update(skip_locked=True):
        Membership.objects.filter(pk=membership.pk).update(on_shift_at=None)
        audit.record("shift.ended_idle", membership, by=None, desk=desk)
        ended += 1
    return ended
