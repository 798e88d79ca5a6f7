"""The hand-out job: who is given what, and what returns to the pool."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models.functions import Now

from factcheck import shifts
from factcheck.models import AuditEvent, Membership
from reviews.actions import assignment, handout, verdicts
from reviews.models import DeskPolicy, ReviewTask


@pytest.fixture
def on_shift(place):
    """Return a starter of shifts: `on_shift(user)`."""

    def start(user):
        shifts.start(place(user))
        return user

    return start


def assigned(desk) -> dict[str, int]:
    """Return how many open tasks each person was assigned, by user name."""
    names = ReviewTask.objects.filter(desk=desk, assigned_to__isnull=False).values_list(
        "assigned_to__username", flat=True
    )
    return {name: list(names).count(name) for name in set(names)}


def test_only_people_on_shift_are_assigned_tasks(desk, editor, checker, on_shift, make_task):
    make_task(desk)
    assert assignment.assign(desk) == 0
    on_shift(checker)
    assert (assignment.assign(desk), assigned(desk)) == (1, {"chika": 1})


def test_readers_are_never_assigned_tasks(desk, reader, on_shift, make_task):
    make_task(desk)
    on_shift(reader)
    assert assignment.assign(desk) == 0


def test_the_least_loaded_get_tasks_first_up_to_the_work_limit(
    desk, editor, checker, on_shift, place, make_task
):
    for _ in range(12):
        make_task(desk)
    handout.take(place(editor))
    on_shift(editor)
    on_shift(checker)
    assert assignment.assign(desk) == 5
    assert assigned(desk) == {"chika": 3, "edda": 2}
    assert assignment.assign(desk) == 0


def test_the_worthiest_tasks_are_assigned_first(desk, editor, on_shift, make_task):
    DeskPolicy.objects.filter(desk=desk).update(work_limit=1)
    make_task(desk, priority=0.1)
    worthiest = make_task(desk, priority=0.8)
    on_shift(editor)
    assignment.assign(desk)
    assert ReviewTask.objects.get(assigned_to=editor).pk == worthiest.pk


def test_nobody_is_assigned_a_claim_they_wrote(desk, editor, on_shift, make_task):
    make_task(desk, written_by=editor)
    on_shift(editor)
    assert assignment.assign(desk) == 0


def test_an_assignment_not_started_in_time_returns_to_the_pool_and_goes_to_somebody_else(
    desk, editor, checker, on_shift, make_task
):
    task = make_task(desk)
    on_shift(editor)
    assignment.assign(desk)
    ReviewTask.objects.filter(pk=task.pk).update(assigned_at=Now() - timedelta(minutes=61))
    on_shift(checker)
    assignment.assign(desk)
    assert ReviewTask.objects.get(pk=task.pk).assigned_to == checker
    assert AuditEvent.objects.get(action="task.assignment_lapsed").data == {"editor": editor.pk}


def test_a_person_who_goes_off_shift_loses_what_they_did_not_start(desk, editor, on_shift, place, make_task):
    task = make_task(desk)
    on_shift(editor)
    assignment.assign(desk)
    shifts.end(place(editor))
    assignment.assign(desk)
    assert ReviewTask.objects.get(pk=task.pk).assigned_to is None


def test_a_returned_verdict_waits_for_its_author_though_off_shift_and_not_for_ever(
    desk, editor, second_editor, submitted
):
    task = verdicts.return_to_author(submitted(), by=second_editor, comment="Find a second source.")
    assignment.assign(desk)
    assert ReviewTask.objects.get(pk=task.pk).assigned_to == editor
    ReviewTask.objects.filter(pk=task.pk).update(assigned_at=Now() - timedelta(minutes=61))
    assignment.assign(desk)
    assert ReviewTask.objects.get(pk=task.pk).assigned_to is None


def test_a_shift_ends_by_itself_after_idle_time_and_not_before(desk, editor, on_shift, place):
    on_shift(editor)
    Membership.objects.filter(user=editor).update(active_at=Now() - timedelta(minutes=29))
    assignment.assign(desk)
    assert place(editor).on_shift is True
    Membership.objects.filter(user=editor).update(active_at=Now() - timedelta(minutes=31))
    assignment.assign(desk)
    assert place(editor).on_shift is False
    assert AuditEvent.objects.filter(action="shift.ended_idle", actor=None).count() == 1


def test_a_shift_started_twice_is_one_shift(desk, editor, on_shift):
    on_shift(editor)
    on_shift(editor)
    assert AuditEvent.objects.filter(action="shift.started").count() == 1


def test_tasks_of_another_desk_are_left_alone(desk, other_desk, editor, on_shift, make_task):
    make_task(other_desk)
    on_shift(editor)
    assert assignment.assign(desk) == 0


@pytest.mark.django_db(transaction=True)
def test_two_hand_out_jobs_at_once_keep_the_work_limit(desk, editor, on_shift, make_task):
    for _ in range(10):
        make_task(desk)
    on_shift(editor)
    start = Barrier(4)

    def race(_: int) -> int:
        start.wait()
        try:
            return assignment.assign(desk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(race, range(4))) == 3
    assert assigned(desk) == {"edda": 3}
