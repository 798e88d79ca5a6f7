"""Statements: a span that fits its words, once, with a worthiness between 0 and 1."""

from __future__ import annotations

import pytest

from articles.models import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(desk, make_revision):
    """Return a maker of statements of one revision: by default its first ten characters."""
    revision = make_revision(desk, "The bridge 🌉 is 90 metres long.")

    def make(**fields) -> Statement:
        span = {"start": 0, "end": 10, "exact": "The bridge"}
        kinds = {"kind": "sentence", "checkability": "fact", "detector": "test"}
        return Statement.objects.create(revision=revision, **{**span, **kinds, **fields})

    return make


def test_one_statement_per_span(state, refused_by):
    state()
    with refused_by("one_statement_per_span"):
        state(kind="quote")


def test_statement_span_fits_its_text(state, refused_by):
    with refused_by("statement_span_fits_its_text"):
        state(end=11)


def test_statement_is_not_empty(state, refused_by):
    with refused_by("statement_is_not_empty"):
        state(start=3, end=3, exact="")


@pytest.mark.parametrize("worthiness", [-0.01, 1.01, float("nan")])
def test_worthiness_between_0_and_1(state, refused_by, worthiness):
    with refused_by("worthiness_between_0_and_1"):
        state(check_worthiness=worthiness)


def test_places_count_code_points(state):
    assert state(start=11, end=12, exact="🌉").pk is not None


def test_facts_and_quotes_are_checkable_and_nothing_else(state):
    made = [
        state(start=at, end=at + 1, exact="x", checkability=value)
        for at, value in enumerate(Statement.Checkability.values)
    ]
    checkable = [statement.checkability for statement in made if statement.is_checkable]
    assert checkable == ["fact", "quote"]
    assert list(Statement.objects.checkable().values_list("checkability", flat=True)) == checkable
    assert str(made[0]) == "x"
