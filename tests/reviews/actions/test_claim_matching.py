"""Matching a revision to claims: one claim for the same words, one check for each claim that needs it."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now

from articles.models import ArticleRevision
from factcheck.models import AuditEvent
from reviews.actions import claims
from reviews.actions.claims import MatchCounts
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race, rule

BRIDGE = "The bridge at Tessel is 90 metres long."
TAX = "The harbour tax rises to 4 percent in May."
MINE = "The mine at Orrin employs 1,200 people."


def test_every_checkable_statement_gets_a_confirmed_match_a_claim_and_a_check(desk):
    revision = print_article(desk, BRIDGE, (TAX, {"check_worthiness": 0.8}))
    assert claims.match(revision.pk) == MatchCounts(statements=2, claims=2, tasks=2)
    rows = ClaimMatch.objects.order_by("statement__start")
    assert [(row.exact, row.claim.text, row.state, row.method) for row in rows] == [
        (BRIDGE, BRIDGE, "CONFIRMED", "fingerprint"),
        (TAX, TAX, "CONFIRMED", "fingerprint"),
    ]
    tasks = ReviewTask.objects.order_by("-priority", "id")
    assert list(tasks.values_list("claim__text", "kind", "state", "priority", "barred")) == [
        (TAX, "CHECK", "OPEN", 0.8, None),
        (BRIDGE, "CHECK", "OPEN", 0.5, None),
    ]


@pytest.mark.parametrize("checkability", ["opinion", "prediction", "question", "other"])
def test_a_statement_that_cannot_be_checked_gets_neither_claim_nor_task(desk, checkability):
    revision = print_article(desk, ("It is lovely.", {"checkability": checkability}))
    assert claims.match(revision.pk) == MatchCounts()
    assert (Claim.objects.count(), ReviewTask.objects.count()) == (0, 0)


def test_a_repeat_in_one_article_shares_the_claim_which_is_as_worthy_as_the_worthiest(desk):
    again = "the BRIDGE at Tessel is 90 metres long"
    revision = print_article(desk, (BRIDGE, {"check_worthiness": 0.3}), (again, {"check_worthiness": 0.7}))
    assert claims.match(revision.pk) == MatchCounts(statements=2, claims=1, tasks=1)
    assert Claim.objects.get().check_worthiness == 0.7
    assert Claim.objects.get().text == again


def test_a_repeat_in_another_article_shares_the_claim_and_raises_its_task(desk):
    claims.match(print_article(desk, (BRIDGE, {"check_worthiness": 0.3})).pk)
    counts = claims.match(print_article(desk, (BRIDGE, {"check_worthiness": 0.7})).pk)
    assert counts == MatchCounts(statements=1, claims=0, tasks=0)
    assert ReviewTask.objects.get().priority == 0.7
    assert Claim.objects.get().matches.count() == 2


def test_a_less_worthy_repeat_lowers_nothing(desk):
    claims.match(print_article(desk, (BRIDGE, {"check_worthiness": 0.7})).pk)
    claims.match(print_article(desk, (BRIDGE, {"check_worthiness": 0.3})).pk)
    assert Claim.objects.get().check_worthiness == ReviewTask.objects.get().priority == 0.7


def test_another_desk_and_another_language_have_claims_of_their_own(desk, other_desk):
    claims.match(print_article(desk, BRIDGE).pk)
    claims.match(print_article(other_desk, BRIDGE).pk)
    claims.match(print_article(desk, BRIDGE, language="de").pk)
    assert sorted(Claim.objects.values_list("desk__slug", "language")) == [
        ("city", "en"),
        ("economy", "de"),
        ("economy", "en"),
    ]


def test_of_a_quote_the_speaker_is_the_claimant_and_counts(desk):
    quote = "“We signed it on Monday.”"
    revision = print_article(
        desk,
        (quote, {"checkability": "quote", "kind": "quote", "speaker": "Ada Lund"}),
        (quote, {"checkability": "quote", "kind": "quote", "speaker": "Bo Rask"}),
    )
    claims.match(revision.pk)
    assert sorted(Claim.objects.values_list("text", "claimant")) == [(quote, "Ada Lund"), (quote, "Bo Rask")]


def test_of_a_fact_the_speaker_does_not_count(desk):
    revision = print_article(desk, (BRIDGE, {"speaker": "Ada Lund"}), BRIDGE)
    claims.match(revision.pk)
    assert Claim.objects.get().claimant == ""


def test_white_space_of_the_statement_is_folded_in_the_claim(desk):
    claims.match(print_article(desk, "The bridge\n at Tessel  is long.").pk)
    assert Claim.objects.get().text == "The bridge at Tessel is long."


def test_matching_twice_changes_nothing(desk):
    revision = print_article(desk, BRIDGE, TAX)
    claims.match(revision.pk)
    ReviewTask.objects.update(state="CANCELLED", finished_at=Now())
    assert claims.match(revision.pk) == MatchCounts()
    assert ReviewTask.objects.filter(state="OPEN").count() == 0
    assert AuditEvent.objects.filter(action="revision.matched").count() == 1


def test_a_revision_is_marked_as_matched_and_the_counts_are_recorded(desk):
    revision = print_article(desk, BRIDGE)
    claims.match(revision.pk)
    revision.refresh_from_db()
    assert revision.matched_at is not None
    event = AuditEvent.objects.get(action="revision.matched")
    assert event.data == {
        "statements": 1,
        "claims": 1,
        "tasks": 1,
        "suggestions": 0,
        "cancelled": 0,
        "rechecks": 0,
    }
    assert (event.actor, event.desk) == (None, desk)


def test_a_revision_without_extracted_statements_is_refused(desk, make_revision):
    revision = make_revision(desk, BRIDGE)
    with pytest.raises(ValueError, match=f"revision {revision.pk} has no statements yet"):
        claims.match(revision.pk)


def test_the_queries_do_not_grow_with_the_statements(desk, django_assert_max_num_queries):
    few = print_article(desk, *(f"Mine number {number} employs people." for number in range(2)))
    many = print_article(desk, *(f"Quarry number {number} employs people." for number in range(40)))
    claims.match(few.pk)
    with django_assert_max_num_queries(26):
        claims.match(many.pk)


def test_under_the_desks_floor_a_claim_waits_without_a_task(desk):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    revision = print_article(desk, (BRIDGE, {"check_worthiness": 0.49}), (TAX, {"check_worthiness": 0.5}))
    claims.match(revision.pk)
    assert Claim.objects.count() == 2
    assert ReviewTask.objects.get().claim.text == TAX


def test_a_worthier_repeat_lifts_a_claim_over_the_floor(desk):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    claims.match(print_article(desk, (BRIDGE, {"check_worthiness": 0.2})).pk)
    claims.match(print_article(desk, (BRIDGE, {"check_worthiness": 0.9})).pk)
    assert ReviewTask.objects.get().priority == 0.9


def test_a_claim_marked_by_hand_needs_no_worthiness(desk, editor):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    low = (BRIDGE, {"check_worthiness": 0.1})
    first = print_article(desk, low)
    claims.mark(statement=first.statements.get(), by=editor)
    ReviewTask.objects.update(state="CANCELLED", finished_at=Now())
    claims.match(print_article(desk, low).pk)
    assert ReviewTask.objects.filter(state="OPEN").count() == 1


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED", "PUBLISHED"])
def test_a_repeat_of_a_claim_with_a_standing_verdict_asks_nobody(desk, editor, lead, state):
    first = print_article(desk, BRIDGE)
    claims.match(first.pk)
    signed = {"approved_by": lead, "approved_at": Now()} if state != "SUBMITTED" else {}
    printed = {"published_by": lead, "published_at": Now()} if state == "PUBLISHED" else {}
    rule(claim_of(first, BRIDGE), editor, state=state, **signed, **printed)
    assert claims.match(print_article(desk, BRIDGE).pk).tasks == 0


def test_a_repeat_of_a_claim_whose_verdict_was_retracted_asks_again(desk, editor, lead):
    first = print_article(desk, BRIDGE)
    claims.match(first.pk)
    who = {"approved_by": lead, "approved_at": Now(), "published_by": lead, "published_at": Now()}
    gone = {"retracted_by": lead, "retracted_at": Now(), "retraction_note": "The yearbook was wrong."}
    rule(claim_of(first, BRIDGE), editor, state="RETRACTED", **who, **gone)
    assert claims.match(print_article(desk, BRIDGE).pk).tasks == 1


def test_a_repeat_of_a_dismissed_claim_asks_nobody(desk, editor):
    first = print_article(desk, BRIDGE)
    claims.match(first.pk)
    claims.dismiss(claim=claim_of(first, BRIDGE), by=editor, reason="Common knowledge.")
    again = print_article(desk, BRIDGE)
    assert claims.match(again.pk) == MatchCounts(statements=1)


def test_a_repeat_of_a_merged_claim_goes_to_the_survivor(desk, editor):
    first = print_article(desk, BRIDGE, TAX, MINE)
    claims.match(first.pk)
    one, two, three = (claim_of(first, words) for words in (BRIDGE, TAX, MINE))
    claims.merge(claim=one, into=two, by=editor)
    claims.merge(claim=two, into=three, by=editor)
    again = print_article(desk, BRIDGE)
    assert claims.match(again.pk) == MatchCounts(statements=1)
    assert claim_of(again, BRIDGE) == three


@pytest.mark.django_db(transaction=True)
def test_revisions_that_share_statements_matched_at_once_make_one_claim_and_one_task_each(desk):
    sentences = [f"Mine number {number} employs {number * 100} people." for number in range(12)]
    revisions = [
        print_article(desk, *(sentences if turn % 2 else reversed(sentences))).pk for turn in range(6)
    ]
    counts = race(*(lambda pk=pk: claims.match(pk) for pk in revisions))
    assert [row.statements for row in counts] == [12] * 6
    assert sum(row.claims for row in counts) == sum(row.tasks for row in counts) == 12
    assert Claim.objects.count() == ReviewTask.objects.count() == 12
    assert ClaimMatch.objects.filter(state="CONFIRMED").count() == 72


@pytest.mark.django_db(transaction=True)
def test_one_revision_matched_at_once_by_several_jobs_is_matched_once(desk):
    revision = print_article(desk, BRIDGE, TAX)
    counts = race(*[lambda: claims.match(revision.pk)] * 4)
    assert sorted(row.statements for row in counts) == [0, 0, 0, 2]
    assert AuditEvent.objects.filter(action="revision.matched").count() == 1


@pytest.mark.django_db(transaction=True)
def test_matching_while_its_claim_is_merged_away_follows_the_merge_or_is_moved_by_it(desk, editor):
    for turn in range(8):
        first = print_article(desk, f"{BRIDGE} {turn}", f"{TAX} {turn}")
        claims.match(first.pk)
        one, two = claim_of(first, f"{BRIDGE} {turn}"), claim_of(first, f"{TAX} {turn}")
        again = print_article(desk, f"{BRIDGE} {turn}")
        counts, merged = race(
            lambda pk=again.pk: claims.match(pk),
            lambda one=one, two=two: claims.merge(claim=one, into=two, by=editor),
        )
        assert (counts.statements, merged) == (1, None)
        assert claim_of(again, f"{BRIDGE} {turn}") == two
        assert ReviewTask.objects.live().filter(claim__in=[one, two]).get().claim == two


def test_a_revision_that_was_replaced_gets_its_matches_but_asks_for_no_work(desk):
    old = print_article(desk, BRIDGE, identity="a")
    print_article(desk, TAX, identity="a")
    assert claims.match(old.pk) == MatchCounts(statements=1, claims=1, tasks=0)
    assert ReviewTask.objects.count() == 0


def test_an_unknown_revision_is_an_error(desk):
    with pytest.raises(ArticleRevision.DoesNotExist):
        claims.match(0)
