"""Drafts and submission: what was typed is kept, whatever becomes of the lease."""

import json
import uuid

import pytest

from reviews.actions import drafts
from reviews.models import Draft, Verdict
from tests.reviews.views.at_work import JSON, at, lapse, posted, said


def test_a_form_draft_is_saved_as_typed_and_answers_when(signed_in, editor, task, finding):
    page = signed_in(editor).post(at(task, "draft/"), posted(task, finding), headers=JSON)
    draft = Draft.objects.get(task=task)
    assert page.json() == {"saved_at": draft.saved_at.isoformat(), "version": 1}
    assert draft.data["rating"] == "false"
    assert draft.data["citations"][0]["snapshot"] == finding["citations"][0]["snapshot"]


def test_a_json_draft_is_saved(signed_in, editor, task):
    body = {"lease_token": str(task.lease_token), "data": {"summary": "Begun"}}
    page = signed_in(editor).post(at(task, "draft/"), body, content_type="application/json", headers=JSON)
    assert page.status_code == 200
    assert drafts.of(task, by=editor).data == {"summary": "Begun"}


DEEP = '{"lease_token": "x", "data": {"summary": ' + "[" * 5000 + "]" * 5000 + "}}"


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '{"data": {}}', '{"data": 3, "lease_token": "x"}', '{"data": {"summary": NaN}}', DEEP],
    ids=["broken", "list", "no token", "no object", "NaN", "deep"],
)
def test_a_draft_that_cannot_be_read_is_refused(signed_in, editor, task, body):
    page = signed_in(editor).post(at(task, "draft/"), body, content_type="application/json", headers=JSON)
    assert page.status_code == 400


def test_a_page_number_that_is_none_is_kept_as_typed(signed_in, editor, task, finding):
    fields = posted(task, finding, **{"citation-0-snapshot": "9" * 5000})
    assert signed_in(editor).post(at(task, "draft/"), fields, headers=JSON).status_code == 200
    assert drafts.of(task, by=editor).data["citations"][0]["snapshot"] == "9" * 5000


@pytest.mark.parametrize("number", [[], {}, 10**30, "x"])
def test_a_draft_that_cites_no_page_by_its_number_is_still_shown(signed_in, editor, task, number):
    drafts.keep(task, by=editor, data={"summary": "Begun", "citations": [{"snapshot": number}]})
    page = signed_in(editor).get(at(task))
    assert page.status_code == 200
    assert "Begun" in page.text


def test_the_letters_of_every_script_count_once(editor, task):
    drafts.keep(task, by=editor, data={"explanation": "я" * 150_000})
    assert drafts.of(task, by=editor).data == {"explanation": "я" * 150_000}


def test_a_stale_token_gets_409_and_keeps_the_draft(signed_in, editor, second_editor, place, task, finding):
    lapse(task, to=second_editor, place=place)
    page = signed_in(editor).post(at(task, "draft/"), posted(task, finding), headers=JSON)
    assert page.status_code == 409
    assert page.json()["error"] == {
        "code": "conflict",
        "message": "Your hold on this task has ended: it is in work with Sven Test. What you typed is kept.",
        "present": "LEASED",
    }
    assert drafts.of(task, by=editor).data["summary"] == finding["summary"]


def test_a_stale_draft_is_shown_to_its_writer_beside_the_holder_s_name(
    signed_in, editor, second_editor, place, task, finding
):
    browser = signed_in(editor)
    browser.post(at(task, "draft/"), posted(task, finding), headers=JSON)
    lapse(task, to=second_editor, place=place)
    text = browser.get(at(task)).text
    assert "Your draft, kept" in text
    assert finding["summary"] in text
    assert "In work, Sven Test" in text


def test_an_edit_in_place_answers_with_the_citations_and_the_new_numbers(signed_in, editor, task, finding):
    finding["citations"] *= 2
    finding["explanation"] = "One [1], two [2]."
    fields = posted(task, finding, do="remove:1")
    page = signed_in(editor).post(at(task, "draft/"), fields, headers={"HX-Request": "true"})
    assert page.text.count("cited-row") == 1
    assert json.loads(page["HX-Trigger-After-Settle"])["desk:renumber"] == {"1": None, "2": 1}
    assert drafts.of(task, by=editor).data["explanation"] == "One , two [1]."


def test_an_edit_without_a_script_leads_back_to_the_citation(signed_in, editor, task, finding):
    page = signed_in(editor).post(at(task, "draft/"), posted(task, finding, do="offline"))
    assert page.url == f"{at(task)}#citation-2"
    assert len(drafts.of(task, by=editor).data["citations"]) == 2


def test_words_selected_in_a_page_become_a_citation(signed_in, editor, task, make_snapshot, make_finding):
    snapshot = make_snapshot(task.claim, editor)
    data = {**make_finding(snapshot), "citations": []}
    fields = posted(task, data, do=f"cite:{snapshot.pk}", quoted="61 metres")
    page = signed_in(editor).post(at(task, "draft/"), fields, headers={"HX-Request": "true"})
    assert "quote found" in page.text
    assert drafts.of(task, by=editor).data["citations"][0]["exact"] == "61 metres"


def test_an_edit_that_cannot_be_done_keeps_what_was_typed(signed_in, editor, task, finding):
    page = signed_in(editor).post(at(task, "draft/"), posted(task, finding, do="remove:9"))
    assert page.status_code == 422
    assert "There is no citation [9]." in page.text
    assert finding["summary"] in page.text


def test_an_edit_in_place_on_a_lost_task_leads_to_its_page(signed_in, editor, task, finding):
    lapse(task)
    task.lease_token = uuid.uuid4()
    fields = posted(task, finding, do="offline")
    page = signed_in(editor).post(at(task, "draft/"), fields, headers={"HX-Request": "true"})
    assert (page.status_code, page["HX-Redirect"]) == (409, at(task))


def test_the_checklist_follows_the_draft(signed_in, editor, task, finding):
    browser = signed_in(editor)
    page = browser.get(at(task, "checklist/"))
    assert [check.label for check in page.context["missing"]] == [
        "A rating",
        "The finding in one sentence",
        "The reasons",
        "An independent source",
    ]
    browser.post(at(task, "draft/"), posted(task, finding), headers=JSON)
    assert browser.get(at(task, "checklist/")).context["missing"] == []


def test_the_checklist_asks_for_a_stance_without_hiding_the_other_gates(signed_in, editor, task, finding):
    finding["citations"][0]["stance"] = ""
    browser = signed_in(editor)
    browser.post(at(task, "draft/"), posted(task, finding), headers=JSON)
    (check,) = browser.get(at(task, "checklist/")).context["missing"]
    assert check.reason == "Say what [1] does: support, refute or give context."


def test_submit_stores_the_verdict_and_takes_the_next(signed_in, editor, desk, task, finding, make_task):
    following = make_task(desk)
    page = signed_in(editor).post(at(task, "submit/"), posted(task, finding))
    assert page.url == at(following)
    verdict = Verdict.objects.get()
    assert (verdict.rating.key, verdict.summary, verdict.author) == ("false", finding["summary"], editor)
    assert said(page) == ["Handed in: False. It waits for approval by somebody else."]


def test_submit_with_nothing_left_leads_to_the_queue(signed_in, editor, task, finding):
    page = signed_in(editor).post(at(task, "submit/"), posted(task, finding))
    assert page.url == "/desks/economy/queue/?tab=open"


def test_submit_with_a_shut_gate_names_the_field_and_keeps_everything(signed_in, editor, task, finding):
    finding |= {"rating": "", "summary": "x" * 301, "explanation": "Typed reasons [1] [4]."}
    finding["citations"][0]["exact"] = "words that stand nowhere"
    page = signed_in(editor).post(at(task, "submit/"), posted(task, finding))
    assert page.status_code == 422
    assert page.context["errors"] == {
        "rating": ["Choose a rating."],
        "summary": ["The summary has 301 characters; 300 are allowed."],
        "explanation": ["No citation stands behind [4]."],
        "citations": ["[1] quotes words that do not stand in the captured page."],
    }
    assert all(
        typed in page.text for typed in ("x" * 301, "Typed reasons [1] [4].", "words that stand nowhere")
    )
    assert drafts.of(task, by=editor).data["summary"] == "x" * 301
    assert Verdict.objects.count() == 0


def test_every_missing_thing_is_named_at_once(signed_in, editor, task, finding):
    finding["citations"][0]["stance"] = ""
    page = signed_in(editor).post(at(task, "submit/"), posted(task, {**finding, "rating": ""}))
    assert page.context["errors"] == {
        "rating": ["Choose a rating."],
        "citations": ["Say what [1] does: support, refute or give context."],
    }


def test_an_unknown_rating_is_refused_by_name(signed_in, editor, task, finding):
    page = signed_in(editor).post(at(task, "submit/"), posted(task, {**finding, "rating": "pants-on-fire"}))
    assert page.context["errors"]["rating"] == ["“pants-on-fire” is not a rating of this desk's scale."]


def test_a_late_submit_gets_409_with_the_kept_draft(signed_in, editor, second_editor, place, task, finding):
    lapse(task, to=second_editor, place=place)
    page = signed_in(editor).post(at(task, "submit/"), posted(task, finding))
    assert page.status_code == 409
    assert "it is in work with Sven Test" in page.text
    assert finding["summary"] in page.text
    assert drafts.of(task, by=editor).data["summary"] == finding["summary"]


def test_a_second_click_on_submit_gets_409_and_one_verdict(signed_in, editor, task, finding):
    browser = signed_in(editor)
    browser.post(at(task, "submit/"), posted(task, finding))
    assert browser.post(at(task, "submit/"), posted(task, finding)).status_code == 409
    assert Verdict.objects.count() == 1
