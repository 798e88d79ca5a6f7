"""Relations: the rules that PostgreSQL keeps."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now

from reviews.models import Claim, ClaimRelation


@pytest.fixture
def pair(desk) -> tuple[Claim, Claim]:
    made = [Claim.objects.create(desk=desk, text=name, fingerprint=name) for name in ("one", "two")]
    return made[0], made[1]


def relate(a: Claim, b: Claim, **fields) -> ClaimRelation:
    return ClaimRelation.objects.create(claim_a=a, claim_b=b, differences=[], score=0.5, **fields)


def test_two_claims_have_one_relation(pair):
    relate(*pair)
    with pytest.raises(IntegrityError, match="one_relation_per_two_claims"), transaction.atomic():
        relate(*pair)


def test_the_older_claim_comes_first(pair):
    with pytest.raises(IntegrityError, match="relation_names_the_older_claim_first"), transaction.atomic():
        relate(*reversed(pair))


@pytest.mark.parametrize("fields", [{"state": "CONFIRMED"}, {"decided_at": Now()}])
def test_a_decision_has_who_and_when(pair, fields):
    with pytest.raises(IntegrityError, match="relation_decided_by_and_at_together"), transaction.atomic():
        relate(*pair, **fields)


def test_a_decision_is_not_taken_back(pair, editor):
    relation = relate(*pair, state="REJECTED", decided_by=editor, decided_at=Now())
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        ClaimRelation.objects.filter(pk=relation.pk).update(state="CONFIRMED")


def test_a_special_case_says_which_of_the_two_is_the_narrower_and_nothing_else_does(pair, desk):
    other = Claim.objects.create(desk=desk, text="three", fingerprint="three")
    wrong = ({"kind": "narrows"}, {"kind": "narrows", "narrower": other}, {"narrower": pair[0]})
    for fields in wrong:
        with (
            pytest.raises(IntegrityError, match="a_narrowing_says_which_of_the_two_is_narrower"),
            transaction.atomic(),
        ):
            relate(*pair, **fields)
    assert relate(*pair, kind="narrows", narrower=pair[1]).narrower == pair[1]
