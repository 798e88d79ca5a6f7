"""A lead's acts on many tasks: done to those that bear it, the others counted with the reason."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from factcheck.models import AuditEvent
from reviews.actions import assignment, batches, handout
from reviews.models import ReviewTask


def recorded(action: str) -> int:
    return AuditEvent.objects.filter(action=action, actor__isnull=False).count()


def test_release_frees_what_is_held_and_what_is_assigned(desk, lead, editor, place, make_task):
    free, held, assigned = (make_task(desk, f"Claim {number}.") for number in range(3))
    handout.take_this(place(editor), held)
    batches.assign([assigned.pk], to=place(editor), place=place(lead))
    outcome = batches.release([free.pk, held.pk, assigned.pk], place=place(lead))
    assert (outcome.done, outcome.refused) == (2, {"nobody had it": 1})
    left = ReviewTask.objects.values_list("state", "lease_holder", "assigned_to")
    assert set(left) == {("OPEN", None, None)}
    assert recorded("task.released") == 2


def test_a_late_answer_to_a_released_task_is_refused(desk, lead, editor, place, make_task):
    make_task(desk)
    held = handout.take(place(editor))
    batches.release([held.pk], place=place(lead))
    with pytest.raises(handout.StaleLease):
        handout.give_back(held, token=held.lease_token, by=editor)


def test_assign_gives_the_open_ones_and_counts_the_rest(
    desk, other_desk, lead, editor, second_editor, place, make_task
):
    free, held, own = (make_task(desk, f"Claim {number}.") for number in range(3))
    ReviewTask.objects.filter(pk=own.pk).update(barred=editor)
    handout.take_this(place(second_editor), held)
    foreign = make_task(other_desk)
    wanted = [task.pk for task in (free, held, own, foreign)]
    outcome = batches.assign(wanted, to=place(editor), place=place(lead))
    assert (outcome.done, outcome.refused) == (
        1,
        {"done or withdrawn meanwhile": 1, "in work: release it first": 1, "Edda Test wrote it": 1},
    )
    free.refresh_from_db()
    assert (free.assigned_to, free.assigned_by) == (editor, lead)
    assert assignment.assign(desk) == 0  # off shift as they are, what a person gave them stays theirs
    free.refresh_from_db()
    assert free.assigned_to == editor


def test_an_approval_goes_to_nobody_who_may_not_approve(desk, lead, checker, submitted, place):
    task = submitted().tasks.get(kind="APPROVAL")
    outcome = batches.assign([task.pk], to=place(checker), place=place(lead))
    assert outcome.refused == {"a checker may not do it": 1}


def test_the_priority_decides_what_is_next(desk, lead, editor, place, make_task):
    make_task(desk, "Worthy.", priority=0.8)
    low = make_task(desk, "Low.", priority=0.1)
    assert batches.prioritise([low.pk], priority=1.0, place=place(lead)).done == 1
    assert handout.take(place(editor)).pk == low.pk
    assert AuditEvent.objects.get(action="task.prioritised").data == {"old": 0.1, "new": 1.0}


@pytest.mark.parametrize("priority", [-0.1, 1.1, float("nan")])
def test_another_priority_is_refused(desk, lead, place, make_task, priority):
    with pytest.raises(ValidationError, match="from 0 to 1"):
        batches.prioritise([make_task(desk).pk], priority=priority, place=place(lead))


def test_too_many_at_once_are_refused(lead, place):
    with pytest.raises(ValidationError, match="At most 200 tasks at once; these are 201"):
        batches.release(range(1, 202), place=place(lead))
