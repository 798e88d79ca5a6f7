"""The queue as a list: what is filtered in words, saved views, a lead's acts on the selected tasks."""

import pytest

from reviews.actions import handout
from reviews.models import QueueView, ReviewTask
from tests.reviews.views.at_work import at, said

QUEUE = "/desks/economy/queue/"


def test_what_is_filtered_stands_in_words_with_the_way_out(signed_in, reader, desk):
    page = signed_in(reader).get(QUEUE, {"q": "zinc", "worth_min": "0.50", "kind": "CHECK"})
    assert page.context["told"] == ["“zinc”", "check", "worth at least 0.5"]
    assert '<a href="?tab=open">Show all</a>' in page.text


def test_a_view_is_saved_shown_by_its_address_and_deleted(signed_in, reader, desk):
    browser = signed_in(reader)
    fields = {"name": "Metals", "query": "tab=open&q=zinc&cursor=after_1_2&unknown=1"}
    page = browser.post(f"{QUEUE}views/", fields)
    assert page.url == f"{QUEUE}?tab=open&q=zinc"
    assert QueueView.objects.get(owner=reader).query == "tab=open&q=zinc"
    assert '<a href="?tab=open&amp;q=zinc" aria-current="true">Metals</a>' in browser.get(page.url).text
    browser.post(f"{QUEUE}views/", {**fields, "do": "delete"})
    assert QueueView.objects.count() == 0


def test_a_view_without_a_name_is_refused_in_words(signed_in, reader, desk):
    page = signed_in(reader).post(f"{QUEUE}views/", {"name": " ", "query": "tab=done"})
    assert (page.url, said(page)) == (f"{QUEUE}?tab=done", ["Not saved. This field cannot be blank."])


def test_only_leads_select_tasks(signed_in, lead, editor, desk, make_task):
    make_task(desk)
    assert "data-select-item" in signed_in(lead).get(QUEUE).text
    assert "data-select-item" not in signed_in(editor).get(QUEUE).text


def test_a_lead_releases_the_selected_and_reads_what_was_done(
    signed_in, lead, editor, place, desk, make_task
):
    free = make_task(desk)
    make_task(desk, "Worthier.", priority=0.9)
    held = handout.take(place(editor))
    fields = {"act": "release", "task": [free.pk, held.pk], "query": "tab=open&q=claim"}
    page = signed_in(lead).post(f"{QUEUE}batch/", fields)
    assert page.url == f"{QUEUE}?tab=open&q=claim"
    assert said(page) == ["Released 1 task. Not done: 1 nobody had it."]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "release"}, "Select the tasks first."),
        ({"act": "assign", "task": True}, "Say to whom."),
        ({"act": "prioritise", "task": True}, "Say which priority, from 0 to 1."),
        ({"act": "prioritise", "task": True, "priority": "7"}, "A priority is a number from 0 to 1."),
    ],
    ids=str,
)
def test_an_act_that_lacks_something_says_what(signed_in, lead, desk, make_task, fields, words):
    task = make_task(desk)
    if fields.pop("task", None):
        fields["task"] = [task.pk]
    assert said(signed_in(lead).post(f"{QUEUE}batch/", fields)) == [words]
    assert ReviewTask.objects.get().priority == 0.5


def test_an_editor_escalates_and_goes_on(signed_in, editor, lead, task):
    fields = {"lease_token": str(task.lease_token), "to": lead.pk, "note": "Is this ours?"}
    page = signed_in(editor).post(at(task, "escalate/"), fields)
    assert said(page)[0] == "Escalated to Lena Test. Your draft is kept."
    text = signed_in(lead).get(at(task)).text
    assert "Edda Test escalated this to Lena Test" in text
    assert "Is this ours?" in text


def test_an_escalation_without_a_note_keeps_the_task(signed_in, editor, lead, task):
    fields = {"lease_token": str(task.lease_token), "to": lead.pk, "note": " "}
    page = signed_in(editor).post(at(task, "escalate/"), fields)
    assert page.status_code == 422
    assert "Say what the lead is to decide." in page.text
