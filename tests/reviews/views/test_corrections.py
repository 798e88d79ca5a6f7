"""The correction form: saved while it is typed, for its editor alone, until it is handed in or begun anew."""

from __future__ import annotations

import pytest

from reviews.actions import correction_drafts, verdicts
from reviews.models import CorrectionDraft, Verdict
from tests.reviews.views.test_verdicts import at, fields

JSON = {"accept": "application/json"}


@pytest.fixture
def verdict(published) -> Verdict:
    return published()


def typed(verdict, **changes) -> dict[str, object]:
    return fields({**verdicts.draft_of(verdict), "correction_note": "", **changes})


def save(browser, verdict, **changes):
    return browser.post(at(verdict, "correct/draft/"), typed(verdict, **changes), headers=JSON)


def test_what_is_typed_is_saved_and_comes_back_to_its_editor_alone(signed_in, editor, second_editor, verdict):
    answer = save(signed_in(editor), verdict, correction_note="The rating was")
    draft = CorrectionDraft.objects.get()
    assert (answer.status_code, answer.json()) == (200, {"saved_at": draft.saved_at.isoformat()})
    page = signed_in(editor).get(at(verdict, "correct/"))
    assert page.context["data"]["correction_note"] == "The rating was"
    assert f'<draft-form data-save-url="{at(verdict, "correct/draft/")}">' in page.text
    assert signed_in(second_editor).get(at(verdict, "correct/")).context["data"]["correction_note"] == ""


def test_handing_in_ends_the_draft(signed_in, editor, verdict):
    save(signed_in(editor), verdict, correction_note="Too")
    given = typed(verdict, rating="mostly-false", correction_note="Too hard.")
    assert signed_in(editor).post(at(verdict, "correct/"), given).status_code == 302
    assert (Verdict.objects.filter(version=2).count(), CorrectionDraft.objects.count()) == (1, 0)


def test_what_was_refused_is_kept(signed_in, editor, verdict):
    answer = signed_in(editor).post(at(verdict, "correct/"), typed(verdict, summary="Half a"))
    assert answer.status_code == 422
    assert correction_drafts.of(verdict, by=editor).data["summary"] == "Half a"


def test_an_edit_of_the_citations_is_saved_too(signed_in, editor, verdict):
    given = {**typed(verdict), "do": "offline"}
    signed_in(editor).post(at(verdict, "correct/"), given)
    assert len(correction_drafts.of(verdict, by=editor).data["citations"]) == 2


def test_beginning_anew_brings_the_published_words_back(signed_in, editor, verdict):
    save(signed_in(editor), verdict, summary="Otherwise.")
    signed_in(editor).post(at(verdict, "correct/draft/"), {"do": "anew"})
    page = signed_in(editor).get(at(verdict, "correct/"))
    assert page.context["data"]["summary"] == verdict.summary


def test_what_is_too_long_is_refused_with_the_reason_and_nothing_is_stored(signed_in, editor, verdict):
    answer = save(signed_in(editor), verdict, explanation="x" * 200_001)
    assert (answer.status_code, CorrectionDraft.objects.count()) == (400, 0)
    assert "A draft holds at most 200000 characters" in answer.json()["error"]["message"]


def test_without_a_script_saving_leads_back_to_the_form(signed_in, editor, verdict):
    browser = signed_in(editor)
    answer = browser.post(at(verdict, "correct/draft/"), typed(verdict), headers={"accept": "text/html"})
    assert (answer.status_code, answer["Location"]) == (302, at(verdict, "correct/"))
