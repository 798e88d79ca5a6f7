"""Escalation: a task in hand goes to a lead, with a note that says what is to be decided."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils.text import Truncator

from factcheck import audit, notices
from factcheck.models import Membership, Notice, User
from factcheck.roles import Ability, roles_with
from reviews.actions import handout
from reviews.models import Escalation, ReviewTask, TaskSkip

MOST = 2000


def leads_for(task: ReviewTask, *, by: User) -> list[Membership]:
    """Return the leads of the task's desk to whom `by` may hand it, by name; not themselves or the barred."""
    leads = Membership.objects.select_related("user").filter(
        desk=task.desk_id, role__in=roles_with(Ability.LEAD), user__is_active=True
    )
    return sorted(leads.exclude(user__in={by.pk, task.barred_id or by.pk}), key=lambda one: one.user.name)


@transaction.atomic
def escalate(task: ReviewTask, *, token: uuid.UUID, by: User, to: int, note: str) -> Escalation:
    """Hand the task that `by` holds to the lead `to` (a user's key), who gets a notice; the draft stays.

    It waits for them whether they are on shift or not, and is not offered to `by` again. Raises StaleLease,
    or ValidationError by field: no note or one too long, or nobody to whom it may go.
    """
    said, lead = _readable(note), _lead(task, to, by)
    assigned = {"assigned_to": lead, "assigned_at": Now(), "assigned_by": by}
    handout.move_held(task, "OPEN", token=token, by=by, **assigned)
    TaskSkip.objects.get_or_create(task=task, editor=by, defaults={"reason": f"Escalated: {said}"})
    TaskSkip.objects.filter(task=task, editor=lead).delete()  # they are asked by name now
    made = Escalation.objects.create(task=task, escalated_by=by, to=lead, note=said)
    audit.record("task.escalated", task, by=by, desk=task.desk_id, to=lead.pk, note=said)
    text = f"{by.name} needs your decision on “{Truncator(task.claim.text).chars(80)}”: {said}"
    _tell(task, text, to=lead)
    return made


def _tell(task: ReviewTask, text: str, *, to: User) -> None:
    kind, needs = Notice.Kind.TASK_ESCALATED, Ability.LEAD
    notices.tell(desk=task.desk, kind=kind, text=text, about=task.pk, needs=needs, to=to)


def _readable(note: str) -> str:
    said = note.strip()
    if not said:
        raise ValidationError({"escalate": "Say what the lead is to decide."})
    if len(said) > MOST:
        raise ValidationError({"escalate": f"A note has at most {MOST} characters; this has {len(said)}."})
    return said


def _lead(task: ReviewTask, to: int, by: User) -> User:
    for one in leads_for(task, by=by):
        if one.user_id == to:
            return one.user
    raise ValidationError({"escalate": "Choose a lead of this desk who may do the task."})


def of(task: ReviewTask) -> Escalation | None:
    """Return the last escalation of a task, with its people."""
    rows = Escalation.objects.filter(task=task).select_related("escalated_by", "to")
    return rows.order_by("-pk").first()
