"""Escalation: the task waits for a lead, the note is kept, the record says so."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from factcheck.models import AuditEvent, Notice
from reviews.actions import assignment, drafts, escalating, handout
from reviews.models import Escalation, ReviewTask, TaskSkip


@pytest.fixture
def task(desk, editor, place, make_task):
    make_task(desk)
    return handout.take(place(editor))


def escalate(task, by, to, note="Is this ours to check?"):
    return escalating.escalate(task, token=task.lease_token, by=by, to=to.pk, note=note)


def test_it_waits_for_the_lead_with_the_note_a_notice_and_a_record(desk, task, editor, lead):
    drafts.keep(task, by=editor, data={"summary": "Half a thought."})
    made = escalate(task, editor, lead)
    task.refresh_from_db()
    assert (task.state, task.assigned_to, task.assigned_by) == ("OPEN", lead, editor)
    assert (escalating.of(task), made.note) == (made, "Is this ours to check?")
    assert Notice.objects.get(user=lead).link == f"/desks/economy/tasks/{task.pk}/"
    assert AuditEvent.objects.get(action="task.escalated").data == {"to": lead.pk, "note": made.note}
    assert drafts.of(task, by=editor).data == {"summary": "Half a thought."}


def test_the_lead_is_offered_it_first_and_the_editor_no_more(desk, task, editor, lead, place, make_task):
    make_task(desk, "Worthier.", priority=0.9)
    TaskSkip.objects.create(task=task, editor=lead, reason="Not my field")
    escalate(task, editor, lead)
    assert handout.take(place(lead)).pk == task.pk
    assert handout.take(place(editor)).pk != task.pk


def test_hand_out_leaves_it_with_the_lead_on_shift_or_off(desk, task, editor, lead):
    escalate(task, editor, lead)
    ReviewTask.objects.update(assigned_at="2020-01-01T00:00Z")
    assert assignment.assign(desk) == 0
    task.refresh_from_db()
    assert task.assigned_to == lead


@pytest.mark.parametrize("note", ["", "  ", "x" * 2001], ids=["none", "blank", "long"])
def test_without_a_readable_note_nothing_happens(task, editor, lead, note):
    with pytest.raises(ValidationError):
        escalate(task, editor, lead, note)
    assert (task.lease_holder, Escalation.objects.count()) == (editor, 0)


def test_only_another_lead_of_the_desk_may_be_asked(task, editor, second_editor, stranger, lead):
    for wrong in (editor, second_editor, stranger):
        with pytest.raises(ValidationError, match="Choose a lead"):
            escalate(task, editor, wrong)
    ReviewTask.objects.update(barred=lead)
    task.refresh_from_db()
    assert escalating.leads_for(task, by=editor) == []


def test_a_stale_token_is_refused_and_nobody_is_told(task, editor, second_editor, lead, place):
    ReviewTask.objects.update(lease_expires_at="2020-01-01T00:00Z")
    handout.take(place(second_editor))
    with pytest.raises(handout.StaleLease):
        escalate(task, editor, lead)
    assert (Escalation.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [({"note": ""}, "escalation_has_a_note"), ({"to": None}, "escalation_goes_to_somebody_else")],
    ids=["note", "self"],
)
def test_postgresql_refuses(task, editor, lead, fields, rule):
    to = editor if "to" in fields else lead
    with pytest.raises(IntegrityError, match=rule):
        Escalation.objects.create(task=task, escalated_by=editor, to=to, note=fields.get("note", "Why."))
