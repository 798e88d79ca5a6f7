"""Merging claims: what is said against the merged claim is said against the survivor."""

from __future__ import annotations

import pytest

from reviews.actions import claims, relations
from reviews.models import Claim, ClaimRelation
from reviews.reports.conflicts import conflicts
from tests.reviews.actions.paper import claim_of
from tests.reviews.actions.test_relations import HOUSE, PALACE, printed

PALACE_TOO = "The agreement, signed at the Akasaka Palace, marks a new phase in the old alliance."
QUAY = "The quay is long."


@pytest.fixture
def house(desk) -> Claim:
    """The claim that stands against every palace."""
    printed(desk, PALACE)
    return claim_of(printed(desk, HOUSE), HOUSE)


def made(desk, words: str) -> Claim:
    return claim_of(printed(desk, words), words)


def pairs() -> list[tuple[int, int, str]]:
    return list(ClaimRelation.objects.order_by("pk").values_list("claim_a", "claim_b", "state"))


def test_a_relation_goes_over_and_names_the_survivors_words(desk, house, editor):
    palace = Claim.objects.get(text=PALACE)
    ClaimRelation.objects.all().delete()
    late = made(desk, PALACE_TOO)
    assert pairs() == [(house.pk, late.pk, "SUGGESTED")]
    claims.merge(claim=late, into=palace, by=editor)
    assert pairs() == [(palace.pk, house.pk, "SUGGESTED")]
    [conflict] = conflicts([palace.pk])
    assert (conflict.mine.marked, conflict.theirs.marked) == ("Akasaka Palace", "White House")
    assert "".join(run.text for run in conflict.mine.runs) == PALACE


def test_two_relations_with_one_claim_become_one_and_a_persons_word_stands(desk, house, editor):
    palace, late = Claim.objects.get(text=PALACE), made(desk, PALACE_TOO)
    relations.reject(relation=ClaimRelation.objects.get(claim_b=late), by=editor)
    assert pairs() == [(palace.pk, house.pk, "SUGGESTED"), (house.pk, late.pk, "REJECTED")]
    claims.merge(claim=late, into=palace, by=editor)
    assert pairs() == [(palace.pk, house.pk, "REJECTED")]


def test_the_survivors_own_decision_stands_against_a_suggestion(desk, house, editor):
    palace, late = Claim.objects.get(text=PALACE), made(desk, PALACE_TOO)
    relations.confirm(relation=ClaimRelation.objects.get(claim_a=palace), by=editor)
    claims.merge(claim=late, into=palace, by=editor)
    assert pairs() == [(palace.pk, house.pk, "CONFIRMED")]


def test_what_stood_between_the_two_goes(desk, house, editor):
    palace = Claim.objects.get(text=PALACE)
    claims.merge(claim=palace, into=house, by=editor)
    assert pairs() == []


def test_a_suggestion_that_the_survivors_words_do_not_bear_out_is_dropped(desk, house, editor):
    quay, palace = made(desk, QUAY), Claim.objects.get(text=PALACE)
    claims.merge(claim=palace, into=quay, by=editor)
    assert pairs() == []


def test_a_confirmed_contradiction_stays_whatever_the_survivors_words(desk, house, editor, signed_in):
    quay, palace = made(desk, QUAY), Claim.objects.get(text=PALACE)
    relations.confirm(relation=ClaimRelation.objects.get(), by=editor)
    claims.merge(claim=palace, into=quay, by=editor)
    assert pairs() == [(house.pk, quay.pk, "CONFIRMED")]
    page = signed_in(editor).get(f"/desks/{desk.slug}/claims/{quay.pk}/").content.decode()
    assert "say “”" not in page
    assert "2 articles this way, 1 the other" in page
