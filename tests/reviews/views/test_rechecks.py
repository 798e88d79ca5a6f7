"""A recheck in the workbench: the words before and after, and its three answers."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from reviews.actions import claims, handout
from reviews.models import ClaimMatch, Draft, Orphan, ReviewTask, Verdict
from tests.reviews.actions.paper import claim_of, print_article
from tests.reviews.views.at_work import at, lapse, posted, said

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."
LONGER = "The bridge at Tessel is 95 metres long."
TAX = "The harbour tax rises to 4 percent in May."


@pytest.fixture
def verdict(desk, published):
    """A published verdict on the bridge, which the first text of an article says."""
    found = published()
    first = print_article(desk, BRIDGE, TAX, identity="a")
    claims.match(first.pk)
    claim = claim_of(first, BRIDGE)
    ReviewTask.objects.live().filter(claim=claim).update(state="CANCELLED", finished_at=Now())
    ClaimMatch.objects.filter(claim=claim).update(claim=found.claim)
    return found


@pytest.fixture
def task(desk, verdict, checker, place):
    """The recheck that the second text opens, in the checker's hands."""
    second = print_article(desk, LONGER, TAX, identity="a")
    claims.match(second.pk)
    ReviewTask.objects.filter(kind="CHECK", state="OPEN").update(priority=0.0)
    held = handout.take_this(place(checker), ReviewTask.objects.get(kind="RECHECK"))
    assert held.verdict == verdict
    return held


def answer(browser, task, **fields):
    return browser.post(at(task, "stand/"), {"lease_token": str(task.lease_token), **fields})


def place_of(statement) -> dict[str, int | str]:
    return {f"place-{Orphan.objects.get().pk}": statement}


def test_the_page_shows_both_wordings_the_verdict_and_what_may_be_the_same(signed_in, checker, task, verdict):
    page = signed_in(checker).get(at(task))
    assert "<del>90</del> <ins>95</ins>" in page.text
    (lost,) = page.context["lost"]
    assert [(row.statement.exact, row.reasons) for row in lost.choices] == [
        (LONGER, ("88% of the words are the same, in order", "numbers differ: 90 → 95"))
    ]
    assert (verdict.summary in page.text, "The verdict on the old words" in page.text) == (True, True)
    assert [row.citation.exact for row in page.context["recheck"].cited] == [
        "The bridge at Tessel is 61 metres long."
    ]
    assert "form" not in page.context


def test_who_does_not_hold_it_reads_along_without_the_choices(signed_in, second_editor, task):
    page = signed_in(second_editor).get(at(task)).text
    assert ("<del>90</del> <ins>95</ins>" in page, "Which statement makes the claim now?" in page) == (
        True,
        False,
    )


def test_the_verdict_stands_for_the_statement_that_was_chosen(signed_in, checker, task, verdict):
    orphan = Orphan.objects.get()
    done = answer(signed_in(checker), task, **place_of(orphan.near_id), note="61 metres refutes 95 too.")
    assert said(done)[0] == "The verdict stands, under the new words too."
    for row in (task, orphan, verdict):
        row.refresh_from_db()
    assert (task.state, orphan.state, orphan.statement.exact) == ("DONE", "ATTACHED", LONGER)
    assert (verdict.state, verdict.claim.matches.filter(state="CONFIRMED").count()) == ("PUBLISHED", 2)
    assert AuditEvent.objects.get(action="recheck.settled").data == {
        "verdict": verdict.pk,
        "orphans": 0,
        "attached": 1,
        "note": "61 metres refutes 95 too.",
    }


def test_gone_from_the_article_leaves_the_verdict(signed_in, checker, task, verdict):
    done = answer(signed_in(checker), task, answer="gone")
    assert said(done)[0].startswith("Noted: the article does not say this any more.")
    task.refresh_from_db()
    verdict.refresh_from_db()
    assert (task.state, Orphan.objects.get().state, verdict.state) == ("DONE", "GONE", "PUBLISHED")


def test_that_it_stands_needs_an_answer_for_each_lost_place_and_keeps_what_was_typed(
    signed_in, checker, task
):
    page = answer(signed_in(checker), task, note="Half an answer.")
    assert page.status_code == 422
    assert "Choose which statement makes the claim now, or that none does." in page.text
    assert "Half an answer." in page.text
    chosen = answer(signed_in(checker), task, **place_of("none"), note="x" * 2001)
    assert (chosen.status_code, 'value="none" checked' in chosen.text) == (422, True)
    task.refresh_from_db()
    assert (task.state, Orphan.objects.get().state) == ("LEASED", "OPEN")


def test_none_of_the_statements_is_an_answer_too(signed_in, checker, task):
    answer(signed_in(checker), task, **place_of("none"))
    assert Orphan.objects.get().state == "GONE"


def test_a_new_verdict_begins_as_the_old_one_and_settles_the_lost_place(signed_in, checker, task, verdict):
    browser = signed_in(checker)
    page = browser.get(at(task) + "?revise=1")
    data = page.context["data"]
    assert (data["summary"], data["rating"], len(data["citations"])) == (verdict.summary, "false", 1)
    assert "It begins as version 1, with its citations." in page.text
    changed = {**data, "summary": "It is 61 metres, as before.", "correction_note": "The article changed."}
    browser.post(at(task, "submit/"), posted(task, changed))
    newer = Verdict.objects.get(version=2)
    assert (newer.summary, newer.state, newer.claim) == (
        "It is 61 metres, as before.",
        "SUBMITTED",
        verdict.claim,
    )
    task.refresh_from_db()
    assert (task.state, Orphan.objects.get().state) == ("DONE", "GONE")


def test_a_draft_goes_on_where_it_was_left(signed_in, checker, task):
    Draft.objects.create(task=task, editor=checker, data={"summary": "Half written."})
    page = signed_in(checker).get(at(task))
    assert (page.context["revises"], "Half written." in page.text) == (True, True)


def test_a_late_answer_is_refused_and_decides_nothing(signed_in, checker, second_editor, task, place):
    lapse(task, to=second_editor, place=place)
    late = answer(signed_in(checker), task, answer="gone")
    assert (late.status_code, Orphan.objects.get().state) == (409, "OPEN")


def test_a_verdict_that_was_retracted_meanwhile_cannot_stand(signed_in, checker, editor, task, verdict):
    from reviews.actions import verdicts

    verdicts.retract(verdict, by=editor, note="Wrong.")
    late = answer(signed_in(checker), task, answer="gone")
    assert (late.status_code, "The verdict is retracted: it needs a new one." in late.text) == (409, True)
    assert signed_in(checker).get(at(task)).context["revises"] is True


def test_a_newer_text_meanwhile_is_told_and_nothing_is_attached(signed_in, checker, desk, task):
    near = Orphan.objects.get().near_id
    newer = print_article(desk, f"{LONGER} It was widened in 2003.", TAX, identity="a")
    claims.match(newer.pk)
    late = answer(signed_in(checker), task, **place_of(near))
    assert (late.status_code, "A newer text of this article has come in" in late.text) == (409, True)
    task.refresh_from_db()
    assert task.state == "LEASED"
