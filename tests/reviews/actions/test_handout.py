"""Hand-out: who gets which task, and what becomes of those who come late."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models.functions import Now

from factcheck.models import AuditEvent, Membership
from factcheck.states import WrongState
from reviews.actions import drafts, handout
from reviews.models import DeskPolicy, Draft, ReviewTask, TaskSkip


def lapse(task: ReviewTask) -> None:
    ReviewTask.objects.filter(pk=task.pk).update(lease_expires_at=Now() - timedelta(seconds=1))


def test_the_worthiest_open_task_comes_first(desk, editor, place, make_task):
    make_task(desk, "Less worthy.", priority=0.2)
    worthiest = make_task(desk, "Most worthy.", priority=0.9)
    taken = handout.take(place(editor))
    assert (taken.pk, taken.state, taken.lease_holder_id, taken.attempts) == (
        worthiest.pk,
        "LEASED",
        editor.pk,
        1,
    )
    assert AuditEvent.objects.get(action="task.taken").actor == editor


def test_ones_own_assignment_comes_before_a_worthier_task_of_the_pool(desk, editor, place, make_task):
    make_task(desk, priority=0.9)
    mine = make_task(desk, priority=0.1, assigned_to=editor, assigned_at=Now())
    assert handout.take(place(editor)).pk == mine.pk


def test_a_task_assigned_to_somebody_else_is_not_in_the_pool(desk, editor, second_editor, place, make_task):
    make_task(desk, assigned_to=second_editor, assigned_at=Now())
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor))


def test_a_lapsed_lease_is_available_to_others_and_gets_a_new_token(
    desk, editor, second_editor, place, make_task
):
    make_task(desk)
    first = handout.take(place(editor))
    with pytest.raises(handout.NothingToDo):
        handout.take(place(second_editor))
    lapse(first)
    second = handout.take(place(second_editor))
    assert (second.pk, second.lease_token == first.lease_token) == (first.pk, False)


def test_a_sleeping_task_is_handed_out_only_when_its_time_has_come(desk, editor, place, make_task):
    task = make_task(desk, available_at=Now() + timedelta(hours=1))
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor))
    ReviewTask.objects.filter(pk=task.pk).update(available_at=Now() - timedelta(seconds=1))
    assert handout.take(place(editor)).pk == task.pk


def test_nobody_is_handed_a_claim_they_wrote(desk, editor, second_editor, place, make_task):
    task = make_task(desk, written_by=editor)
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor))
    with pytest.raises(handout.Barred):
        handout.take_this(place(editor), task)
    assert handout.take(place(second_editor)).pk == task.pk


def test_checks_and_approvals_are_handed_out_apart(desk, editor, place, make_task):
    check = make_task(desk)
    assert handout.take(place(editor), kinds=ReviewTask.CHECKING).pk == check.pk
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor), kinds=ReviewTask.APPROVING)


def test_a_task_of_another_desk_is_never_handed_out(desk, other_desk, editor, place, make_task):
    make_task(other_desk)
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor))


def test_the_work_limit_ends_the_hand_out_with_a_reason(desk, editor, place, make_task):
    DeskPolicy.objects.filter(desk=desk).update(work_limit=2)
    for _ in range(3):
        make_task(desk)
    handout.take(place(editor))
    handout.take(place(editor))
    with pytest.raises(handout.LimitReached, match="You hold 2 tasks"):
        handout.take(place(editor))


def test_taking_a_task_one_holds_already_extends_it_under_the_same_token(desk, editor, place, make_task):
    make_task(desk)
    held = handout.take(place(editor))
    again = handout.take_this(place(editor), ReviewTask.objects.get(pk=held.pk))
    assert again.lease_token == held.lease_token


def test_taking_a_task_that_somebody_holds_tells_its_state(desk, editor, second_editor, place, make_task):
    task = make_task(desk)
    handout.take(place(editor))
    with pytest.raises(WrongState) as refused:
        handout.take_this(place(second_editor), task)
    assert refused.value.present == "LEASED"


def test_renewing_moves_the_end_of_the_lease(desk, editor, place, make_task):
    make_task(desk)
    task = handout.take(place(editor))
    ReviewTask.objects.filter(pk=task.pk).update(lease_expires_at=Now() + timedelta(seconds=5))
    task.refresh_from_db()
    before = task.lease_expires_at
    after = handout.renew(task, token=task.lease_token, by=editor)
    assert (after - before) > timedelta(minutes=29)


@pytest.mark.parametrize("act", ["renew", "give_back", "skip", "snooze", "draft"])
def test_a_stale_token_is_refused_by_every_act_and_the_draft_is_kept(
    act, desk, editor, second_editor, place, make_task
):
    make_task(desk)
    task = handout.take(place(editor))
    stale = task.lease_token
    lapse(task)
    handout.take(place(second_editor))
    typed = {"summary": "What I had typed."}
    acts = {
        "renew": lambda: handout.renew(task, token=stale, by=editor),
        "give_back": lambda: handout.give_back(task, token=stale, by=editor),
        "skip": lambda: handout.skip(task, token=stale, by=editor, reason="Not mine."),
        "snooze": lambda: handout.snooze(task, token=stale, by=editor, minutes=5),
        "draft": lambda: drafts.save(task, token=stale, by=editor, data=typed),
    }
    with pytest.raises(handout.StaleLease, match="in work with Sven Test") as refused:
        acts[act]()
    assert refused.value.present == "LEASED"
    assert ReviewTask.objects.get(pk=task.pk).lease_holder == second_editor
    assert [draft.data for draft in Draft.objects.all()] == ([typed] if act == "draft" else [])


def test_giving_back_returns_the_task_and_keeps_the_draft(desk, editor, place, make_task):
    make_task(desk)
    task = handout.take(place(editor))
    drafts.save(task, by=editor, token=task.lease_token, data={"summary": "Half a thought."})
    handout.give_back(task, token=task.lease_token, by=editor)
    task.refresh_from_db()
    assert (task.state, task.lease_holder, task.lease_token, task.lease_expires_at) == (
        "OPEN",
        None,
        None,
        None,
    )
    assert drafts.of(task, by=editor).data == {"summary": "Half a thought."}


def test_a_skipped_task_goes_to_others_but_not_to_the_skipper_again(
    desk, editor, second_editor, place, make_task
):
    make_task(desk)
    task = handout.take(place(editor))
    handout.skip(task, token=task.lease_token, by=editor, reason=" I know the claimant. ")
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor))
    assert handout.take(place(second_editor)).pk == task.pk
    assert TaskSkip.objects.get().reason == "I know the claimant."


def test_a_skip_without_a_reason_is_refused_and_the_lease_stands(desk, editor, place, make_task):
    make_task(desk)
    task = handout.take(place(editor))
    with pytest.raises(ValidationError, match="Say why"):
        handout.skip(task, token=task.lease_token, by=editor, reason="  ")
    assert ReviewTask.objects.get(pk=task.pk).lease_holder == editor


def test_a_token_that_was_never_given_is_refused(desk, editor, place, make_task):
    make_task(desk)
    task = handout.take(place(editor))
    with pytest.raises(handout.StaleLease):
        handout.give_back(task, token=uuid.uuid4(), by=editor)


@pytest.mark.django_db(transaction=True)
def test_sixteen_threads_over_500_tasks_hand_out_each_exactly_once(desk, person, make_task):
    DeskPolicy.objects.filter(desk=desk).update(work_limit=500)
    tasks = {make_task(desk, priority=number % 7 / 10).pk for number in range(500)}
    people = [person(f"racer{number}", desk, "checker") for number in range(16)]
    places = list(Membership.objects.filter(user__in=people).select_related("desk", "user"))
    start = Barrier(16)

    def drain(membership: Membership) -> list[int]:
        taken = []
        start.wait()
        try:
            while True:
                taken.append(handout.take(membership).pk)
        except handout.NothingToDo:
            return taken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        taken = [pk for share in pool.map(drain, places) for pk in share]
    assert len(taken) == 500
    assert set(taken) == tasks


@pytest.mark.django_db(transaction=True)
def test_two_requests_of_one_person_at_once_keep_the_work_limit(desk, editor, place, make_task):
    DeskPolicy.objects.filter(desk=desk).update(work_limit=1)
    make_task(desk)
    make_task(desk)
    start = Barrier(8)

    def race(_: int) -> str:
        start.wait()
        try:
            handout.take(place(editor))
        except handout.LimitReached:
            return "refused"
        else:
            return "taken"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(race, range(8))) == ["refused"] * 7 + ["taken"]
