"""Opening and cancelling the tasks of claims."""

from __future__ import annotations

import uuid

import pytest
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from reviews.actions import tasks
from reviews.models import Claim, ReviewTask
from tests.reviews.actions.paper import race


def make_claims(desk, number: int, **fields) -> list[Claim]:
    return [
        Claim.objects.create(desk=desk, text=f"Claim {n}.", fingerprint=f"{n:064}", **fields)
        for n in range(number)
    ]


def test_checks_are_opened_as_worthy_as_their_claims_and_barred_to_their_writers(desk, editor):
    [claim] = make_claims(desk, 1, check_worthiness=0.7, written_by=editor)
    assert tasks.open_checks([claim]) == 1
    task = ReviewTask.objects.get()
    assert (task.claim, task.desk, task.kind, task.state) == (claim, desk, "CHECK", "OPEN")
    assert (task.priority, task.barred, task.attempts, task.assigned_to) == (0.7, editor, 0, None)


def test_a_claim_has_one_live_check(desk):
    claims = make_claims(desk, 3)
    assert tasks.open_checks(claims[:2]) == 2
    assert tasks.open_checks(claims) == 1
    assert ReviewTask.objects.count() == 3


def test_a_finished_check_does_not_keep_another_from_being_opened(desk):
    claims = make_claims(desk, 1)
    tasks.open_checks(claims)
    ReviewTask.objects.update(state="DONE", finished_at=Now())
    assert tasks.open_checks(claims) == 1


def test_no_claims_open_no_checks(desk):
    assert tasks.open_checks([]) == 0


def test_opening_many_checks_is_one_query(desk, django_assert_num_queries):
    claims = make_claims(desk, 50)
    with django_assert_num_queries(1):
        assert tasks.open_checks(claims) == 50


@pytest.mark.django_db(transaction=True)
def test_openers_at_once_open_one_check_a_claim(desk):
    claims = make_claims(desk, 30)
    opened = race(*(lambda rows=claims[::step]: tasks.open_checks(rows) for step in (1, -1, 1, -1)))
    assert sum(opened) == 30
    assert ReviewTask.objects.count() == 30


def test_cancelling_ends_every_live_task_of_the_claim_and_records_each(desk, editor, lead, make_task):
    check = make_task(desk)
    leased = ReviewTask.objects.create(
        desk=desk,
        claim=check.claim,
        kind="RECHECK",
        state="LEASED",
        lease_holder=editor,
        lease_token=uuid.uuid4(),
        lease_expires_at=Now(),
    )
    assigned = make_task(desk, assigned_to=editor, assigned_at=Now())
    assert tasks.cancel(claim=check.claim, by=lead, reason="It is a joke.") == 2
    for task in (check, leased):
        task.refresh_from_db()
        assert (task.state, task.finished_by, task.lease_holder, task.lease_token) == (
            "CANCELLED",
            lead,
            None,
            None,
        )
    events = AuditEvent.objects.filter(action="task.cancelled").order_by("pk")
    assert [(event.target, event.actor, event.data) for event in events] == [
        (f"reviews.reviewtask:{pk}", lead, {"reason": "It is a joke."}) for pk in (check.pk, leased.pk)
    ]
    assigned.refresh_from_db()
    assert assigned.state == "OPEN"
    assert tasks.cancel(claim=assigned.claim, by=lead, reason="It is a joke.") == 1
    assigned.refresh_from_db()
    assert (assigned.assigned_to, assigned.assigned_at) == (None, None)


def test_a_finished_task_is_not_cancelled(desk, lead, make_task):
    task = make_task(desk, state="DONE", finished_at=Now(), finished_by=lead)
    assert tasks.cancel(claim=task.claim, by=lead, reason="Too late.") == 0
    assert ReviewTask.objects.get().state == "DONE"
    assert AuditEvent.objects.filter(action="task.cancelled").count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_cancellations_at_once_one_counts(desk, lead, make_task):
    claim = make_task(desk).claim
    counts = race(*[lambda: tasks.cancel(claim=claim, by=lead, reason="It is a joke.")] * 4)
    assert sorted(counts) == [0, 0, 0, 1]
    assert AuditEvent.objects.filter(action="task.cancelled").count() == 1
