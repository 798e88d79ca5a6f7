"""What PostgreSQL refuses of a match."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models import ProtectedError
from django.db.models.functions import Now

from reviews.models import Claim, ClaimMatch
from tests.reviews.actions.paper import print_article


@pytest.fixture
def match(desk) -> ClaimMatch:
    statement = print_article(desk, "The quay is long.").statements.get()
    claim = Claim.objects.create(desk=desk, text="The quay is long.", fingerprint="a" * 64)
    return ClaimMatch.objects.create(
        statement=statement, claim=claim, start=4, end=8, state="SUGGESTED", method="trigram"
    )


def test_the_words_of_a_match_are_its_span_of_the_statement(match):
    assert match.exact == "quay"


def test_a_statement_is_matched_once_to_a_claim(match):
    with pytest.raises(IntegrityError, match="one_match_per_statement_and_claim"):
        ClaimMatch.objects.create(
            statement=match.statement, claim=match.claim, start=0, end=3, state="CONFIRMED", method="hand"
        )


@pytest.mark.parametrize("end", [4, 3])
def test_a_match_of_no_words_is_refused(match, end):
    with pytest.raises(IntegrityError, match="match_span_is_not_empty"):
        ClaimMatch.objects.filter(pk=match.pk).update(end=end)


def test_a_decision_has_both_a_person_and_a_time(match, editor):
    with pytest.raises(IntegrityError, match="match_decided_by_and_at_together"):
        ClaimMatch.objects.filter(pk=match.pk).update(decided_by=editor)


def test_a_decision_has_both_a_time_and_a_person(match):
    with pytest.raises(IntegrityError, match="match_decided_by_and_at_together"):
        ClaimMatch.objects.filter(pk=match.pk).update(decided_at=Now())


@pytest.mark.parametrize("to", ["CONFIRMED", "REJECTED"])
def test_a_suggestion_is_confirmed_or_rejected(match, to):
    assert ClaimMatch.objects.filter(pk=match.pk).update(state=to) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("CONFIRMED", "SUGGESTED"),
        ("REJECTED", "CONFIRMED"),
        ("REJECTED", "SUGGESTED"),
    ],
)
def test_a_decided_match_stays_as_it_is(match, first, then):
    ClaimMatch.objects.filter(pk=match.pk).update(state=first)
    with pytest.raises(DatabaseError, match="Invalid transition"):
        ClaimMatch.objects.filter(pk=match.pk).update(state=then)


def test_a_confirmation_is_taken_back_by_a_rejection_alone(match):
    """Undoing the merge that a confirmation brought about: it is no suggestion again."""
    ClaimMatch.objects.filter(pk=match.pk).update(state="CONFIRMED")
    assert ClaimMatch.objects.filter(pk=match.pk).update(state="REJECTED") == 1


def test_neither_a_matched_claim_nor_a_matched_statement_can_be_deleted(match):
    with pytest.raises(ProtectedError):
        match.claim.delete()
    with pytest.raises(ProtectedError):
        match.statement.delete()
