"""Assignment: the hand-out job gives open tasks to editors on shift, least-loaded first, up to a limit."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from factcheck import audit, shifts
from factcheck.models import Desk, Membership
from factcheck.roles import Ability, roles_with
from reviews.models import DeskPolicy, ReviewTask

_ASSIGN = """
    UPDATE reviews_reviewtask
    SET assigned_to_id = %(editor)s, assigned_at = statement_timestamp(), assigned_by_id = NULL
    WHERE id = (
        SELECT id FROM reviews_reviewtask t
        WHERE desk_id = %(desk)s AND kind IN ('CHECK', 'RECHECK')
          AND state = 'OPEN' AND available_at IS NULL AND assigned_to_id IS NULL
          AND (barred_id IS NULL OR barred_id <> %(editor)s)
          AND NOT EXISTS (SELECT FROM reviews_taskskip s WHERE s.task_id = t.id AND s.editor_id = %(editor)s)
          -- what they let lie once is for somebody else
          AND NOT EXISTS (SELECT FROM factcheck_auditevent e WHERE e.target = 'reviews.reviewtask:' || t.id
                            AND e.action = 'task.assignment_lapsed' AND e.data->>'editor' = %(editor_text)s)
        ORDER BY priority DESC, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
      AND state = 'OPEN' AND assigned_to_id IS NULL
    RETURNING id
"""


@transaction.atomic
def assign(desk: Desk) -> int:
    """Assign open checks of `desk` to its editors on shift; return how many.

    First ends idle shifts and takes back what was not started in time. One job a desk works at a time:
    a second one finds the desk's policy row locked and leaves the work to the first.
    """
    policy = DeskPolicy.objects.select_for_update(skip_locked=True).filter(desk=desk).first()
    if policy is None:
        return 0
    shifts.end_idle(desk, idle=timedelta(minutes=policy.idle_minutes))
    take_back(desk, older_than=timedelta(minutes=policy.assignment_minutes))
    loads = _loads(desk)
    given = 0
    while open_to := {editor: load for editor, load in loads.items() if load < policy.work_limit}:
        editor = min(open_to, key=lambda pk: (open_to[pk], pk))
        if _assign_one(desk, editor):
            loads[editor] += 1
            given += 1
        else:
            del loads[editor]  # nothing is left that this person may do
    return given


@transaction.atomic
def take_back(desk: Desk, *, older_than: timedelta) -> int:
    """Return to the pool what was not started in time or is with somebody off shift; return how many.

    What was returned to its author waits its time for them, on shift or off: only they have its text. What
    a person assigned to somebody stays with them until a person takes it away.
    """
    on_shift = Membership.objects.filter(desk=desk, on_shift_at__isnull=False).values("user_id")
    assigned = ReviewTask.objects.filter(
        desk=desk, state="OPEN", assigned_to__isnull=False, assigned_by__isnull=True
    )
    off_shift = ~Q(assigned_to__in=on_shift) & Q(verdict__isnull=True)
    late = Q(assigned_at__lt=Now() - older_than)
    rows = list(assigned.filter(late | off_shift).select_for_update(skip_locked=True))
    for task in rows:
        editor = task.assigned_to_id
        ReviewTask.objects.filter(pk=task.pk).update(assigned_to=None, assigned_at=None)
        audit.record("task.assignment_lapsed", task, by=None, desk=desk, editor=editor)
    return len(rows)


def _loads(desk: Desk) -> dict[int, int]:
    """Return, for each checker on shift, how many tasks they hold or were assigned."""
    roles = roles_with(Ability.CHECK)
    people = Membership.objects.filter(desk=desk, on_shift_at__isnull=False, role__in=roles)
    loads = dict.fromkeys(people.values_list("user_id", flat=True), 0)
    busy = ReviewTask.objects.filter(desk=desk).filter(
        Q(state="OPEN", assigned_to__in=loads)
        | Q(state="LEASED", lease_holder__in=loads, lease_expires_at__gt=Now())
    )
    for assigned_to, holder in busy.values_list("assigned_to_id", "lease_holder_id"):
        loads[holder or assigned_to] += 1
    return loads


def _assign_one(desk: Desk, editor: int) -> bool:
    values: dict[str, int | str] = {"desk": desk.pk, "editor": editor, "editor_text": str(editor)}
    with connection.cursor() as cursor:
        cursor.execute(_ASSIGN, values)
        row = cursor.fetchone()
    if row is None:
        return False
    audit.record("task.assigned", ReviewTask(pk=row[0]), by=None, desk=desk, editor=editor)
    return True
