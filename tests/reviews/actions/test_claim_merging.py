"""Merging claims: the statements go over, and there is never a circle."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from factcheck.states import Conflict
from reviews.actions import claims, drafts, handout, matches
from reviews.models import Claim, ClaimMatch, DeskPolicy, Draft, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race, rule

ONE, TWO, THREE = "The quay is long.", "Its harbour was built in 1931.", "The mayor resigned."


@pytest.fixture
def three(desk) -> list[Claim]:
    """Three claims of one article."""
    revision = print_article(desk, ONE, (TWO, {"check_worthiness": 0.9}), THREE)
    claims.match(revision.pk)
    return [claim_of(revision, words) for words in (ONE, TWO, THREE)]


def said_of(claim: Claim) -> list[str]:
    rows = ClaimMatch.objects.filter(claim=claim, state="CONFIRMED")
    return sorted(rows.values_list("statement__exact", flat=True))


def test_the_survivor_takes_over_statements_worthiness_and_work(three, editor):
    one, two, _ = three
    claims.merge(claim=two, into=one, by=editor)
    one.refresh_from_db()
    assert (said_of(one), said_of(two)) == ([TWO, ONE], [])
    assert two.merged_into == one
    assert (one.check_worthiness, one.tasks.get().priority, one.tasks.get().state) == (0.9, 0.9, "OPEN")
    assert (two.tasks.get().state, two.tasks.get().finished_by) == ("CANCELLED", editor)
    event = AuditEvent.objects.get(action="claim.merged")
    assert (event.target, event.actor) == (f"reviews.claim:{two.pk}", editor)
    assert event.data == {"into": one.pk, "moved": 1, "dropped": 0, "relations": 0, "cancelled": 1}


def test_merging_into_a_merged_claim_follows_to_the_survivor(three, editor):
    one, two, three_ = three
    claims.merge(claim=one, into=two, by=editor)
    claims.merge(claim=three_, into=one, by=editor)
    assert three_.merged_into == two
    assert said_of(two) == sorted([ONE, TWO, THREE])


def test_a_merged_claim_is_not_merged_again(three, editor):
    one, two, three_ = three
    claims.merge(claim=one, into=two, by=editor)
    with pytest.raises(Conflict, match="already") as refused:
        claims.merge(claim=one, into=three_, by=editor)
    assert refused.value.present == "merged"


def test_a_claim_is_never_merged_into_itself_not_even_in_a_circle(three, editor):
    one, two, three_ = three
    claims.merge(claim=one, into=two, by=editor)
    claims.merge(claim=two, into=three_, by=editor)
    for into in (one, two, three_):
        with pytest.raises(Conflict, match="one claim already"):
            claims.merge(claim=three_, into=into, by=editor)
    assert Claim.objects.live().get() == three_


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED", "PUBLISHED"])
def test_a_claim_with_a_standing_verdict_is_not_merged_away(three, editor, lead, state):
    one, two, _ = three
    signed = {"approved_by": lead, "approved_at": Now()} if state != "SUBMITTED" else {}
    printed = {"published_by": lead, "published_at": Now()} if state == "PUBLISHED" else {}
    rule(one, editor, state=state, **signed, **printed)
    with pytest.raises(Conflict, match="stands") as refused:
        claims.merge(claim=one, into=two, by=editor)
    assert refused.value.present == state
    assert said_of(one) == [ONE]


def test_a_claim_merged_into_one_with_a_standing_verdict_asks_nobody(three, editor):
    one, two, _ = three
    rule(one, editor)
    claims.merge(claim=two, into=one, by=editor)
    assert ReviewTask.objects.live().filter(claim__in=[one, two]).count() == 0
    assert said_of(one) == [TWO, ONE]


def test_claims_of_two_desks_are_not_merged(three, other_desk, make_task, editor):
    foreign = make_task(other_desk).claim
    with pytest.raises(ValidationError) as refused:
        claims.merge(claim=three[0], into=foreign, by=editor)
    assert list(refused.value.message_dict) == ["into"]


def test_the_survivor_is_asked_where_only_the_merged_claim_was(desk, editor):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    revision = print_article(desk, (ONE, {"check_worthiness": 0.1}), (TWO, {"check_worthiness": 0.1}))
    claims.match(revision.pk)
    by_hand = claims.mark(statement=revision.statements.get(exact=TWO), by=editor)
    survivor = claim_of(revision, ONE)
    claims.merge(claim=by_hand, into=survivor, by=editor)
    assert ReviewTask.objects.live().get().claim == survivor


def test_the_writer_of_a_merged_claim_does_not_check_the_survivor(three, editor, lead, place):
    one, two, _ = three
    Claim.objects.filter(pk=two.pk).update(written_by=editor)
    held = handout.take_this(place(editor), one.tasks.get())
    drafts.save(held, by=editor, token=held.lease_token, data={"summary": "Begun."})
    claims.merge(claim=two, into=one, by=lead)
    task = ReviewTask.objects.get(claim=one)
    assert (task.state, task.lease_holder, task.barred) == ("OPEN", None, editor)
    assert Draft.objects.get(task=task, editor=editor).data == {"summary": "Begun."}
    with pytest.raises(handout.Barred):
        handout.take_this(place(editor), task)


def test_a_survivor_keeps_its_own_writer(three, editor, lead):
    one, two, _ = three
    Claim.objects.filter(pk=one.pk).update(written_by=lead)
    Claim.objects.filter(pk=two.pk).update(written_by=editor)
    claims.merge(claim=two, into=one, by=lead)
    assert Claim.objects.get(pk=one.pk).written_by == lead


def test_under_the_floor_a_merge_asks_nobody_whom_nobody_had_asked(desk, editor):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    revision = print_article(desk, (ONE, {"check_worthiness": 0.1}), (TWO, {"check_worthiness": 0.1}))
    claims.match(revision.pk)
    claims.merge(claim=claim_of(revision, TWO), into=claim_of(revision, ONE), by=editor)
    assert ReviewTask.objects.count() == 0


def test_a_lease_ends_and_its_draft_stays(three, editor, lead, place):
    task = handout.take(place(editor))
    drafts.keep(task, by=editor, data={"summary": "Half a sen"})
    other = next(claim for claim in three if claim != task.claim)
    claims.merge(claim=task.claim, into=other, by=lead)
    task.refresh_from_db()
    assert (task.state, task.lease_token) == ("CANCELLED", None)
    assert Draft.objects.get().task == task


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        ("CONFIRMED", "CONFIRMED", "theirs"),
        ("CONFIRMED", "REJECTED", "mine"),
        ("CONFIRMED", "SUGGESTED", "mine"),
        ("REJECTED", "SUGGESTED", "mine"),
        ("SUGGESTED", "CONFIRMED", "theirs"),
        ("SUGGESTED", "REJECTED", "theirs"),
        ("REJECTED", "CONFIRMED", "theirs"),
    ],
)
def test_of_two_matches_of_one_statement_the_stronger_stays(three, editor, mine, theirs, stays):
    one, two, three_ = three
    statement = three_.matches.get().statement

    def suggest(claim: Claim, state: str) -> ClaimMatch:
        match = ClaimMatch.objects.create(
            statement=statement, claim=claim, start=0, end=5, state="SUGGESTED", method="trigram"
        )
        ClaimMatch.objects.filter(pk=match.pk).exclude(state=state).update(state=state)
        return match

    rows = {"mine": suggest(one, mine), "theirs": suggest(two, theirs)}
    claims.merge(claim=one, into=two, by=editor)
    assert ClaimMatch.objects.get(statement=statement, claim=two) == rows[stays]
    assert AuditEvent.objects.get(action="claim.merged").data["dropped"] == 1


def test_a_decision_on_a_suggestion_that_a_merge_settled_is_a_conflict(three, editor):
    one, two, _ = three
    statement = two.matches.get().statement
    row = ClaimMatch.objects.create(
        statement=statement, claim=one, start=0, end=5, state="SUGGESTED", method="trigram"
    )
    claims.merge(claim=one, into=two, by=editor)
    for decide in (matches.confirm, matches.reject):
        with pytest.raises(Conflict, match="settled"):
            decide(match=row, by=editor)


@pytest.mark.django_db(transaction=True)
def test_two_merges_crossing_leave_one_survivor(desk, editor, lead):
    for turn in range(8):
        revision = print_article(desk, f"{ONE} {turn}", f"{TWO} {turn}")
        claims.match(revision.pk)
        one, two = claim_of(revision, f"{ONE} {turn}"), claim_of(revision, f"{TWO} {turn}")
        outcomes = race(
            lambda one=one, two=two: claims.merge(claim=one, into=two, by=editor),
            lambda one=one, two=two: claims.merge(claim=two, into=one, by=lead),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "NoneType"]
        survivor = Claim.objects.live().get(pk__in=[one.pk, two.pk])
        assert len(said_of(survivor)) == 2
        assert ReviewTask.objects.live().get(claim__in=[one, two]).claim == survivor


@pytest.mark.django_db(transaction=True)
def test_a_ring_of_merges_at_once_leaves_one_survivor(desk, editor):
    for turn in range(6):
        words = [f"{sentence} {turn}" for sentence in (ONE, TWO, THREE)]
        revision = print_article(desk, *words)
        claims.match(revision.pk)
        ring = [claim_of(revision, exact) for exact in words]
        outcomes = race(
            *(
                lambda claim=claim, into=into: claims.merge(claim=claim, into=into, by=editor)
                for claim, into in zip(ring, [*ring[1:], ring[0]], strict=True)
            )
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "NoneType", "NoneType"]
        survivor = Claim.objects.live().get(pk__in=[claim.pk for claim in ring])
        assert said_of(survivor) == sorted(words)
        assert ReviewTask.objects.live().get(claim__in=ring).claim == survivor
