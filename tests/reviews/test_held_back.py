"""Pages and API in each setting of the machine's suggestions: nothing leaks before the choice or when off."""

from __future__ import annotations

import re

import pytest

from reviews.actions import claims, drafts, handout, verdicts
from reviews.models import ClaimMatch, DeskPolicy, ReviewTask, Suggestion
from tests.reviews.actions.paper import claim_of, print_article

TEXT = "The harbour cost 90 million euros."
NEAR = "The harbour has cost 90 million euros so far."
REASON = "amount of money: 90 million"
# What the machine said, as pages and answers spell it.
TRACES = (REASON, "0.37", "0.91", "Perhaps the same</h3>\n<ul", "Does this say the same")


@pytest.fixture
def printed(desk):
    """An article whose claim has reasons, a worth of 0.37, and a suggested match that is 0.91 alike."""
    revision = print_article(desk, (TEXT, {"check_worthiness": 0.37, "reasons": [REASON]}))
    claims.match(revision.pk)
    near = print_article(desk, (NEAR, {"check_worthiness": 0.37}))
    ClaimMatch.objects.create(
        statement=near.statements.get(), claim=claim_of(revision, TEXT), start=0, end=len(NEAR),
        state="SUGGESTED", method="trigram", score=0.91,
    )  # fmt: skip
    return revision


@pytest.fixture
def held(printed, desk, editor, place):
    """The task on that claim, held by the editor."""
    return handout.take_this(place(editor), ReviewTask.objects.get(claim=claim_of(printed, TEXT)))


@pytest.fixture
def leaks(printed, held, desk, signed_in, program):
    """Return a reader of every page and answer: `leaks(user)` is {where: the traces found there}."""
    claim, statement = held.claim, printed.statements.get()
    pages = ["", "queue/", "queue/?tab=mine", "claims/", f"claims/{claim.pk}/", f"tasks/{held.pk}/"]
    pages += [f"articles/{printed.article_id}/", f"articles/{printed.article_id}/report/", "reports/"]
    answers = ["tasks/", f"tasks/{held.pk}/", "claims/", f"claims/{claim.pk}/", "statements/"]
    answers += [f"statements/{statement.pk}/", f"reports/articles/{printed.article_id}/"]

    def read(user) -> dict[str, list[str]]:
        browser, asked = signed_in(user), program(user)
        said = {path: browser.get(f"/desks/economy/{path}").content.decode() for path in pages}
        said |= {f"api {path}": str(asked.get(path)) for path in answers}
        return {where: found for where, text in said.items() if (found := traces(text))}

    return read


def traces(text: str) -> list[str]:
    """Return which traces stand in the text; a figure alone, not within the fraction of a time."""
    return [trace for trace in TRACES if re.search(rf"(?<!\d){re.escape(trace)}(?!\d)", text)]


def set_mode(desk, mode: str) -> None:
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions=mode)


def test_before_everything_is_shown_and_the_workbench_records_it(leaks, desk, editor, held):
    found = leaks(editor)
    assert found[f"tasks/{held.pk}/"] == [REASON, "0.37", "0.91", "Perhaps the same</h3>\n<ul"]
    assert found[f"claims/{held.claim_id}/"] == ["0.91", "Does this say the same"]
    assert found[f"api claims/{held.claim_id}/"] == ["0.37", "0.91"]
    assert "api statements/" in found
    assert "queue/?tab=mine" in found
    rows = Suggestion.objects.filter(shown_at__isnull=False, decision="").values_list("kind", flat=True)
    assert sorted(rows) == ["check_worthiness", "checkability", "match"]


@pytest.mark.parametrize("mode", ["after", "off"])
def test_held_back_nothing_leaks_and_nothing_counts_as_shown(leaks, desk, editor, second_editor, lead, mode):
    set_mode(desk, mode)
    assert [leaks(user) for user in (editor, second_editor, lead)] == [{}, {}, {}]
    assert Suggestion.objects.count() == 0


def test_after_a_rating_is_saved_its_editor_sees_them_and_nobody_else_does(
    leaks, desk, editor, second_editor, held
):
    set_mode(desk, "after")
    drafts.save(held, by=editor, token=held.lease_token, data={"summary": "Begun.", "rating": ""})
    assert leaks(editor) == {}
    drafts.save(held, by=editor, token=held.lease_token, data={"rating": "false"})
    found = leaks(editor)
    assert found[f"tasks/{held.pk}/"] == [REASON, "0.37", "0.91", "Perhaps the same</h3>\n<ul"]
    assert "api statements/" in found
    assert leaks(second_editor) == {}
    assert Suggestion.objects.filter(shown_at__isnull=False).count() == 3


def test_after_the_verdict_everybody_sees_them(leaks, desk, editor, second_editor, held, make_finding):
    set_mode(desk, "after")
    verdicts.submit(held, by=editor, token=held.lease_token, data=make_finding(None))
    assert set(Suggestion.objects.values_list("shown_at", flat=True)) == {None}
    assert leaks(second_editor)[f"claims/{held.claim_id}/"] == ["0.91", "Does this say the same"]


def test_off_stays_off_after_the_verdict(leaks, desk, editor, held, make_finding):
    set_mode(desk, "off")
    verdicts.submit(held, by=editor, token=held.lease_token, data=make_finding(None))
    assert leaks(editor) == {}


def test_the_hand_out_over_the_api_holds_them_back_too(desk, printed, second_editor, program):
    set_mode(desk, "off")
    status, task = program(second_editor).post("tasks/next/")
    assert (status, task["priority"], task["claim"]["check_worthiness"]) == (200, None, None)


def test_the_workbench_says_that_they_are_held_back(leaks, desk, editor, held, signed_in):
    said = "held back until you have chosen a rating"
    for mode, told in (("before", False), ("after", True), ("off", False)):
        set_mode(desk, mode)
        page = signed_in(editor).get(f"/desks/economy/tasks/{held.pk}/").content.decode()
        assert (said in page) is told
