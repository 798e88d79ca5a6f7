"""What PostgreSQL refuses of a review task."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models.functions import Now

from reviews.models import ReviewTask


def lease(holder) -> dict:
    return {
        "state": "LEASED",
        "lease_holder": holder,
        "lease_token": uuid.uuid4(),
        "lease_expires_at": Now() + timedelta(minutes=5),
    }


RELEASED = {"lease_holder": None, "lease_token": None, "lease_expires_at": None}


def change(task: ReviewTask, **fields) -> int:
    return ReviewTask.objects.filter(pk=task.pk).update(**fields)


@pytest.mark.parametrize("state", ["OPEN", "LEASED"])
def test_a_claim_has_one_live_task_of_a_kind(desk, editor, make_task, state):
    task = make_task(desk)
    fields = lease(editor) if state == "LEASED" else {}
    with pytest.raises(IntegrityError, match="one_live_task_per_claim_and_kind"):
        ReviewTask.objects.create(desk=desk, claim=task.claim, kind="CHECK", **fields)


def test_a_claim_may_have_live_tasks_of_two_kinds(desk, make_task):
    task = make_task(desk)
    ReviewTask.objects.create(desk=desk, claim=task.claim, kind="RECHECK")
    assert ReviewTask.objects.live().count() == 2


@pytest.mark.parametrize("state", ["DONE", "CANCELLED"])
def test_a_finished_task_makes_room_for_another(desk, make_task, state):
    task = make_task(desk)
    change(task, state=state, finished_at=Now())
    ReviewTask.objects.create(desk=desk, claim=task.claim, kind="CHECK")
    assert ReviewTask.objects.live().count() == 1


@pytest.mark.parametrize("missing", RELEASED)
def test_a_leased_task_lacks_no_part_of_its_lease(desk, editor, make_task, missing):
    task = make_task(desk)
    with pytest.raises(IntegrityError, match="lease_complete_iff_leased"):
        change(task, **{**lease(editor), missing: None})


@pytest.mark.parametrize("given", RELEASED)
def test_an_open_task_has_no_part_of_a_lease(desk, editor, make_task, given):
    task = make_task(desk)
    with pytest.raises(IntegrityError, match="lease_complete_iff_leased"):
        change(task, **{given: lease(editor)[given]})


def test_a_cancelled_task_keeps_no_lease(desk, editor, make_task):
    task = make_task(desk)
    change(task, **lease(editor))
    with pytest.raises(IntegrityError, match="lease_complete_iff_leased"):
        change(task, state="CANCELLED", finished_at=Now())


def test_an_assignment_has_a_time(desk, editor, make_task):
    task = make_task(desk)
    with pytest.raises(IntegrityError, match="assigned_to_and_at_together"):
        change(task, assigned_to=editor)


def test_an_assignment_has_a_person(desk, make_task):
    task = make_task(desk)
    with pytest.raises(IntegrityError, match="assigned_to_and_at_together"):
        change(task, assigned_at=Now())


def test_only_an_open_task_is_assigned(desk, editor, make_task):
    task = make_task(desk, assigned_to=editor, assigned_at=Now())
    with pytest.raises(IntegrityError, match="only_open_tasks_are_assigned"):
        change(task, **lease(editor))


@pytest.mark.parametrize("state", ["DONE", "CANCELLED"])
def test_a_finished_task_has_the_time_of_its_end(desk, make_task, state):
    task = make_task(desk)
    with pytest.raises(IntegrityError, match="finished_at_iff_finished"):
        change(task, state=state)


def test_a_live_task_has_no_time_of_an_end(desk, make_task):
    task = make_task(desk)
    with pytest.raises(IntegrityError, match="finished_at_iff_finished"):
        change(task, finished_at=Now())


def test_an_approval_is_of_a_verdict(desk, make_task):
    with pytest.raises(IntegrityError, match="approval_has_a_verdict"):
        make_task(desk, kind="APPROVAL")


def test_the_barred_person_never_holds_it(desk, editor, make_task):
    task = make_task(desk, barred=editor)
    with pytest.raises(IntegrityError, match="barred_person_never_holds_it"):
        change(task, **lease(editor))


def test_the_barred_person_is_never_assigned(desk, editor, make_task):
    task = make_task(desk, barred=editor)
    with pytest.raises(IntegrityError, match="barred_person_is_never_assigned"):
        change(task, assigned_to=editor, assigned_at=Now())


def test_anybody_else_holds_it(desk, editor, second_editor, make_task):
    task = make_task(desk, barred=editor)
    assert change(task, **lease(second_editor)) == 1


@pytest.mark.parametrize(
    ("state", "to"),
    [
        *(("DONE", to) for to in ("OPEN", "LEASED", "CANCELLED")),
        *(("CANCELLED", to) for to in ("LEASED", "DONE")),
    ],
)
def test_a_finished_task_moves_no_more(desk, make_task, state, to):
    task = make_task(desk)
    change(task, state=state, finished_at=Now())
    with pytest.raises(DatabaseError, match="Invalid transition"):
        change(task, state=to)


@pytest.mark.parametrize("to", ["OPEN", "DONE", "CANCELLED"])
def test_a_leased_task_is_given_back_done_or_cancelled(desk, editor, make_task, to):
    task = make_task(desk)
    change(task, **lease(editor))
    assert change(task, state=to, **RELEASED, finished_at=None if to == "OPEN" else Now()) == 1


def test_a_cancelled_task_is_opened_again_once_its_claim_is_back(desk, make_task):
    task = make_task(desk)
    change(task, state="CANCELLED", finished_at=Now())
    change(task, state="OPEN", finished_at=None)
    assert ReviewTask.objects.live().get() == task
