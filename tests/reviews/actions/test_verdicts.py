"""Verdicts from submission to retraction: the gates gate, four eyes see, and all history stays."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from factcheck.states import WrongState
from reviews.actions import drafts, handout, verdicts
from reviews.models import Citation, DeskPolicy, ReviewTask, Verdict


def test_a_submitted_verdict_ends_the_task_and_opens_an_approval_barred_to_its_author(submitted, editor):
    verdict = submitted()
    check = ReviewTask.objects.get(claim=verdict.claim, kind="CHECK")
    approval = ReviewTask.objects.get(verdict=verdict)
    assert (verdict.state, verdict.version, verdict.author, verdict.rating.key) == (
        "SUBMITTED",
        1,
        editor,
        "false",
    )
    assert (check.state, check.finished_by, check.lease_token) == ("DONE", editor, None)
    assert (approval.kind, approval.state, approval.barred) == ("APPROVAL", "OPEN", editor)
    assert drafts.of(check, by=editor) is None


def test_a_citation_is_locked_to_the_place_of_its_words_in_the_captured_page(submitted):
    citation = submitted().citations.get()
    assert citation.exact == "The bridge at Tessel is 61 metres long."
    assert citation.snapshot.text[citation.start : citation.start + len(citation.exact)] == citation.exact
    assert citation.snapshot.text.endswith(citation.suffix[-1:]) or citation.suffix in citation.snapshot.text


def test_an_offline_source_is_cited_by_its_description(desk, editor, place, make_task, make_finding):
    make_task(desk)
    task = handout.take(place(editor))
    verdict = verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding())
    citation = verdict.citations.get()
    assert (citation.snapshot, citation.offline_source) == (None, "Harbour Office yearbook")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"rating": ""}, "rating", "Choose a rating."),
        ({"rating": "very-true"}, "rating", "“very-true” is not a rating of this desk's scale."),
        ({"summary": ""}, "summary", "Say the finding in one sentence."),
        ({"summary": "x" * 301}, "summary", "The summary has 301 characters; 300 are allowed."),
        ({"explanation": ""}, "explanation", "Explain why."),
        ({"explanation": "See [1] and [2]."}, "explanation", "No citation stands behind [2]."),
        ({"explanation": "See the yearbook."}, "explanation", "The reasons do not refer to [1]."),
        (
            {"citations": []},
            "citations",
            "Found 0 of 1; sources of one publisher, domain, agency or text count once.",
        ),
        ({"citations": "none"}, "citations", "Must be a list."),
        ({"summary": 7}, "summary", "summary must be text."),
    ],
)
def test_a_finding_that_a_gate_holds_back_is_named_by_field_and_kept(
    changes, field, words, desk, editor, place, make_task, make_snapshot, make_finding
):
    make_task(desk)
    task = handout.take(place(editor))
    data = make_finding(make_snapshot(task.claim, editor), **changes)
    with pytest.raises(ValidationError) as refused:
        verdicts.submit(task, by=editor, token=task.lease_token, data=data)
    assert words in refused.value.message_dict[field]
    assert (Verdict.objects.count(), drafts.of(task, by=editor).data) == (0, data)
    assert ReviewTask.objects.get(pk=task.pk).lease_holder == editor


def test_a_quote_that_does_not_stand_in_the_captured_page_is_refused(
    desk, editor, place, make_task, make_snapshot, make_finding
):
    make_task(desk)
    task = handout.take(place(editor))
    data = make_finding(make_snapshot(task.claim, editor, text="The bridge at Tessel is 90 metres long."))
    with pytest.raises(ValidationError) as refused:
        verdicts.submit(task, by=editor, token=task.lease_token, data=data)
    assert refused.value.message_dict == {
        "citations": ["[1] quotes words that do not stand in the captured page."]
    }


def test_a_page_captured_by_another_desk_cannot_be_cited(
    desk, other_desk, editor, place, make_task, make_snapshot, make_finding
):
    foreign = make_snapshot(make_task(other_desk).claim, editor)
    make_task(desk)
    task = handout.take(place(editor))
    with pytest.raises(ValidationError, match="did not capture"):
        verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding(foreign))


def test_a_second_submission_with_the_spent_token_is_refused_and_kept_as_a_draft(
    desk, editor, place, make_task, make_snapshot, make_finding
):
    make_task(desk)
    task = handout.take(place(editor))
    data = make_finding(make_snapshot(task.claim, editor))
    token = task.lease_token
    verdicts.submit(task, by=editor, token=token, data=data)
    with pytest.raises(handout.StaleLease) as refused:
        verdicts.submit(task, by=editor, token=token, data=data)
    assert (refused.value.present, Verdict.objects.count()) == ("DONE", 1)
    assert drafts.of(task, by=editor).data == data


def test_a_late_submission_after_the_task_was_taken_and_submitted_by_another_loses_nothing(
    desk, editor, second_editor, place, make_task, make_snapshot, make_finding
):
    make_task(desk)
    late = handout.take(place(editor))
    ReviewTask.objects.filter(pk=late.pk).update(lease_expires_at=Now() - timedelta(seconds=1))
    other = handout.take(place(second_editor))
    snapshot = make_snapshot(late.claim, editor)
    verdicts.submit(other, by=second_editor, token=other.lease_token, data=make_finding(snapshot))
    data = make_finding(snapshot, summary="My own words.")
    with pytest.raises(handout.StaleLease, match="it is done"):
        verdicts.submit(late, by=editor, token=late.lease_token, data=data)
    assert drafts.of(late, by=editor).data["summary"] == "My own words."
    assert [verdict.author for verdict in Verdict.objects.all()] == [second_editor]


def test_an_approved_verdict_can_be_published_and_its_approval_task_is_done(submitted, second_editor):
    verdict = submitted()
    verdicts.approve(verdict, by=second_editor)
    task = ReviewTask.objects.get(verdict=verdict)
    assert (verdict.state, verdict.approved_by, task.state, task.finished_by) == (
        "APPROVED",
        second_editor,
        "DONE",
        second_editor,
    )
    verdicts.publish(verdict, by=second_editor)
    assert (verdict.state, verdict.published_by) == ("PUBLISHED", second_editor)
    events = AuditEvent.objects.filter(target=f"reviews.verdict:{verdict.pk}").order_by("id")
    acts = ["verdict.submitted", "verdict.approved", "verdict.published"]
    assert [event.action for event in events] == acts


def test_the_author_may_neither_approve_nor_return_their_own_verdict(submitted, editor):
    verdict = submitted()
    with pytest.raises(verdicts.OwnVerdict):
        verdicts.approve(verdict, by=editor)
    with pytest.raises(verdicts.OwnVerdict):
        verdicts.return_to_author(verdict, by=editor, comment="Hm.")
    assert Verdict.objects.get().state == "SUBMITTED"


def test_an_unapproved_verdict_cannot_be_published(submitted, second_editor):
    verdict = submitted()
    with pytest.raises(WrongState) as refused:
        verdicts.publish(verdict, by=second_editor)
    assert refused.value.present == "SUBMITTED"


def test_standards_raised_after_submission_hold_at_approval(desk, submitted, second_editor):
    verdict = submitted()
    DeskPolicy.objects.filter(desk=desk).update(min_independent_sources=2)
    with pytest.raises(ValidationError, match="Found 1 of 2"):
        verdicts.approve(verdict, by=second_editor)


def test_standards_raised_after_approval_hold_at_publication(desk, submitted, second_editor):
    verdict = submitted()
    verdicts.approve(verdict, by=second_editor)
    DeskPolicy.objects.filter(desk=desk).update(min_independent_sources=2)
    with pytest.raises(ValidationError, match="Found 1 of 2"):
        verdicts.publish(verdict, by=second_editor)


def test_a_returned_verdict_comes_back_to_its_author_with_their_text(submitted, editor, second_editor, place):
    verdict = submitted()
    task = verdicts.return_to_author(verdict, by=second_editor, comment=" Which edition? ")
    assert (verdict.state, verdict.return_comment) == ("RETURNED", "Which edition?")
    assert handout.take(place(editor)).pk == task.pk
    data = drafts.of(task, by=editor).data
    assert (data["summary"], data["citations"][0]["exact"]) == (
        "The bridge is 61 metres long.",
        "The bridge at Tessel is 61 metres long.",
    )
    again = verdicts.submit(
        task,
        by=editor,
        token=ReviewTask.objects.get(pk=task.pk).lease_token,
        data={**data, "summary": "Mended."},
    )
    assert (again.version, again.summary) == (2, "Mended.")


def test_a_return_without_a_comment_is_refused(submitted, second_editor):
    with pytest.raises(ValidationError, match="Say what is to be mended"):
        verdicts.return_to_author(submitted(), by=second_editor, comment=" ")


def test_a_retracted_verdict_stays_readable_with_its_reason(published, editor):
    verdict = published()
    verdicts.retract(verdict, by=editor, note="The yearbook was withdrawn.")
    kept = Verdict.objects.get()
    assert (kept.state, kept.retraction_note, kept.citations.count()) == (
        "RETRACTED",
        "The yearbook was withdrawn.",
        1,
    )


def test_a_retraction_without_a_reason_is_refused(published, editor):
    with pytest.raises(ValidationError, match="Tell readers why"):
        verdicts.retract(published(), by=editor, note="")


def test_an_unknown_token_submits_nothing(desk, editor, place, make_task, make_finding):
    make_task(desk)
    task = handout.take(place(editor))
    with pytest.raises(handout.StaleLease):
        verdicts.submit(task, by=editor, token=uuid.uuid4(), data=make_finding())
    assert (Verdict.objects.count(), Citation.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_wins(submitted, person, desk):
    verdict = submitted()
    people = [person("amara", desk), person("bo", desk)]
    start = Barrier(2)

    def race(user) -> str:
        mine = Verdict.objects.get(pk=verdict.pk)
        start.wait()
        try:
            verdicts.approve(mine, by=user)
        except WrongState as refused:
            return refused.present
        else:
            return "won"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(race, people)) == ["APPROVED", "won"]
    assert AuditEvent.objects.filter(action="verdict.approved").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_submissions_with_one_token_at_once_one_wins(desk, editor, place, make_task, make_finding):
    make_task(desk)
    task = handout.take(place(editor))
    start = Barrier(2)

    def race(_: int) -> str:
        mine = ReviewTask.objects.get(pk=task.pk)
        start.wait()
        try:
            verdicts.submit(mine, by=editor, token=task.lease_token, data=make_finding())
        except handout.StaleLease as refused:
            return refused.present
        else:
            return "won"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(race, range(2))) == ["DONE", "won"]
    assert Verdict.objects.count() == 1


def test_a_returned_check_stays_barred_to_whoever_wrote_the_claim(
    desk, editor, second_editor, person, place, make_task, make_finding
):
    writer = person("wanda", desk)
    make_task(desk, written_by=writer)
    task = handout.take(place(editor))
    verdict = verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding())
    again = verdicts.return_to_author(verdict, by=second_editor, comment="Which edition?")
    assert again.barred == writer
    with pytest.raises(handout.Barred):
        handout.take_this(place(writer), again)
