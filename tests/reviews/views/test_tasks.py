"""The workbench: taking, drafting, submitting, and what is kept when the lease is gone."""

import json
import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db.models.functions import Now

from reviews.actions import drafts, handout, verdicts
from reviews.models import Draft, ReviewTask, TaskSkip, Verdict
from tests.reviews.reports.story import TEXT, claim_in, say

JSON = {"Accept": "application/json"}


def at(task, name=""):
    return f"/desks/economy/tasks/{task.pk}/{name}"


def said(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def posted(task, data, **more):
    """The fields of the verdict form for a draft's JSON."""
    fields = {"lease_token": str(task.lease_token), **{k: v for k, v in data.items() if k != "citations"}}
    for place, row in enumerate(data["citations"]):
        for part, value in row.items():
            fields[f"citation-{place}-{part}"] = "" if value is None else value
    return {**fields, **more}


@pytest.fixture
def task(desk, editor, place, make_task):
    """A check that the editor holds."""
    make_task(desk)
    return handout.take(place(editor))


@pytest.fixture
def finding(task, editor, make_snapshot, make_finding):
    """A draft on the task that passes the gates."""
    return make_finding(make_snapshot(task.claim, editor))


def lapse(task, *, to=None, place=None):
    """Let the lease end, and have `to` take the task."""
    ReviewTask.objects.filter(pk=task.pk).update(lease_expires_at=Now() - timedelta(seconds=1))
    if to:
        handout.take(place(to))


def test_the_statement_in_hand_is_lit_in_its_article(signed_in, editor, desk, task, make_revision):
    statement = say(make_revision(desk, TEXT, title="The bridge at Tessel"), "It opened in 1931.")
    claim_in(statement, claim=task.claim, desk=desk)
    text = signed_in(editor).get(at(task)).text
    assert f'class="s work lit" id="s-{statement.pk}"' in text
    assert text.count(" lit") == text.count('s work lit"')


def test_another_occurrence_can_be_put_in_hand(signed_in, editor, desk, task, make_revision):
    both = []
    for number in (1, 2):
        revision = make_revision(desk, f"{TEXT} {number}", title=f"Article {number}")
        both.append(say(revision, "It opened in 1931."))
        claim_in(both[-1], claim=task.claim, desk=desk)
    browser = signed_in(editor)
    assert browser.get(at(task)).context["around"].article.statement == both[0]
    page = browser.get(at(task), {"statement": both[1].pk})
    assert page.context["around"].article.statement == both[1]
    assert [row.statement for row in page.context["around"].elsewhere] == [both[0]]


def test_the_queries_of_the_page_do_not_grow_with_the_article(
    signed_in, editor, desk, task, make_revision, django_assert_max_num_queries
):
    text = "\n\n".join(f"The bridge carries {number},000 cars." for number in range(1, 60))
    revision = make_revision(desk, text, title="Cars")
    for number in range(1, 60):
        said_so = say(revision, f"The bridge carries {number},000 cars.")
        claim_in(said_so, desk=desk, claim=task.claim if number == 1 else None)
    browser = signed_in(editor)
    browser.get(at(task))
    with django_assert_max_num_queries(30):
        browser.get(at(task))


def test_who_does_not_hold_the_task_may_read_it_and_take_it(
    signed_in, second_editor, reader, desk, make_task
):
    task = make_task(desk)
    page = signed_in(second_editor).get(at(task))
    assert (page.context["may_take"], "verdict-form" in page.text) == (True, False)
    assert signed_in(reader).get(at(task)).context["may_take"] is False


def test_a_held_task_names_its_holder_and_is_read_only(signed_in, second_editor, task):
    page = signed_in(second_editor).get(at(task))
    assert page.context["standing"] == ("work", "In work, Edda Test")
    assert (page.context["may_take"], "verdict-form" in page.text) == (False, False)


def test_a_task_of_another_desk_is_not_found(signed_in, stranger, editor, task, other_desk, make_task):
    assert signed_in(stranger).get(at(task)).status_code == 404
    assert signed_in(editor).get(at(make_task(other_desk))).status_code == 404


def test_taking_leads_to_the_workbench(signed_in, checker, desk, make_task):
    task = make_task(desk)
    assert signed_in(checker).post(at(task, "take/")).url == at(task)
    task.refresh_from_db()
    assert task.lease_holder == checker


def test_taking_what_another_holds_gets_409_and_their_name(signed_in, second_editor, task):
    page = signed_in(second_editor).post(at(task, "take/"))
    assert page.status_code == 409
    assert "In work, Edda Test" in page.text


def test_a_reader_takes_nothing(signed_in, reader, desk, make_task):
    assert signed_in(reader).post(at(make_task(desk), "take/")).status_code == 403


def test_a_checker_takes_no_approval(signed_in, checker, submitted):
    approval = submitted().tasks.get(kind="APPROVAL")
    assert signed_in(checker).post(at(approval, "take/")).status_code == 403


def test_a_form_draft_is_saved_as_typed_and_answers_when(signed_in, editor, task, finding):
    page = signed_in(editor).post(at(task, "draft/"), posted(task, finding), headers=JSON)
    draft = Draft.objects.get(task=task)
    assert page.json() == {"saved_at": draft.saved_at.isoformat()}
    assert draft.data["rating"] == "false"
    assert draft.data["citations"][0]["snapshot"] == finding["citations"][0]["snapshot"]


def test_a_json_draft_is_saved(signed_in, editor, task):
    body = {"lease_token": str(task.lease_token), "data": {"summary": "Begun"}}
    page = signed_in(editor).post(at(task, "draft/"), body, content_type="application/json", headers=JSON)
    assert page.status_code == 200
    assert drafts.of(task, by=editor).data == {"summary": "Begun"}


@pytest.mark.parametrize("body", ["{", "[]", '{"data": {}}', '{"data": 3, "lease_token": "x"}'])
def test_a_draft_that_cannot_be_read_is_refused(signed_in, editor, task, body):
    page = signed_in(editor).post(at(task, "draft/"), body, content_type="application/json", headers=JSON)
    assert page.status_code == 400


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


def test_a_lapsed_lease_that_nobody_took_can_be_taken_again_with_the_draft(signed_in, editor, task, finding):
    browser = signed_in(editor)
    browser.post(at(task, "draft/"), posted(task, finding), headers=JSON)
    lapse(task)
    page = browser.get(at(task))
    assert (page.context["lapsed"], page.context["may_take"]) == (True, True)
    browser.post(at(task, "take/"))
    assert finding["explanation"] in browser.get(at(task)).text


def test_renewing_answers_the_new_end_by_the_database_clock(signed_in, editor, desk, task):
    page = signed_in(editor).post(at(task, "renew/"), {"lease_token": task.lease_token}, headers=JSON)
    task.refresh_from_db()
    assert page.json()["expires_at"] == task.lease_expires_at.isoformat()
    assert page.json()["now"] < page.json()["expires_at"]


def test_renewing_with_a_stale_token_gets_409(signed_in, editor, task):
    page = signed_in(editor).post(at(task, "renew/"), {"lease_token": uuid.uuid4()}, headers=JSON)
    assert (page.status_code, page.json()["error"]["present"]) == (409, "LEASED")


def test_giving_back_frees_the_task_and_keeps_the_draft(signed_in, editor, task, finding):
    browser = signed_in(editor)
    browser.post(at(task, "draft/"), posted(task, finding), headers=JSON)
    page = browser.post(at(task, "give-back/"), {"lease_token": task.lease_token})
    task.refresh_from_db()
    assert (page.url, task.state) == ("/desks/economy/queue/?tab=open", "OPEN")
    assert drafts.of(task, by=editor).data["summary"] == finding["summary"]


def test_skipping_needs_a_reason_and_leads_to_the_next(signed_in, editor, desk, task, make_task):
    following = make_task(desk)
    browser = signed_in(editor)
    page = browser.post(at(task, "skip/"), {"lease_token": task.lease_token, "reason": " "})
    assert (page.status_code, page.context["other_errors"]) == (422, ["Say why you skip it."])
    page = browser.post(at(task, "skip/"), {"lease_token": task.lease_token, "reason": "Not my field"})
    assert (page.url, TaskSkip.objects.get().reason) == (at(following), "Not my field")


def test_snoozing_puts_the_task_to_sleep(signed_in, editor, desk, task, make_task):
    following = make_task(desk)
    browser = signed_in(editor)
    page = browser.post(at(task, "snooze/"), {"lease_token": task.lease_token, "minutes": "soon"})
    assert page.status_code == 422
    page = browser.post(at(task, "snooze/"), {"lease_token": task.lease_token, "minutes": "60"})
    task.refresh_from_db()
    assert (page.url, task.state, task.available_at is None) == (at(following), "OPEN", False)


@pytest.mark.parametrize("name", ["renew/", "give-back/", "skip/", "snooze/", "submit/"])
def test_a_missing_token_is_refused(signed_in, editor, task, name):
    assert signed_in(editor).post(at(task, name), {"reason": "r", "minutes": 5}).status_code == 400


def test_an_approval_shows_the_verdict_and_its_answers(signed_in, second_editor, place, submitted):
    verdict = submitted()
    task = handout.take(place(second_editor), kinds=ReviewTask.APPROVING)
    text = signed_in(second_editor).get(at(task)).text
    assert verdict.summary in text
    assert f"/desks/economy/verdicts/{verdict.pk}/approve/" in text
    assert f"/desks/economy/verdicts/{verdict.pk}/return/" in text


def test_the_author_sees_why_they_cannot_approve(signed_in, editor, submitted):
    verdict = submitted()
    text = signed_in(editor).get(at(verdict.tasks.get(kind="APPROVAL"))).text
    assert "You wrote this verdict, so another person must approve it." in text
    assert "/approve/" not in text


def test_a_returned_verdict_comes_back_with_its_text(signed_in, editor, second_editor, submitted):
    verdict = submitted()
    task = verdicts.return_to_author(verdict, by=second_editor, comment="Find another source.")
    browser = signed_in(editor)
    browser.post(at(task, "take/"))
    text = browser.get(at(task)).text
    assert "Find another source." in text
    assert verdict.explanation in text


@pytest.mark.parametrize("name", ["take/", "draft/", "submit/", "renew/", "give-back/", "skip/", "snooze/"])
def test_a_reload_of_what_a_form_answered_leads_to_the_task(signed_in, editor, task, name):
    assert signed_in(editor).get(at(task, name)).url == at(task)
    assert signed_in(editor).get(f"/desks/economy/tasks/999999/{name}").status_code == 404
