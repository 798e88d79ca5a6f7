"""Dismissing and restoring claims."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from factcheck.states import Conflict
from reviews.actions import claims, drafts, handout, verdicts
from reviews.models import Claim, Draft, ReviewTask, Verdict
from tests.reviews.actions.paper import race, rule

REASON = "Common knowledge."


def test_dismissing_says_who_and_why_and_cancels_the_check(desk, editor, make_task):
    task = make_task(desk)
    claims.dismiss(claim=task.claim, by=editor, reason=f" {REASON} ")
    assert (task.claim.dismissed_by, task.claim.dismissal) == (editor, REASON)
    assert task.claim.dismissed_at is not None
    task.refresh_from_db()
    assert (task.state, task.finished_by) == ("CANCELLED", editor)
    event = AuditEvent.objects.get(action="claim.dismissed")
    assert (event.target, event.actor, event.data) == (
        f"reviews.claim:{task.claim.pk}",
        editor,
        {"reason": REASON},
    )


def test_dismissing_ends_a_lease_and_keeps_the_draft(desk, editor, lead, place, make_task):
    make_task(desk)
    task = handout.take(place(editor))
    token = task.lease_token
    drafts.keep(task, by=editor, data={"summary": "Half a sen"})
    claims.dismiss(claim=task.claim, by=lead, reason=REASON)
    assert ReviewTask.objects.get().lease_holder is None
    assert Draft.objects.get().data == {"summary": "Half a sen"}
    with pytest.raises(handout.StaleLease):
        handout.give_back(task, token=token, by=editor)


def test_a_dismissal_without_a_reason_is_refused(desk, editor, make_task):
    task = make_task(desk)
    with pytest.raises(ValidationError) as refused:
        claims.dismiss(claim=task.claim, by=editor, reason=" \n")
    assert list(refused.value.message_dict) == ["reason"]
    assert ReviewTask.objects.get().state == "OPEN"


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED", "PUBLISHED"])
def test_a_claim_with_a_standing_verdict_cannot_be_dismissed(desk, editor, lead, make_task, state):
    task = make_task(desk)
    signed = {"approved_by": lead, "approved_at": Now()} if state != "SUBMITTED" else {}
    printed = {"published_by": lead, "published_at": Now()} if state == "PUBLISHED" else {}
    rule(task.claim, editor, state=state, **signed, **printed)
    with pytest.raises(Conflict, match="retract") as refused:
        claims.dismiss(claim=task.claim, by=lead, reason=REASON)
    assert refused.value.present == state
    assert Claim.objects.get().dismissed_at is None


def test_a_claim_whose_verdict_was_returned_can_be_dismissed(desk, editor, lead, make_task):
    task = make_task(desk)
    why = {"returned_by": lead, "returned_at": Now(), "return_comment": "No source."}
    rule(task.claim, editor, state="RETURNED", **why)
    claims.dismiss(claim=task.claim, by=lead, reason=REASON)
    assert Claim.objects.get().dismissal == REASON


def test_a_claim_is_dismissed_once(desk, editor, lead, make_task):
    task = make_task(desk)
    claims.dismiss(claim=task.claim, by=editor, reason=REASON)
    with pytest.raises(Conflict, match="already") as refused:
        claims.dismiss(claim=task.claim, by=lead, reason="Another reason.")
    assert refused.value.present == "dismissed"
    assert Claim.objects.get().dismissed_by == editor


def test_restoring_undoes_the_dismissal_and_opens_the_check_again(desk, editor, lead, make_task):
    task = make_task(desk, priority=0.7)
    claims.dismiss(claim=task.claim, by=editor, reason=REASON)
    claims.restore(claim=task.claim, by=lead)
    claim = Claim.objects.get()
    assert (claim.dismissed_at, claim.dismissed_by, claim.dismissal) == (None, None, "")
    reopened = ReviewTask.objects.live().get()
    assert (reopened.kind, reopened.state, reopened.priority) == ("CHECK", "OPEN", 0.7)
    event = AuditEvent.objects.get(action="claim.restored")
    assert (event.actor, event.data) == (lead, {"dismissal": REASON})


def test_a_claim_that_is_not_dismissed_cannot_be_restored(desk, editor, make_task):
    with pytest.raises(Conflict, match="not dismissed"):
        claims.restore(claim=make_task(desk).claim, by=editor)
    assert ReviewTask.objects.count() == 1


def test_a_merged_claim_is_neither_dismissed_nor_restored(desk, editor, make_task):
    one, two = make_task(desk, "One claim.").claim, make_task(desk, "Another.").claim
    claims.merge(claim=one, into=two, by=editor)
    with pytest.raises(Conflict, match="merged"):
        claims.dismiss(claim=one, by=editor, reason=REASON)
    with pytest.raises(Conflict, match="merged"):
        claims.restore(claim=one, by=editor)


@pytest.mark.django_db(transaction=True)
def test_of_two_dismissals_at_once_one_wins(desk, editor, lead, make_task):
    claim = make_task(desk).claim
    outcomes = race(
        lambda: claims.dismiss(claim=Claim.objects.get(), by=editor, reason="One."),
        lambda: claims.dismiss(claim=Claim.objects.get(), by=lead, reason="Two."),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "NoneType"]
    assert AuditEvent.objects.filter(action="claim.dismissed").count() == 1
    claim.refresh_from_db()
    assert claim.dismissal == ("One." if outcomes[0] is None else "Two.")


@pytest.mark.django_db(transaction=True)
def test_of_a_dismissal_and_a_submission_at_once_one_wins(
    desk, editor, lead, place, make_task, make_snapshot, make_finding
):
    for turn in range(8):
        make_task(desk, f"Claim {turn}.")
        task = handout.take(place(editor))
        data = make_finding(make_snapshot(task.claim, editor))
        race(
            lambda task=task, data=data: verdicts.submit(task, by=editor, token=task.lease_token, data=data),
            lambda task=task: claims.dismiss(claim=task.claim, by=lead, reason=REASON),
        )
        dismissed = Claim.objects.get(pk=task.claim_id).dismissed_at is not None
        assert dismissed != Verdict.objects.filter(claim=task.claim).exists()
        assert dismissed != ReviewTask.objects.live().filter(claim=task.claim).exists()
