"""Hand-out: who gets which task. Row lock, conditional UPDATE, token; the database clock decides."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import Membership, User
from factcheck.states import Conflict, WrongState
from reviews.actions import leasing
from reviews.models import ReviewTask, TaskSkip


class NothingToDo(Exception):
    """No task of the wanted kinds is open to this person."""


class StaleLease(Conflict):
    """The token is not the task's current one: the lease lapsed and was given away, or was spent."""


class LimitReached(Conflict):
    """This person already holds as many tasks as the desk allows at one time."""


class Barred(Conflict):
    """This person wrote the claim or the verdict, so somebody else must do this task."""


def take(membership: Membership, *, kinds: tuple[str, ...] = ReviewTask.CHECKING) -> ReviewTask:
    """Lease the next task of `kinds` (CHECKING or APPROVING) to this person; return it with its claim.

    Raises NothingToDo, or LimitReached when they hold as many as the desk's work limit.
    """
    task = leasing.lease_next(membership, kinds=kinds)
    if task is None:
        _raise_if_at_limit(membership)
        raise NothingToDo("No task is open to you right now.")
    return task


def take_this(membership: Membership, task: ReviewTask) -> ReviewTask:
    """Lease this one task to this person, or return it as it is when they hold it already.

    Raises Barred, LimitReached, or WrongState with the state that it is in.
    """
    if task.state == ReviewTask.State.LEASED and task.lease_holder_id == membership.user_id:
        renew(task, token=task.lease_token, by=membership.user)
        return task
    leased = leasing.lease_this(membership, task)
    if leased is None:
        if task.barred_id == membership.user_id:
            raise Barred("You wrote this yourself: somebody else must check it.", present=task.state)
        _raise_if_at_limit(membership)
        task.refresh_from_db()
        raise WrongState(task, "LEASED", task.state)
    return leased


def _raise_if_at_limit(membership: Membership) -> None:
    held = ReviewTask.objects.held_by(membership.user).filter(desk=membership.desk_id).count()
    limit = membership.desk.policy.work_limit
    if held >= limit:
        message = f"You hold {held} tasks, the desk's limit: finish one or give one back."
        raise LimitReached(message, present=f"{held} held")


def _in_hand(token: uuid.UUID | None, by: User) -> Q:
    return Q(state="LEASED", lease_token=token, lease_holder=by)


def is_held(task: ReviewTask, *, token: uuid.UUID, by: User) -> bool:
    """Return whether `by` holds the task by `token` at this moment."""
    return ReviewTask.objects.filter(_in_hand(token, by), pk=task.pk).exists()


def release_fields() -> dict[str, None]:
    """Return the fields that end a lease."""
    return {"lease_holder": None, "lease_token": None, "lease_expires_at": None}


def require_lease(task: ReviewTask, error: WrongState) -> StaleLease:
    """Return the conflict that tells the late holder what became of their task."""
    holder = task.lease_holder.name if task.lease_holder else ""
    now = f"in work with {holder}" if holder else task.get_state_display().lower()
    return StaleLease(
        f"Your hold on this task has ended: it is {now}. What you typed is kept.", present=error.present
    )


def move_held(task: ReviewTask, to: str, *, token: uuid.UUID | None, by: User, **fields: object) -> None:
    """Move a task that `by` holds by `token`; the lease ends. Raises StaleLease for any other token."""
    try:
        states.move(task, to, only_if=_in_hand(token, by), **release_fields(), **fields)
    except WrongState as error:
        raise require_lease(task, error) from error


@transaction.atomic
def renew(task: ReviewTask, *, token: uuid.UUID | None, by: User) -> datetime:
    """Extend the lease by the desk's lease time from now; return its new end. Raises StaleLease."""
    minutes = timedelta(minutes=task.desk.policy.lease_minutes)
    held = ReviewTask.objects.filter(_in_hand(token, by), pk=task.pk)
    changed = held.update(lease_expires_at=Now() + minutes)
    task.refresh_from_db()
    if not changed or task.lease_expires_at is None:
        raise require_lease(task, WrongState(task, "LEASED", task.state))
    return task.lease_expires_at


@transaction.atomic
def give_back(task: ReviewTask, *, token: uuid.UUID, by: User) -> None:
    """Return the task to the pool; the draft stays. Raises StaleLease."""
    move_held(task, "OPEN", token=token, by=by)
    audit.record("task.given_back", task, by=by, desk=task.desk_id)


@transaction.atomic
def skip(task: ReviewTask, *, token: uuid.UUID, by: User, reason: str) -> None:
    """Return the task to the pool, not to be offered to this person again. StaleLease, ValidationError."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why you skip it."})
    move_held(task, "OPEN", token=token, by=by)
    TaskSkip.objects.get_or_create(task=task, editor=by, defaults={"reason": reason.strip()})
    audit.record("task.skipped", task, by=by, desk=task.desk_id, reason=reason.strip())


@transaction.atomic
def snooze(task: ReviewTask, *, token: uuid.UUID, by: User, minutes: int) -> None:
    """Put the task to sleep for `minutes` (1 to 20160, two weeks). Raises StaleLease, ValidationError."""
    if not 1 <= minutes <= 20160:
        raise ValidationError({"minutes": "Snooze for 1 minute up to two weeks (20160 minutes)."})
    move_held(task, "OPEN", token=token, by=by, available_at=Now() + timedelta(minutes=minutes))
    audit.record("task.snoozed", task, by=by, desk=task.desk_id, minutes=minutes)
