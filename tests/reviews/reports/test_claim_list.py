"""The claims of a desk as a list."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.models import Claim
from reviews.reports.claim_list import claim_list
from tests.reviews.reports.story import TEXT, claim_in, say, verdict_on


@pytest.fixture
def claims(desk, make_task, make_revision, editor, lead):
    """One claim for each state, by the state's name."""
    leased = {
        "lease_holder": editor,
        "lease_token": uuid.uuid4(),
        "lease_expires_at": timezone.now() + timedelta(hours=1),
    }
    made = {
        "open": make_task(desk, "The ferry has 3 decks.").claim,
        "work": make_task(desk, "The ferry sank in 1931.", state="LEASED", **leased).claim,
        "waiting": make_task(desk, "The harbour is 9 metres deep.").claim,
        "published": make_task(desk, "The bridge is 90 metres long.").claim,
        "dismissed": make_task(desk, "The bridge is lovely.").claim,
    }
    verdict_on(made["waiting"], "true", author=editor, state="SUBMITTED")
    verdict_on(made["published"], "true", author=editor, approver=lead)
    Claim.objects.filter(pk=made["dismissed"].pk).update(
        dismissed_at=timezone.now(), dismissed_by=lead, dismissal="A matter of taste."
    )
    statement = say(make_revision(desk, TEXT), "It opened in 1931.")
    made["suggested"] = claim_in(statement, desk=desk, state="SUGGESTED", method="trigram")
    return made


def found(desk, **wanted):
    return {claim.pk for claim, _ in claim_list(desk, **wanted).rows}


@pytest.mark.parametrize("state", ["work", "waiting", "published", "dismissed", "suggested"])
def test_each_filter_shows_the_claims_in_its_state(desk, claims, state):
    assert found(desk, state=state) == {claims[state].pk}


def test_open_claims_are_those_that_nobody_holds_or_has_settled(desk, claims):
    assert found(desk, state="open") == {claims["open"].pk, claims["suggested"].pk}


def test_every_word_of_a_search_must_stand_in_the_claim_in_any_case(desk, claims):
    assert found(desk, q="FERRY 1931") == {claims["work"].pk}
    assert found(desk, q="bridge") == {claims["published"].pk, claims["dismissed"].pk}
    assert found(desk, q="bridge", state="published") == {claims["published"].pk}


@pytest.mark.parametrize("q", [".*", "%", "(", "[a", "\\", "9 metres deep?"])
def test_a_search_is_taken_word_by_word_and_never_as_a_pattern(desk, claims, q):
    assert found(desk, q=q) == set()


def test_merged_claims_and_those_of_other_desks_are_left_out(desk, other_desk, make_task):
    kept = make_task(desk, "Kept.").claim
    merged = make_task(desk, "Merged.").claim
    Claim.objects.filter(pk=merged.pk).update(merged_into=kept)
    make_task(other_desk, "Foreign.")
    assert found(desk) == {kept.pk}


def test_three_queries_list_any_number_of_claims(desk, claims, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(claim_list(desk).rows) == 6
