"""What PostgreSQL refuses of a citation."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from reviews.models import Citation


@pytest.fixture
def verdict(submitted):
    return submitted()


@pytest.fixture
def make(verdict):
    """Return a maker of citations of an offline source, as [2] of the verdict."""
    terms = {
        "verdict": verdict,
        "number": 2,
        "stance": "context",
        "source_type": "secondary",
        "exact": "The bridge.",
        "offline_source": "Harbour Office yearbook",
    }
    return lambda **fields: Citation.objects.create(**{**terms, **fields})


def test_one_citation_per_verdict_and_number(make):
    with pytest.raises(IntegrityError, match="one_citation_per_verdict_and_number"):
        make(number=1)


@pytest.mark.parametrize(
    ("captured", "start", "offline_source"),
    [
        (True, None, ""),
        (True, 0, "and a book"),
        (False, 0, ""),
        (False, 0, "A book"),
        (False, None, ""),
    ],
)
def test_citation_is_captured_or_offline(make, verdict, captured, start, offline_source):
    snapshot = verdict.citations.get().snapshot if captured else None
    with pytest.raises(IntegrityError, match="citation_is_captured_or_offline"):
        make(snapshot=snapshot, start=start, offline_source=offline_source)


def test_both_kinds_of_source_are_taken(make, verdict):
    snapshot = verdict.citations.get().snapshot
    made = [make(), make(number=3, snapshot=snapshot, start=0, offline_source="")]
    assert [str(citation) for citation in made] == ["[2]", "[3]"]


def test_citation_quotes_words(make):
    with pytest.raises(IntegrityError, match="citation_quotes_words"):
        make(exact="")


def test_citation_numbers_start_at_1(make):
    with pytest.raises(IntegrityError, match="citation_numbers_start_at_1"):
        make(number=0)


@pytest.mark.parametrize("field", ["number", "exact", "stance", "note", "locator"])
def test_append_only_refuses_every_change(verdict, field):
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows from reviews_citation"),
        transaction.atomic(),
    ):
        verdict.citations.update(**{field: "7"})


def test_append_only_refuses_removal(verdict):
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows from reviews_citation"),
        transaction.atomic(),
    ):
        verdict.citations.all().delete()
    assert verdict.citations.count() == 1
