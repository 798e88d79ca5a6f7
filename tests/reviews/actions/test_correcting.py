"""Corrections of published verdicts: a new version with a note to readers, one at a time, four eyes again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from factcheck.states import Conflict
from reviews.actions import handout, submission, verdicts
from reviews.models import Verdict


def test_a_correction_is_a_new_version_that_stands_only_when_approved_and_published(
    published, editor, second_editor, make_finding, make_snapshot
):
    first = published()
    data = make_finding(
        make_snapshot(first.claim, editor), rating="mostly-false", correction_note="The rating was too harsh."
    )
    newer = verdicts.correct(first, by=editor, data=data)
    assert (newer.version, newer.state, Verdict.objects.get(pk=first.pk).state) == (
        2,
        "SUBMITTED",
        "PUBLISHED",
    )
    verdicts.approve(newer, by=second_editor)
    verdicts.publish(newer, by=second_editor)
    assert [verdict.state for verdict in Verdict.objects.order_by("version")] == ["SUPERSEDED", "PUBLISHED"]


def test_a_correction_without_a_note_to_readers_is_refused(published, editor, make_finding):
    with pytest.raises(ValidationError) as refused:
        verdicts.correct(published(), by=editor, data=make_finding())
    assert refused.value.message_dict == {"correction_note": ["Tell readers what was corrected."]}


def test_a_second_correction_waits_for_the_first(published, editor, make_finding):
    verdict = published()
    verdicts.correct(verdict, by=editor, data=make_finding(correction_note="One."))
    with pytest.raises(Conflict, match="Version 2 of this verdict is already under way"):
        verdicts.correct(verdict, by=editor, data=make_finding(correction_note="Two."))


def test_while_a_returned_correction_waits_to_be_mended_there_is_no_second_one(
    published, editor, second_editor, make_finding
):
    verdict = published()
    newer = verdicts.correct(verdict, by=editor, data=make_finding(correction_note="One."))
    verdicts.return_to_author(newer, by=second_editor, comment="Which edition?")
    with pytest.raises(Conflict, match="A recheck of this verdict waits: hand the new version in there"):
        verdicts.correct(verdict, by=second_editor, data=make_finding(correction_note="Two."))


def test_a_mended_correction_needs_its_note_to_readers_too(
    published, editor, second_editor, place, make_finding
):
    newer = verdicts.correct(published(), by=editor, data=make_finding(correction_note="One."))
    verdicts.return_to_author(newer, by=second_editor, comment="Which edition?")
    task = handout.take(place(editor))
    with pytest.raises(ValidationError) as refused:
        verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding())
    assert refused.value.message_dict == {"correction_note": ["Tell readers what was corrected."]}


def test_whoever_wrote_a_claim_may_not_correct_its_verdict(
    desk, editor, second_editor, person, place, make_task, make_finding
):
    writer = person("wanda", desk)
    make_task(desk, written_by=writer)
    task = handout.take(place(editor))
    verdict = verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding())
    verdicts.approve(verdict, by=second_editor)
    verdicts.publish(verdict, by=second_editor)
    with pytest.raises(submission.OwnClaim):
        verdicts.correct(verdict, by=writer, data=make_finding(correction_note="Mine."))
