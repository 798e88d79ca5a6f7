"""The workbench: its page, and taking, renewing, giving back, skipping, snoozing; approvals and returns."""

import uuid

import pytest

from reviews.actions import drafts, handout, verdicts
from reviews.models import ReviewTask, TaskSkip
from tests.reviews.reports.story import TEXT, claim_in, say
from tests.reviews.views.at_work import JSON, at, lapse, posted


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


def test_a_reason_that_no_row_can_hold_is_refused(signed_in, editor, task):
    page = signed_in(editor).post(at(task, "skip/"), {"lease_token": task.lease_token, "reason": "a\0b"})
    said = ["reason contains a NUL character."]
    assert (page.status_code, page.context["other_errors"]) == (422, said)
    assert not TaskSkip.objects.exists()


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
