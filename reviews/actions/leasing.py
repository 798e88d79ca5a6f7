"""Leasing: the statements that find a task and lease it, by row lock, conditional UPDATE and token."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from factcheck import audit, prepared, rows
from factcheck.models import Membership
from reviews.models import Claim, ReviewTask

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
    WITH leased AS (
        UPDATE reviews_reviewtask
        SET state = 'LEASED', lease_holder_id = %(me)s, lease_token = %(token)s::uuid,
            lease_expires_at = statement_timestamp() + make_interval(mins => p.lease_minutes),
            available_at = NULL, assigned_to_id = NULL, assigned_at = NULL, attempts = attempts + 1
        FROM reviews_deskpolicy p
        WHERE reviews_reviewtask.id = ({find}) AND p.desk_id = %(desk)s
          AND (state = 'OPEN' OR state = 'LEASED' AND lease_expires_at <= statement_timestamp())
          AND (SELECT count(*) FROM reviews_reviewtask held WHERE held.lease_holder_id = %(me)s
                 AND held.desk_id = %(desk)s AND held.state = 'LEASED'
                 AND held.lease_expires_at > statement_timestamp()) < p.work_limit
        RETURNING reviews_reviewtask.*),
    recorded AS ({recorded})
    SELECT {columns} FROM leased JOIN reviews_claim c ON c.id = leased.claim_id
"""
_TERMS = {
    "columns": f"{rows.columns(ReviewTask, 'leased')}, {rows.columns(Claim, 'c')}",
    "recorded": audit.clause("task.taken", ReviewTask, done="leased"),
}


def _next(kinds: Sequence[str]) -> str:
    """Return the statement that leases the next of `kinds`, spelled out so that a partial index fits."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    finds = (_FIND.format(kinds=listed, branch=branch, order=order) for branch, order in _BRANCHES)
    branches = " UNION ALL ".join(
        f"SELECT id FROM ({find}) b{number}"  # noqa: S608  # our own constants
        for number, find in enumerate(finds)
    )
    return _LEASE.format(find=f"{branches} LIMIT 1", **_TERMS)


_NEXT: dict[tuple[str, ...], str] = {
    kinds: _next(kinds) for kinds in (ReviewTask.CHECKING, ReviewTask.APPROVING)
}
_LOCK = "SELECT FROM factcheck_membership WHERE id = %(membership)s FOR NO KEY UPDATE"
_THIS = _LEASE.format(
    find="""
    SELECT id FROM reviews_reviewtask t
    WHERE id = %(task)s AND desk_id = %(desk)s AND (barred_id IS NULL OR barred_id <> %(me)s)
    FOR NO KEY UPDATE""",
    **_TERMS,
)


def lease_next(membership: Membership, *, kinds: tuple[str, ...]) -> ReviewTask | None:
    """Lease the next task of `kinds` to this person and return it with its claim, or None."""
    return _lease(_NEXT[kinds], membership)


def lease_this(membership: Membership, task: ReviewTask) -> ReviewTask | None:
    """Lease this one task to this person and return it with its claim, or None."""
    return _lease(_THIS, membership, task=task.pk)


def _lease(statement: str, membership: Membership, **values: int) -> ReviewTask | None:
    """Run one leasing statement under this person's lock, so that two of their requests keep the limit."""
    place = {"desk": membership.desk_id, "me": membership.user_id, "token": uuid.uuid4(), **values}
    _, leased = prepared.run_together((_LOCK, {"membership": membership.pk}), (statement, place))
    for row in leased:
        task: ReviewTask
        task, task.claim = rows.objects(row, ReviewTask, Claim)
        task.lease_holder = membership.user
        return task
    return None
