"""What PostgreSQL refuses of a merge."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models.functions import Now

from reviews.models import Claim, ClaimMatch, ClaimMerge
from tests.reviews.actions.paper import print_article


@pytest.fixture
def pair(desk) -> tuple[Claim, Claim]:
    """The older claim and the newer one."""
    return (
        Claim.objects.create(desk=desk, text="The quay is long.", fingerprint="a" * 64),
        Claim.objects.create(desk=desk, text="Long is the quay.", fingerprint="b" * 64),
    )


@pytest.fixture
def match(desk, pair) -> ClaimMatch:
    statement = print_article(desk, "Long is the quay.").statements.get()
    return ClaimMatch.objects.create(
        statement=statement, claim=pair[0], start=0, end=4, state="CONFIRMED", method="trigram", score=0.93
    )


@pytest.fixture
def merge(pair, match) -> ClaimMerge:
    """The machine's merge of the newer claim into the older one."""
    return ClaimMerge.objects.create(claim=pair[1], into=pair[0], match=match, score=0.93, taken={})


def undo(merge: ClaimMerge, by) -> None:
    ClaimMerge.objects.filter(pk=merge.pk).update(state="UNDONE", undone_by=by, undone_at=Now())


def test_it_says_what_it_is(merge, editor):
    assert (str(merge), merge.is_by_machine) == (
        f"{merge.claim_id} merged into {merge.into_id}: STANDING",
        True,
    )
    assert not ClaimMerge(merged_by=editor).is_by_machine


def test_a_claim_goes_away_by_one_merge_at_a_time(merge, pair, editor):
    with pytest.raises(IntegrityError, match="one_standing_merge_per_claim"):
        ClaimMerge.objects.create(claim=pair[1], into=pair[0], merged_by=editor, taken={})


def test_what_people_parted_the_machine_never_joins_again(merge, pair, match, editor):
    undo(merge, editor)
    with pytest.raises(IntegrityError, match="the_machine_merges_a_pair_once"):
        ClaimMerge.objects.create(claim=pair[1], into=pair[0], match=match, score=0.99, taken={})


def test_what_people_parted_a_person_may_join_again(merge, pair, editor):
    undo(merge, editor)
    ClaimMerge.objects.create(claim=pair[1], into=pair[0], merged_by=editor, taken={})
    assert ClaimMerge.objects.standing().get().merged_by == editor


def test_a_claim_is_not_merged_into_itself(pair, editor):
    with pytest.raises(IntegrityError, match="merge_is_of_two_claims"):
        ClaimMerge.objects.create(claim=pair[0], into=pair[0], merged_by=editor, taken={})


@pytest.mark.parametrize("fields", [{"state": "UNDONE"}, {"undone_at": Now()}])
def test_an_undoing_has_a_person_and_a_time(merge, fields):
    with pytest.raises(IntegrityError, match="merge_undone_by_a_person_at_a_time"):
        ClaimMerge.objects.filter(pk=merge.pk).update(**fields)


@pytest.mark.parametrize("missing", ["match", "score"])
def test_the_machine_merges_by_a_match_with_a_score_alone(pair, match, missing):
    given = {"match": match, "score": 0.93, missing: None}
    with pytest.raises(IntegrityError, match="the_machine_merges_by_a_match_with_a_score"):
        ClaimMerge.objects.create(claim=pair[1], into=pair[0], taken={}, **given)


def test_what_was_undone_stays_undone(merge, editor):
    undo(merge, editor)
    with pytest.raises(DatabaseError, match="Invalid transition"):
        ClaimMerge.objects.filter(pk=merge.pk).update(state="STANDING", undone_by=None, undone_at=None)


@pytest.mark.parametrize("fields", [{"taken": {"moved": []}}, {"score": 1.0}, {"merged_at": Now()}])
def test_what_it_took_over_is_frozen(merge, fields):
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_claimmerge"):
        ClaimMerge.objects.filter(pk=merge.pk).update(**fields)


def test_a_merge_is_never_deleted(merge):
    with pytest.raises(DatabaseError, match="Cannot delete rows from reviews_claimmerge"):
        ClaimMerge.objects.filter(pk=merge.pk).delete()
