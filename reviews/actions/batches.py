"""Acts of a lead on many tasks at once: release, assign, set the priority. What cannot be done is told."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import Membership
from factcheck.roles import Ability, may
from reviews.actions.handout import release_fields
from reviews.models import ReviewTask

MOST = 200


@dataclass(slots=True)
class Outcome:
    """How many tasks the act was done to, and how many it was not, by the reason."""

    done: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    def refuse(self, why: str, number: int = 1) -> None:
        """Count tasks to which the act could not be done."""
        if number:
            self.refused[why] = self.refused.get(why, 0) + number


@transaction.atomic
def release(tasks: Collection[int], *, place: Membership) -> Outcome:
    """Return tasks (keys) of the lead's desk to the pool from whoever holds them or was assigned them.

    What was typed stays as drafts; a late answer to a released one is refused. Raises ValidationError for
    too many.
    """
    rows, outcome = _locked(tasks, place)
    for task in rows:
        holder = task.lease_holder_id or task.assigned_to_id
        if holder is None:
            outcome.refuse("nobody had it")
            continue
        if task.state == ReviewTask.State.LEASED:
            states.move(task, "OPEN", **release_fields())
        else:
            ReviewTask.objects.filter(pk=task.pk).update(assigned_to=None, assigned_at=None)
        audit.record("task.released", task, by=place.user, desk=place.desk_id, holder=holder)
        outcome.done += 1
    return outcome


@transaction.atomic
def assign(tasks: Collection[int], *, to: Membership, place: Membership) -> Outcome:
    """Assign open tasks (keys) of the lead's desk to a person there. Raises ValidationError for too many.

    Refused are those in work, those the person may not do, and those they wrote themselves.
    """
    rows, outcome = _locked(tasks, place)
    for task in rows:
        if why := _why_not(task, to):
            outcome.refuse(why)
            continue
        ReviewTask.objects.filter(pk=task.pk).update(
            assigned_to=to.user, assigned_at=Now(), assigned_by=place.user
        )
        audit.record("task.assigned", task, by=place.user, desk=place.desk_id, editor=to.user_id)
        outcome.done += 1
    return outcome


def _why_not(task: ReviewTask, to: Membership) -> str:
    needs = Ability.EDIT if task.kind == ReviewTask.Kind.APPROVAL else Ability.CHECK
    if task.state == ReviewTask.State.LEASED:
        return "in work: release it first"
    if task.barred_id == to.user_id:
        return f"{to.user.name} wrote it"
    return "" if may(to.role, needs) else f"a {to.role} may not do it"


@transaction.atomic
def prioritise(tasks: Collection[int], *, priority: float, place: Membership) -> Outcome:
    """Set the priority (0 to 1) by which live tasks (keys) of the lead's desk are handed out.

    Raises ValidationError for another priority, and for too many tasks.
    """
    if not (math.isfinite(priority) and 0 <= priority <= 1):
        raise ValidationError({"priority": "A priority is a number from 0 to 1."})
    rows, outcome = _locked(tasks, place)
    for task in rows:
        ReviewTask.objects.filter(pk=task.pk).update(priority=priority)
        audit.record(
            "task.prioritised", task, by=place.user, desk=place.desk_id, old=task.priority, new=priority
        )
        outcome.done += 1
    return outcome


def _locked(tasks: Collection[int], place: Membership) -> tuple[list[ReviewTask], Outcome]:
    """Lock the live ones among these tasks; the others are counted as refused."""
    wanted = set(tasks)
    if len(wanted) > MOST:
        raise ValidationError({"task": f"At most {MOST} tasks at once; these are {len(wanted)}."})
    rows = ReviewTask.objects.live().filter(pk__in=wanted, desk=place.desk_id)
    found = list(rows.select_for_update(no_key=True).order_by("pk"))
    outcome = Outcome()
    outcome.refuse("done or withdrawn meanwhile", len(wanted) - len(found))
    return found, outcome


def people(place: Membership) -> list[Membership]:
    """Return the members of the desk who may be assigned tasks, by name."""
    members = Membership.objects.select_related("user").filter(desk=place.desk_id, user__is_active=True)
    return sorted((one for one in members if may(one.role, Ability.CHECK)), key=lambda one: one.user.name)
