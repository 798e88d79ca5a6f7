"""Where claims stand."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.models import Claim
from reviews.reports.standing import gravest, standings
from tests.reviews.reports.story import TEXT, check_task, claim_in, say, verdict_on


@pytest.fixture
def claim(desk, make_revision):
    return claim_in(say(make_revision(desk, TEXT), "The bridge is 90 metres long."), desk=desk)


def state_of(claim):
    return standings([Claim.objects.get(pk=claim.pk)])[claim.pk].state


def lease(claim, editor, *, minutes):
    expires = timezone.now() + timedelta(minutes=minutes)
    check_task(claim, state="LEASED", lease_holder=editor, lease_token=uuid.uuid4(), lease_expires_at=expires)


def test_a_claim_that_nobody_started_is_open(claim):
    check_task(claim)
    assert state_of(claim) == "open"


def test_a_claim_whose_task_is_leased_is_in_work_until_the_lease_lapses(claim, editor):
    lease(claim, editor, minutes=5)
    assert state_of(claim) == "work"


def test_a_lapsed_lease_leaves_the_claim_open(claim, editor):
    lease(claim, editor, minutes=-5)
    assert state_of(claim) == "open"


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED"])
def test_an_unpublished_verdict_waits(claim, editor, lead, state):
    verdict_on(claim, "false", author=editor, approver=lead, state=state)
    assert state_of(claim) == "waiting"


@pytest.mark.parametrize(
    ("rating", "state"),
    [
        ("true", "confirmed"),
        ("false", "change"),
        ("unproven", "unproven"),
        ("mixed", "disputed"),
        ("satire", "none"),
    ],
)
def test_a_published_verdict_shows_as_its_rating_says(claim, editor, lead, rating, state):
    verdict_on(claim, rating, author=editor, approver=lead)
    assert state_of(claim) == state


def test_a_published_verdict_stands_while_its_correction_waits(claim, editor, lead):
    verdict_on(claim, "false", author=editor, approver=lead)
    verdict_on(claim, "true", author=editor, state="SUBMITTED", version=2)
    assert state_of(claim) == "change"


def test_a_retracted_verdict_leaves_the_claim_open(claim, editor, lead):
    verdict_on(
        claim,
        "false",
        author=editor,
        approver=lead,
        state="RETRACTED",
        retracted_by=lead,
        retracted_at=timezone.now(),
        retraction_note="The register was misread.",
    )
    assert state_of(claim) == "open"


def test_a_dismissed_claim_asks_for_no_check(claim, lead):
    Claim.objects.filter(pk=claim.pk).update(
        dismissed_at=timezone.now(), dismissed_by=lead, dismissal="A figure of speech."
    )
    assert state_of(claim) == "none"


def test_two_queries_tell_where_many_claims_stand(
    desk, editor, lead, make_revision, django_assert_num_queries
):
    revision = make_revision(desk, TEXT)
    claims = [
        claim_in(say(revision, words), desk=desk)
        for words in ("It opened in 1931.", "It carries 4,000 cars a day.", "2020 | 3,800")
    ]
    verdict_on(claims[0], "true", author=editor, approver=lead)
    with django_assert_num_queries(2):
        found = standings(claims)
    assert [found[claim.pk].state for claim in claims] == ["confirmed", "open", "open"]


def test_the_gravest_of_several_states_counts():
    assert gravest(["confirmed", "open", "change"]) == "change"
    assert gravest(["confirmed", "unproven", "waiting"]) == "waiting"
    assert gravest(["none", "confirmed"]) == "confirmed"
