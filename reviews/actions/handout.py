"""Hand-out: who gets which task. Row lock, conditional UPDATE, token; the database clock decides."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import psycopg
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import Membership, User
from factcheck.roles import Ability, may
from factcheck.states import Conflict, WrongState
from reviews.models import ReviewTask, TaskSkip

# One statement finds and leases. The branches are tried in order and, under LIMIT 1, only as far as needed:
# one's own assignments, lapsed leases, sleepers whose time has come, the pool. Each walks one partial index
# in its order, so neither snoozed nor leased tasks are ever visited, however many there are.
_FIND = """
    SELECT id FROM reviews_reviewtask t
    WHERE desk_id = %(desk)s AND kind IN ({kinds}) AND {branch}
      AND (barred_id IS NULL OR barred_id <> %(me)s)
      AND NOT EXISTS (SELECT FROM reviews_taskskip s WHERE s.task_id = t.id AND s.editor_id = %(me)s)
    ORDER BY {order} LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
"""
_BRANCHES = (
    ("state = 'OPEN' AND assigned_to_id = %(me)s", "priority DESC"),
    ("state = 'LEASED' AND lease_expires_at <= statement_timestamp()", "lease_expires_at"),
    (
        "state = 'OPEN' AND assigned_to_id IS NULL AND available_at <= statement_timestamp()",
        "available_at",
    ),
    ("state = 'OPEN' AND available_at IS NULL AND assigned_to_id IS NULL", "priority DESC, id"),
)
_LEASE = """
    UPDATE reviews_reviewtask SET state = 'LEASED', lease_holder_id = %(me)s, lease_token = %(token)s::uuid,
        lease_expires_at = statement_timestamp() + make_interval(mins => %(minutes)s::int),
        available_at = NULL, assigned_to_id = NULL, assigned_at = NULL, attempts = attempts + 1
    WHERE id = ({find}) AND (state = 'OPEN' OR state = 'LEASED' AND lease_expires_at <= statement_timestamp())
      AND (SELECT count(*) FROM reviews_reviewtask held WHERE held.lease_holder_id = %(me)s
             AND held.desk_id = %(desk)s AND held.state = 'LEASED'
             AND held.lease_expires_at > statement_timestamp()) < %(limit)s::int
    RETURNING id
"""


def _next(kinds: Sequence[str]) -> str:
    """Return the statement that leases the next task of `kinds`, spelled out so that a partial index fits."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    finds = (_FIND.format(kinds=listed, branch=branch, order=order) for branch, order in _BRANCHES)
    branches = " UNION ALL ".join(
        f"SELECT id FROM ({find}) b{number}"  # noqa: S608  # our own constants
        for number, find in enumerate(finds)
    )
    return _LEASE.format(find=f"{branches} LIMIT 1")


_NEXT: dict[tuple[str, ...], str] = {
    kinds: _next(kinds) for kinds in (ReviewTask.CHECKING, ReviewTask.APPROVING)
}
_TERMS = """
    SELECT p.lease_minutes, p.work_limit FROM factcheck_membership m
    JOIN reviews_deskpolicy p ON p.desk_id = m.desk_id WHERE m.id = %s FOR NO KEY UPDATE OF m
"""
_THIS = _LEASE.format(
    find="""
    SELECT id FROM reviews_reviewtask t
    WHERE id = %(task)s AND desk_id = %(desk)s AND (barred_id IS NULL OR barred_id <> %(me)s)
    FOR NO KEY UPDATE"""
)


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
    task = _lease(_NEXT[kinds], membership)
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
    leased = _lease(_THIS, membership, task=task.pk)
    if leased is None:
        if task.barred_id == membership.user_id:
            raise Barred("You wrote this yourself: somebody else must check it.", present=task.state)
        _raise_if_at_limit(membership)
        task.refresh_from_db()
        raise WrongState(task, "LEASED", task.state)
    return leased


@transaction.atomic
def _lease(statement: str, membership: Membership, **values: int) -> ReviewTask | None:
    """Run one leasing statement under this person's lock, so that two of their requests keep the limit."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, [membership.pk])
        minutes, limit = cursor.fetchone()
        place = {"desk": membership.desk_id, "me": membership.user_id, **values}
        terms = {"token": uuid.uuid4(), "minutes": minutes, "limit": limit}
        # Prepared on the server, since planning its branches costs ten times their execution.
        with psycopg.Cursor(cursor.connection) as prepared:
            row = prepared.execute(statement, {**place, **terms}, prepare=True).fetchone()
    if row is None:
        return None
    task = ReviewTask.objects.select_related("claim").get(pk=row[0])
    audit.record("task.taken", task, by=membership.user, desk=membership.desk_id)
    return task


def _raise_if_at_limit(membership: Membership) -> None:
    held = ReviewTask.objects.held_by(membership.user).filter(desk=membership.desk_id).count()
    limit = membership.desk.policy.work_limit
    if held >= limit:
        message = f"You hold {held} tasks, the desk's limit: finish one or give one back."
        raise LimitReached(message, present=f"{held} held")


def _in_hand(token: uuid.UUID | None, by: User) -> Q:
    return Q(state="LEASED", lease_token=token, lease_holder=by)


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


def can_check(membership: Membership) -> bool:
    """Return whether hand-out may assign checks to this person."""
    return may(membership.role, Ability.CHECK)
