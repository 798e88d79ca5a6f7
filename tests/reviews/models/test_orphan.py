"""Orphans: what PostgreSQL refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models.functions import Now

from reviews.actions import claims
from reviews.models import Orphan
from tests.reviews.actions.paper import claim_of, print_article, rule

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."


@pytest.fixture
def orphan(desk, editor) -> Orphan:
    """Return the orphan of a claim with a verdict whose words went."""
    first = print_article(desk, BRIDGE, identity="a")
    claims.match(first.pk)
    rule(claim_of(first, BRIDGE), editor)
    claims.match(print_article(desk, "Nothing of it is left.", identity="a").pk)
    return Orphan.objects.get()


def test_one_orphan_per_match_and_revision(orphan):
    with pytest.raises(IntegrityError, match="one_orphan_per_match_and_revision"):
        Orphan.objects.create(match=orphan.match, revision=orphan.revision, fate="vanished", why="x")


@pytest.mark.parametrize(
    ("fields", "rule_name"),
    [
        ({"state": "ATTACHED", "decided_at": Now()}, "orphan_is_attached_to_a_statement_iff_found"),
        ({"state": "GONE"}, "orphan_decided_at_iff_decided"),
        ({"decided_at": Now()}, "orphan_decided_at_iff_decided"),
    ],
)
def test_a_decision_is_whole(orphan, fields, rule_name):
    with pytest.raises(IntegrityError, match=rule_name), transaction.atomic():
        Orphan.objects.update(**fields)


def test_what_is_decided_stays_decided(orphan):
    Orphan.objects.update(state="GONE", decided_at=Now())
    with pytest.raises(ProgrammingError, match="Invalid transition"):
        Orphan.objects.update(state="OPEN", decided_at=None)


def test_a_desk_reads_its_own_open_orphans(orphan, desk, other_desk):
    assert (list(Orphan.objects.open().at(desk)), list(Orphan.objects.at(other_desk))) == ([orphan], [])
    assert list(Orphan.objects.of_claim(orphan.match.claim)) == [orphan]
    assert str(orphan) == f"{orphan.match_id} vanished in revision {orphan.revision_id}"
