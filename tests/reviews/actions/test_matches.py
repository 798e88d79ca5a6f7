"""Confirming and rejecting suggested matches."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from factcheck.states import WrongState
from reviews.actions import claims, drafts, handout, matches
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race, rule

OLD = "The old bridge at Tessel is 90 metres long, says the harbour office."
NEW = "The old bridge at Tessel is 90 metres long, the harbour office says."


@pytest.fixture
def suggested(desk) -> ClaimMatch:
    """The suggestion that the newer article's statement makes the older article's claim."""
    claims.match(print_article(desk, OLD).pk)
    claims.match(print_article(desk, NEW).pk)
    return ClaimMatch.objects.get(state="SUGGESTED")


@pytest.fixture
def rival(suggested) -> Claim:
    """The claim that the machine made of the newer statement's words."""
    return claim_of(suggested.statement.revision, NEW)


def test_confirming_merges_the_untouched_claim_of_the_same_words(suggested, rival, editor):
    matches.confirm(match=suggested, by=editor)
    assert (suggested.state, suggested.decided_by) == ("CONFIRMED", editor)
    assert suggested.decided_at is not None
    rival.refresh_from_db()
    assert rival.merged_into == suggested.claim
    assert ClaimMatch.objects.filter(claim=suggested.claim, state="CONFIRMED").count() == 2
    assert ReviewTask.objects.live().get().claim == suggested.claim
    event = AuditEvent.objects.get(action="match.confirmed")
    assert (event.target, event.actor) == (f"reviews.claimmatch:{suggested.pk}", editor)
    assert event.data == {"claim": suggested.claim_id, "statement": suggested.statement_id}


def test_the_same_words_in_a_later_article_then_make_the_confirmed_claim(suggested, rival, desk, editor):
    matches.confirm(match=suggested, by=editor)
    later = print_article(desk, NEW)
    claims.match(later.pk)
    assert claim_of(later, NEW) == suggested.claim


def test_a_claim_with_a_verdict_is_not_merged(suggested, rival, editor, lead):
    why = {"returned_by": lead, "returned_at": Now(), "return_comment": "No source."}
    rule(rival, editor, state="RETURNED", **why)
    matches.confirm(match=suggested, by=editor)
    assert Claim.objects.live().count() == 2


def test_a_claim_that_somebody_holds_is_not_merged(suggested, rival, editor, lead, place):
    held = handout.take_this(place(lead), rival.tasks.get())
    matches.confirm(match=suggested, by=editor)
    held.refresh_from_db()
    assert (held.state, Claim.objects.live().count()) == ("LEASED", 2)


def test_a_claim_whose_lease_lapsed_without_a_word_typed_is_merged(suggested, rival, editor, lead, place):
    handout.take_this(place(lead), rival.tasks.get())
    ReviewTask.objects.filter(claim=rival).update(lease_expires_at=Now())
    matches.confirm(match=suggested, by=editor)
    assert Claim.objects.live().get() == suggested.claim


def test_a_claim_with_a_draft_is_not_merged(suggested, rival, editor, lead):
    drafts.keep(rival.tasks.get(), by=lead, data={"summary": "Half a sen"})
    matches.confirm(match=suggested, by=editor)
    assert Claim.objects.live().count() == 2


def test_a_claim_that_somebody_dismissed_is_not_merged(suggested, rival, editor):
    claims.dismiss(claim=rival, by=editor, reason="Common knowledge.")
    matches.confirm(match=suggested, by=editor)
    assert Claim.objects.live().count() == 2


def test_a_claim_that_somebody_marked_by_hand_is_not_merged(suggested, rival, editor, lead):
    part = claims.mark(statement=suggested.statement, by=lead, start=4, end=24)
    matches.confirm(match=suggested, by=editor)
    assert set(Claim.objects.live()) == {suggested.claim, part}


def test_a_confirmed_claim_that_nobody_was_asked_about_is_asked_if_it_reaches_the_floor(desk, editor, lead):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.6)
    claims.match(print_article(desk, (OLD, {"check_worthiness": 0.2})).pk)
    revision = print_article(desk, (NEW, {"check_worthiness": 0.9}))
    claims.match(revision.pk)
    matches.confirm(match=ClaimMatch.objects.get(state="SUGGESTED"), by=editor)
    task = ReviewTask.objects.live().get()
    assert (task.claim.text, task.priority) == (OLD, 0.9)


def test_rejecting_leaves_both_claims_and_their_checks(suggested, rival, editor):
    matches.reject(match=suggested, by=editor)
    assert (suggested.state, suggested.decided_by) == ("REJECTED", editor)
    assert set(Claim.objects.live()) == {suggested.claim, rival}
    assert ReviewTask.objects.live().count() == 2
    assert AuditEvent.objects.get(action="match.rejected").actor == editor


@pytest.mark.parametrize("first", [matches.confirm, matches.reject])
@pytest.mark.parametrize("then", [matches.confirm, matches.reject])
def test_a_suggestion_is_decided_once(suggested, editor, lead, first, then):
    first(match=suggested, by=editor)
    present = suggested.state
    with pytest.raises(WrongState) as refused:
        then(match=suggested, by=lead)
    assert refused.value.present == present
    assert ClaimMatch.objects.get(pk=suggested.pk).decided_by == editor


@pytest.mark.django_db(transaction=True)
def test_of_a_confirmation_and_a_rejection_at_once_one_wins(desk, editor, lead):
    for turn in range(8):
        claims.match(print_article(desk, OLD, language=f"t{turn}").pk)
        revision = print_article(desk, NEW, language=f"t{turn}")
        claims.match(revision.pk)
        row = ClaimMatch.objects.get(state="SUGGESTED", claim__language=f"t{turn}")
        outcomes = race(
            lambda pk=row.pk: matches.confirm(match=ClaimMatch.objects.get(pk=pk), by=editor),
            lambda pk=row.pk: matches.reject(match=ClaimMatch.objects.get(pk=pk), by=lead),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "WrongState"]
        row.refresh_from_db()
        assert row.state == ("CONFIRMED" if outcomes[0] is None else "REJECTED")
        alive = Claim.objects.live().filter(language=f"t{turn}").count()
        assert alive == (1 if outcomes[0] is None else 2)


@pytest.mark.django_db(transaction=True)
def test_a_confirmation_and_a_merge_of_its_claim_at_once_end_in_one_claim(desk, editor, lead):
    for turn in range(8):
        other = print_article(desk, "The mayor of Orrin resigned.", language=f"t{turn}")
        claims.match(other.pk)
        claims.match(print_article(desk, OLD, language=f"t{turn}").pk)
        claims.match(print_article(desk, NEW, language=f"t{turn}").pk)
        row = ClaimMatch.objects.get(state="SUGGESTED", claim__language=f"t{turn}")
        into = claim_of(other, other.statements.get().exact)
        outcomes = race(
            lambda pk=row.pk: matches.confirm(match=ClaimMatch.objects.get(pk=pk), by=editor),
            lambda row=row, into=into: claims.merge(claim=row.claim, into=into, by=lead),
        )
        assert outcomes == [None, None]
        rows = ClaimMatch.objects.filter(statement=row.statement, state="CONFIRMED")
        assert [match.claim for match in rows] == [into]
        assert ReviewTask.objects.live().filter(claim=into).count() == 1
