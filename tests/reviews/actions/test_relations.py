"""Finding claims that contradict each other, and deciding on them."""

from __future__ import annotations

import pytest

from factcheck.models import AuditEvent
from factcheck.states import WrongState
from reviews.actions import claims, relations
from reviews.models import ClaimRelation, Suggestion
from reviews.reports.conflicts import conflicts
from tests.reviews.actions.paper import claim_of, print_article

PALACE = "The agreement, signed at the Akasaka Palace, marks a new phase in the alliance."
HOUSE = "The deal, signed at the White House during a visit, sets up a fund for mines."
TOKYO = "The two leaders signed the deal in Tokyo."
MORE = "More than 90 percent of rare earths are refined in China."
EXACT = "China refines 92 percent of the world’s rare earths."
MINED = "China mines 60 percent of the world’s rare earths."


def printed(desk, *sentences, **fields):
    """Return the revision of a new article with these sentences, matched and compared."""
    revision = print_article(desk, *sentences, **fields)
    claims.match(revision.pk)
    relations.find(revision.pk)
    return revision


@pytest.fixture
def relation(desk) -> ClaimRelation:
    printed(desk, PALACE)
    printed(desk, HOUSE)
    return ClaimRelation.objects.get()


def test_a_palace_in_one_capital_and_a_building_in_another_contradict(relation):
    assert (relation.claim_a.text, relation.claim_b.text) == (PALACE, HOUSE)
    assert (relation.state, relation.kind) == ("SUGGESTED", "contradicts")
    assert [difference["slot"] for difference in relation.differences] == ["place"]


def test_what_agrees_or_measures_other_things_is_no_conflict(desk):
    printed(desk, EXACT, PALACE)
    printed(desk, MORE, MINED, TOKYO)
    assert set(ClaimRelation.objects.values_list("kind", flat=True)) == {"narrows"}


def test_comparing_again_changes_nothing(desk, relation):
    revision = relation.claim_b.matches.get().statement.revision
    assert relations.find(revision.pk) == 0
    assert ClaimRelation.objects.get() == relation
    assert AuditEvent.objects.filter(action="revision.compared").count() == 2


def test_a_revision_that_is_not_matched_is_left_for_later(desk):
    revision = print_article(desk, PALACE)
    assert relations.find(revision.pk) == 0
    revision.refresh_from_db()
    assert revision.compared_at is None


def test_the_claims_of_other_desks_and_languages_are_not_compared(desk, other_desk):
    printed(desk, PALACE)
    printed(other_desk, HOUSE)
    printed(desk, HOUSE, language="nl")
    assert ClaimRelation.objects.count() == 0


def test_both_sides_see_the_conflict_with_their_words_first(relation):
    [palace] = conflicts([relation.claim_a_id])
    [house] = conflicts([relation.claim_b_id])
    assert (palace.mine.marked, palace.theirs.marked) == ("Akasaka Palace", "White House")
    assert (house.mine.marked, house.theirs.marked) == ("White House", "Akasaka Palace")
    assert "".join(run.text for run in palace.mine.runs) == PALACE
    assert (palace.mine.articles, palace.theirs.articles) == (1, 1)
    assert "Tokyo, Japan" in palace.reasons[0]


def test_the_articles_on_each_side_are_counted(desk, relation):
    printed(desk, PALACE)
    printed(desk, PALACE)
    [conflict] = conflicts([relation.claim_a_id])
    assert (conflict.mine.articles, conflict.theirs.articles) == (3, 1)


def test_confirming_is_recorded_once(relation, editor):
    relations.confirm(relation=relation, by=editor)
    assert (relation.state, relation.decided_by) == ("CONFIRMED", editor)
    assert AuditEvent.objects.get(action="relation.confirmed").actor == editor
    assert Suggestion.objects.get(kind="relation").decision == "accepted"
    with pytest.raises(WrongState):
        relations.reject(relation=relation, by=editor)


def test_a_rejected_conflict_is_shown_no_more(desk, relation, editor):
    relations.reject(relation=relation, by=editor)
    assert Suggestion.objects.get(kind="relation").decision == "rejected"
    assert conflicts([relation.claim_a_id]) == []
    printed(desk, HOUSE)
    assert ClaimRelation.objects.get().state == "REJECTED"


def test_one_office_with_two_holders_is_found_across_articles(desk):
    printed(desk, "Kaveria’s trade minister, Dorun Hale, led the final round of talks on copper.")
    revision = printed(desk, "Sela Quist has been Kaveria’s trade minister since 2 February 2026.")
    found = ClaimRelation.objects.get()
    assert found.claim_b == claim_of(revision, revision.text)
    assert found.differences[0]["slot"] == "office"
