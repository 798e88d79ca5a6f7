"""What each act of a person says to the machine's outputs."""

from __future__ import annotations

import pytest

from factcheck.audit import target_of
from reviews.actions import claims, handout, matches, verdicts
from reviews.models import ClaimMatch, DeskPolicy, Suggestion
from tests.reviews.actions.paper import claim_of, print_article

TEXT = "The harbour cost 90 million euros."


@pytest.fixture
def claim(desk):
    """A claim that the machine found."""
    claims.match(print_article(desk, TEXT).pk)
    return claim_of(desk.articles.get().revisions.get(), TEXT)


@pytest.fixture
def submit(desk, place, make_finding):
    """Return a maker of verdicts on the one open claim: `submit(editor, rating="true")`."""

    def hand_in(user, **changes):
        task = handout.take(place(user))
        return verdicts.submit(task, by=user, token=task.lease_token, data=make_finding(None, **changes))

    return hand_in


def said() -> dict[str, tuple[str, str, bool]]:
    """Return, by kind, the decision, who made it, and whether it was shown."""
    return {
        row.kind: (row.decision, row.decided_by.username, row.shown_at is not None)
        for row in Suggestion.objects.select_related("decided_by")
    }


def overturned() -> list[str]:
    return list(Suggestion.objects.filter(overturned_at__isnull=False).values_list("kind", flat=True))


def test_handing_in_a_verdict_accepts_how_the_statement_was_read(claim, editor, submit):
    submit(editor, rating="false")
    accepted = ("accepted", "edda", True)
    assert said() == {"checkability": accepted, "check_worthiness": accepted}
    statement = claim.matches.get().statement
    row = Suggestion.objects.get(kind="check_worthiness")
    assert (row.target, row.model, row.version) == (target_of(statement), "statements", "test")
    assert row.output == {"worth": 0.5, "reasons": []}
    assert Suggestion.objects.get(kind="checkability").output == {"checkability": "fact"}


def test_a_rating_of_not_checkable_is_against_it(claim, editor, submit):
    submit(editor, rating="not-checkable")
    assert said() == {
        "checkability": ("rejected", "edda", True),
        "check_worthiness": ("accepted", "edda", True),
    }


@pytest.mark.parametrize(("mode", "shown"), [("before", True), ("after", False), ("off", False)])
def test_a_decision_tells_whether_the_desk_had_shown_the_output(claim, desk, editor, submit, mode, shown):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions=mode)
    submit(editor)
    assert {seen for _, _, seen in said().values()} == {shown}


def test_a_correction_to_not_checkable_overturns_the_earlier_yes(
    claim, editor, second_editor, submit, make_finding
):
    verdict = submit(editor, rating="false")
    verdicts.approve(verdict, by=second_editor)
    verdicts.publish(verdict, by=second_editor)
    data = make_finding(None, rating="not-checkable", correction_note="Nobody can know.")
    verdicts.correct(verdict, by=second_editor, data=data)
    assert overturned() == ["checkability"]
    assert said()["checkability"] == ("accepted", "edda", True)


def test_a_dismissal_is_against_its_worth(claim, editor):
    claims.dismiss(claim=claim, by=editor, reason="Of no interest.")
    assert said() == {"check_worthiness": ("rejected", "edda", True)}


def test_a_dismissal_after_a_check_overturns_its_worth(claim, editor, second_editor, submit):
    verdict = submit(editor)
    verdicts.return_to_author(verdict, by=second_editor, comment="Nobody says this.")
    claims.dismiss(claim=claim, by=second_editor, reason="Nobody says this.")
    assert overturned() == ["check_worthiness"]


def test_marking_what_was_called_an_opinion_is_against_that(desk, editor):
    opinion = ("The harbour is lovely.", {"checkability": "opinion", "check_worthiness": 0.0})
    statement = print_article(desk, opinion).statements.get()
    claims.mark(statement=statement, by=editor)
    assert said() == {"checkability": ("rejected", "edda", True)}


@pytest.mark.parametrize(("floor", "kinds"), [(0.6, {"check_worthiness"}), (0.5, set()), (None, set())])
def test_marking_what_waited_under_the_floor_is_against_its_worth(desk, editor, floor, kinds):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=floor)
    statement = print_article(desk, TEXT).statements.get()
    claims.mark(statement=statement, by=editor)
    assert said().keys() == kinds


@pytest.mark.parametrize(("act", "decision"), [(matches.confirm, "accepted"), (matches.reject, "rejected")])
def test_a_suggested_match_is_confirmed_or_rejected(desk, editor, make_task, claim, act, decision):
    statement = claim.matches.get().statement
    other = make_task(desk, "The harbour cost 91 million euros.").claim
    match = ClaimMatch.objects.create(
        statement=statement,
        claim=other,
        start=0,
        end=len(TEXT),
        state="SUGGESTED",
        method="trigram",
        score=0.9,
    )
    act(match=match, by=editor)
    row = Suggestion.objects.get(kind="match")
    assert (row.target, row.model, row.version) == (target_of(match), "matching", "trigram")
    assert (row.decision, row.decided_by) == (decision, editor)
    assert row.output == {"statement": statement.pk, "claim": other.pk, "score": 0.9}


def test_a_claim_that_a_person_wrote_has_no_machine_output(desk, editor, make_task, submit):
    make_task(desk)
    submit(editor)
    assert said() == {}
