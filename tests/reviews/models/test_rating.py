"""What PostgreSQL refuses of scales and ratings, and what the house scale holds."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from reviews.models import Rating, RatingScale


@pytest.fixture
def scale(desk) -> RatingScale:
    return desk.policy.scale


@pytest.fixture
def make(scale):
    """Return a maker of ratings that fit the house scale."""
    terms = {
        "scale": scale,
        "key": "new",
        "label": "New",
        "definition": "New.",
        "position": 99,
        "mark": "none",
    }
    return lambda **fields: Rating.objects.create(**{**terms, **fields})


def test_one_scale_per_name_and_version(scale):
    RatingScale.objects.create(name="House", version=2)
    with pytest.raises(IntegrityError, match="one_scale_per_name_and_version"):
        RatingScale.objects.create(name="House", version=1)


def test_one_rating_per_scale_and_key(make):
    with pytest.raises(IntegrityError, match="one_rating_per_scale_and_key"):
        make(key="true")


def test_one_rating_per_scale_and_position(make):
    with pytest.raises(IntegrityError, match="one_rating_per_scale_and_position"):
        make(position=1)


def test_rating_value_starts_at_1(make):
    with pytest.raises(IntegrityError, match="rating_value_starts_at_1"):
        make(value=0)


def test_only_ratings_on_the_scale_carry_a_number(scale):
    numbered = dict(scale.ratings.filter(value__isnull=False).values_list("key", "value"))
    assert numbered == {"true": 5, "mostly-true": 4, "mixed": 3, "mostly-false": 2, "false": 1}
    assert set(scale.ratings.filter(value__isnull=True).values_list("key", flat=True)) == {
        "unproven",
        "outdated",
        "missing-context",
        "misattributed",
        "satire",
        "not-checkable",
    }
    assert (str(scale), str(scale.ratings.get(key="mixed"))) == ("House, version 1", "Mixed")
