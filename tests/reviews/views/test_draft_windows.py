"""One task open in two windows of one editor: 409, both texts, and the choice between them."""

import uuid

import pytest

from reviews.actions import drafts
from reviews.models import DraftCopy, Verdict
from tests.reviews.views.at_work import JSON, at, posted

WINDOW = uuid.UUID(int=7)


@pytest.fixture
def other(task, editor, finding):
    """What this editor's other window has saved."""
    data = {**finding, "summary": "The other window's words.", "rating": "true"}
    return drafts.keep(task, by=editor, data=data, seen=drafts.Seen(0, uuid.uuid4(), 1))


def sent(task, finding, *, version, **more):
    window = {"draft_window": str(WINDOW), "draft_version": version, "draft_serial": 1}
    return posted(task, finding, **window, **more)


def test_an_older_copy_gets_409_with_both_texts(signed_in, editor, task, finding, other):
    browser = signed_in(editor)
    page = browser.post(at(task, "draft/"), sent(task, finding, version=0), headers=JSON)
    assert page.status_code == 409
    assert page.json()["error"] == {
        "code": "draft_changed",
        "message": "Another window of yours has saved a different text on this task. "
        "Both are kept: choose one.",
        "present": "1",
    }
    shown = browser.get(at(task, "copies/"), {"draft_window": str(WINDOW)})
    assert all(text in shown.text for text in (finding["summary"], "The other window", "mine:1"))
    assert browser.get(at(task, "copies/"), {"draft_window": "another"}).context["copies"] == []
    assert drafts.of(task, by=editor).data["summary"] == "The other window's words."


def test_the_page_that_comes_later_still_offers_what_was_refused(signed_in, editor, task, finding, other):
    browser = signed_in(editor)
    browser.post(at(task, "draft/"), sent(task, finding, version=0), headers=JSON)
    [copy] = browser.get(at(task)).context["copies"]
    assert [(row.label, row.here, row.there) for row in copy.differences] == [
        ("Rating", "True", "False"),
        ("In one sentence", "The other window's words.", finding["summary"]),
    ]


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("mine:1", "typed"),
        (f"use:{WINDOW}", "typed"),
        ("theirs", "The other window's words."),
        (f"drop:{WINDOW}", "The other window's words."),
    ],
)
def test_either_text_can_be_chosen(signed_in, editor, task, finding, other, word, kept):
    browser = signed_in(editor)
    browser.post(at(task, "draft/"), sent(task, finding, version=0), headers=JSON)
    version = 1 if word.startswith("use") else 0
    page = browser.post(at(task, "draft/"), sent(task, finding, version=version, do=word))
    assert page.url == at(task)
    expected = finding["summary"] if kept == "typed" else kept
    assert drafts.of(task, by=editor).data["summary"] == expected
    assert DraftCopy.objects.count() == 0


def test_a_choice_against_a_text_that_changed_again_is_asked_anew(signed_in, editor, task, finding, other):
    newer = {**finding, "summary": "Newer still."}
    drafts.keep(task, by=editor, data=newer, seen=drafts.Seen(1, uuid.uuid4(), 1))
    page = signed_in(editor).post(at(task, "draft/"), sent(task, finding, version=0, do="mine:1"))
    assert page.status_code == 409
    assert drafts.of(task, by=editor).data["summary"] == "Newer still."


def test_an_older_copy_is_not_handed_in(signed_in, editor, task, finding, other):
    page = signed_in(editor).post(at(task, "submit/"), sent(task, finding, version=0))
    assert page.status_code == 409
    assert "Another window of yours" in page.text
    assert (Verdict.objects.count(), DraftCopy.objects.get().data["summary"]) == (0, finding["summary"])


def test_the_present_copy_is_handed_in(signed_in, editor, task, finding, other):
    signed_in(editor).post(at(task, "submit/"), sent(task, finding, version=1))
    assert Verdict.objects.get().summary == finding["summary"]


@pytest.mark.parametrize(
    "fields", [{"draft_window": "x"}, {"draft_version": "-1"}, {"draft_serial": "1" * 20}], ids=str
)
def test_a_window_that_cannot_be_read_is_refused(signed_in, editor, task, finding, fields):
    page = signed_in(editor).post(
        at(task, "draft/"), {**sent(task, finding, version=0), **fields}, headers=JSON
    )
    assert page.status_code == 400
    assert drafts.of(task, by=editor) is None
