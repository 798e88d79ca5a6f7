"""Verdict pages: read, approve, return, publish, correct, retract; who may, and who was first."""

import pytest
from django.contrib.messages import get_messages

from reviews.actions import verdicts
from reviews.models import ReviewTask, Snapshot, Verdict


def at(verdict, name=""):
    return f"/desks/economy/verdicts/{verdict.pk}/{name}"


def said(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def fields(data):
    """The fields of the correction form for a draft's JSON."""
    made = {name: value for name, value in data.items() if name != "citations"}
    for place, row in enumerate(data["citations"]):
        made |= {f"citation-{place}-{part}": "" if value is None else value for part, value in row.items()}
    return made


def test_the_page_shows_the_verdict_with_its_citations_in_context(signed_in, reader, submitted):
    verdict = submitted()
    text = signed_in(reader).get(at(verdict)).text
    assert verdict.summary in text
    assert "<mark>The bridge at Tessel is 61 metres long.</mark>" in text
    assert "Submitted by Edda Test" in text


def test_a_reader_sees_no_buttons(signed_in, reader, submitted, published):
    assert "/approve/" not in signed_in(reader).get(at(submitted())).text
    text = signed_in(reader).get(at(published())).text
    assert ("/correct/" in text, "/retract/" in text) == (False, False)


def test_a_verdict_of_another_desk_is_not_found(signed_in, stranger, submitted):
    verdict = submitted()
    assert signed_in(stranger).get(at(verdict)).status_code == 404
    assert signed_in(stranger).get(f"/desks/city/verdicts/{verdict.pk}/").status_code == 404


def test_approving_signs_it_and_offers_to_publish(signed_in, second_editor, submitted):
    verdict = submitted()
    browser = signed_in(second_editor)
    page = browser.post(at(verdict, "approve/"))
    verdict.refresh_from_db()
    assert (page.url, verdict.state, verdict.approved_by) == (at(verdict), "APPROVED", second_editor)
    assert at(verdict, "publish/") in browser.get(at(verdict)).text


def test_the_author_cannot_approve_and_is_told_why(signed_in, editor, submitted):
    verdict = submitted()
    browser = signed_in(editor)
    page = browser.post(at(verdict, "approve/"))
    verdict.refresh_from_db()
    assert (page.status_code, verdict.state) == (409, "SUBMITTED")
    assert "You wrote this verdict: another person must approve it." in page.text
    assert at(verdict, "approve/") not in browser.get(at(verdict)).text


@pytest.mark.parametrize("name", ["approve/", "return/", "publish/", "correct/", "retract/"])
def test_a_checker_may_do_none_of_it(signed_in, checker, submitted, name):
    assert signed_in(checker).post(at(submitted(), name)).status_code == 403


def test_of_two_approvals_the_second_gets_409_with_the_present_state(
    signed_in, second_editor, lead, submitted
):
    verdict = submitted()
    signed_in(second_editor).post(at(verdict, "approve/"))
    page = signed_in(lead).post(at(verdict, "approve/"))
    assert page.status_code == 409
    assert "This verdict is approved now, so it cannot become approved." in page.text


@pytest.mark.parametrize(("act", "field"), [("return/", "comment"), ("retract/", "note")])
def test_words_that_no_row_can_hold_are_refused(signed_in, second_editor, submitted, act, field):
    verdict = submitted()
    page = signed_in(second_editor).post(at(verdict, act), {field: "a\0b"})
    said = {field: [f"{field} contains a NUL character."]}
    assert (page.status_code, page.context["errors"]) == (422, said)
    assert Verdict.objects.get().state == "SUBMITTED"


def test_returning_needs_a_comment_and_gives_the_task_back_to_its_author(
    signed_in, editor, second_editor, submitted
):
    verdict = submitted()
    browser = signed_in(second_editor)
    page = browser.post(at(verdict, "return/"), {"comment": " "})
    assert (page.status_code, page.context["errors"]) == (422, {"comment": ["Say what is to be mended."]})
    page = browser.post(at(verdict, "return/"), {"comment": "Find a second source."})
    task = ReviewTask.objects.get(verdict=verdict, kind="CHECK")
    assert (page.url, task.assigned_to) == (at(verdict), editor)
    assert "Find a second source." in browser.get(at(verdict)).text


def test_publishing_shows_it_to_readers(signed_in, second_editor, submitted):
    verdict = submitted()
    verdicts.approve(verdict, by=second_editor)
    page = signed_in(second_editor).post(at(verdict, "publish/"))
    verdict.refresh_from_db()
    assert (verdict.state, said(page)) == ("PUBLISHED", ["Published."])


def test_publishing_before_approval_gets_409(signed_in, second_editor, submitted):
    assert signed_in(second_editor).post(at(submitted(), "publish/")).status_code == 409


def test_a_correction_starts_from_the_published_words(signed_in, editor, published):
    verdict = published()
    page = signed_in(editor).get(at(verdict, "correct/"))
    assert page.context["data"] == {**verdicts.draft_of(verdict), "correction_note": ""}
    assert verdict.explanation in page.text


def test_a_correction_makes_a_new_version_and_the_old_one_stands(signed_in, editor, published):
    verdict = published()
    data = {
        **verdicts.draft_of(verdict),
        "rating": "mostly-false",
        "correction_note": "The rating was too hard.",
    }
    page = signed_in(editor).post(at(verdict, "correct/"), fields(data))
    newer = Verdict.objects.get(version=2)
    verdict.refresh_from_db()
    assert page.url == at(newer)
    assert (newer.state, newer.rating.key, verdict.state) == ("SUBMITTED", "mostly-false", "PUBLISHED")


def test_a_correction_without_a_note_keeps_what_was_typed(signed_in, editor, published):
    verdict = published()
    data = {**verdicts.draft_of(verdict), "summary": "Typed anew.", "correction_note": ""}
    page = signed_in(editor).post(at(verdict, "correct/"), fields(data))
    assert page.status_code == 422
    assert page.context["errors"] == {"correction_note": ["Tell readers what was corrected."]}
    assert "Typed anew." in page.text


def test_a_correction_of_what_is_not_published_gets_409_and_keeps_the_text(signed_in, editor, submitted):
    verdict = submitted()
    data = {**verdicts.draft_of(verdict), "summary": "Typed anew.", "correction_note": "Better."}
    page = signed_in(editor).post(at(verdict, "correct/"), fields(data))
    assert page.status_code == 409
    assert "Typed anew." in page.text


def test_the_citations_of_a_correction_are_edited_in_place_and_without_a_script(signed_in, editor, published):
    verdict = published()
    data = {**verdicts.draft_of(verdict), "correction_note": "Better."}
    browser = signed_in(editor)
    page = browser.post(at(verdict, "correct/"), {**fields(data), "do": "offline"})
    assert (page.status_code, len(page.context["cited"])) == (200, 2)
    htmx = {"HX-Request": "true"}
    page = browser.post(at(verdict, "correct/"), {**fields(data), "do": "remove:1"}, headers=htmx)
    assert page.text.count("cited-row") == 0
    assert Verdict.objects.count() == 1


def test_retracting_needs_a_note_for_readers(signed_in, second_editor, published):
    verdict = published()
    browser = signed_in(second_editor)
    assert browser.post(at(verdict, "retract/"), {"note": ""}).context["errors"] == {
        "note": ["Tell readers why it is withdrawn."]
    }
    browser.post(at(verdict, "retract/"), {"note": "The yearbook was withdrawn."})
    verdict.refresh_from_db()
    assert (verdict.state, verdict.retraction_note) == ("RETRACTED", "The yearbook was withdrawn.")
    assert "The yearbook was withdrawn." in browser.get(at(verdict)).text


def test_gates_that_no_longer_hold_are_named_at_approval(signed_in, second_editor, desk, submitted):
    verdict = submitted()
    desk.policy.min_independent_sources = 2
    desk.policy.save()
    page = signed_in(second_editor).post(at(verdict, "approve/"))
    why = "Found 1 of 2; sources of one publisher, domain, agency or text count once."
    assert (page.status_code, page.context["gate_errors"]) == (422, [why])


def test_the_history_names_people_in_order(signed_in, reader, published):
    history = signed_in(reader).get(at(published())).context["view"].history
    assert [(moment.words, moment.who.username) for moment in history] == [
        ("Submitted", "edda"),
        ("Approved", "sven"),
        ("Published", "sven"),
    ]


def test_the_queries_of_the_page_are_pinned(signed_in, reader, published, django_assert_max_num_queries):
    verdict = published()
    browser = signed_in(reader)
    browser.get(at(verdict))
    assert Snapshot.objects.count() == 1
    with django_assert_max_num_queries(16):
        browser.get(at(verdict))


@pytest.mark.parametrize("name", ["approve/", "return/", "publish/", "retract/"])
def test_a_reload_of_what_a_form_answered_leads_to_the_verdict(signed_in, second_editor, submitted, name):
    verdict = submitted()
    assert signed_in(second_editor).get(at(verdict, name)).url == at(verdict)
    verdict.refresh_from_db()
    assert verdict.state == "SUBMITTED"
