"""How far an article is checked."""

import pytest
from django.utils import timezone

from reviews.models import Claim
from reviews.reports.coverage import count, coverages, marked
from tests.reviews.reports.story import TEXT, claim_in, say, verdict_on


@pytest.fixture
def revision(desk, make_revision):
    return make_revision(desk, TEXT, title="The bridge at Tessel")


def test_every_statement_has_a_state_and_is_counted_once(desk, revision, editor, lead):
    verdict_on(
        claim_in(say(revision, "The bridge is 90 metres long."), desk=desk),
        "false",
        author=editor,
        approver=lead,
    )
    claim_in(say(revision, "It opened in 1931."), desk=desk)
    say(revision, "It carries 4,000 cars a day.", worthiness=0.1)
    say(revision, "It is a lovely bridge.", checkability="opinion")
    marks = marked([revision.pk])[revision.pk]
    assert [mark.state for mark in marks] == ["change", "open", "none", "open"]
    counts = count(marks)
    assert counts.counts == {"change": 1, "open": 2}
    assert (counts.settled, counts.checkable, counts.not_checkable) == (1, 3, 1)
    assert counts.waiting_for_a_claim == 1
    assert counts.line == "Not ready: 1 must change, 2 open"
    assert counts.is_ready is False


def test_a_statement_with_several_claims_shows_the_gravest_and_is_settled_only_with_all(
    desk, revision, editor, lead
):
    statement = say(revision, "The bridge is 90 metres long.")
    verdict_on(claim_in(statement, desk=desk, text="It is a bridge."), "true", author=editor, approver=lead)
    claim_in(statement, desk=desk, text="It is 90 metres long.")
    (mark,) = marked([revision.pk])[revision.pk]
    assert mark.state == "open"
    assert count([mark]).settled == 0


def test_a_claim_marked_by_hand_in_an_opinion_counts(desk, revision):
    statement = say(revision, "It is a lovely bridge.", checkability="opinion")
    claim_in(statement, desk=desk, method="hand")
    counts = coverages([revision.pk])[revision.pk]
    assert (counts.checkable, counts.not_checkable) == (1, 0)


def test_dismissed_claims_leave_the_count_and_are_told_apart(desk, revision, lead):
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk)
    Claim.objects.filter(pk=claim.pk).update(
        dismissed_at=timezone.now(), dismissed_by=lead, dismissal="Nobody doubts it."
    )
    counts = coverages([revision.pk])[revision.pk]
    assert (counts.checkable, counts.dismissed, counts.not_checkable) == (0, 1, 0)


@pytest.mark.parametrize("state", ["SUGGESTED", "REJECTED"])
def test_only_confirmed_matches_count(desk, revision, state):
    statement = say(revision, "It opened in 1931.")
    claim_in(statement, desk=desk, state=state, method="trigram")
    (mark,) = marked([revision.pk])[revision.pk]
    assert mark.claims == ()
    assert mark.waits is True


def test_a_merged_claim_is_not_counted(desk, revision):
    statement = say(revision, "It opened in 1931.")
    merged = claim_in(statement, desk=desk, text="Old words")
    kept = claim_in(statement, desk=desk, text="New words")
    Claim.objects.filter(pk=merged.pk).update(merged_into=kept)
    (mark,) = marked([revision.pk])[revision.pk]
    assert [claim.pk for claim, _ in mark.claims] == [kept.pk]


def test_four_queries_count_any_number_of_articles(desk, make_revision, django_assert_num_queries):
    revisions = []
    for number in range(5):
        revision = make_revision(desk, f"{TEXT}\nNumber {number} of this series is here.")
        claim_in(say(revision, "It opened in 1931."), desk=desk)
        revisions.append(revision.pk)
    with django_assert_num_queries(4):
        found = coverages(revisions)
    assert [found[pk].checkable for pk in revisions] == [1, 1, 1, 1, 1]
