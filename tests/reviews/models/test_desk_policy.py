"""What PostgreSQL refuses of a desk's standards."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from reviews.models import DeskPolicy


@pytest.mark.parametrize("limit", ["work_limit", "lease_minutes", "assignment_minutes", "idle_minutes"])
def test_policy_limits_are_positive(desk, limit):
    with pytest.raises(IntegrityError, match="policy_limits_are_positive"):
        DeskPolicy.objects.filter(desk=desk).update(**{limit: 0})


@pytest.mark.parametrize("floor", [-0.01, 1.01, float("nan")])
def test_policy_floor_between_0_and_1(desk, floor):
    with pytest.raises(IntegrityError, match="policy_floor_between_0_and_1"):
        DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=floor)


@pytest.mark.parametrize("floor", [None, 0.0, 1.0])
def test_a_floor_may_be_missing_or_at_either_end(desk, floor):
    assert DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=floor) == 1


def test_a_desk_has_one_policy(desk):
    with pytest.raises(IntegrityError, match="reviews_deskpolicy_desk_id"):
        DeskPolicy.objects.create(desk=desk, scale=desk.policy.scale)
    assert str(DeskPolicy(desk=desk)) == "standards of Economy desk"


def test_suggestions_are_shown_before_after_or_never(desk):
    with pytest.raises(IntegrityError, match="policy_suggestions_before_after_or_off"):
        DeskPolicy.objects.filter(desk=desk).update(ai_suggestions="maybe")


def test_what_is_hardly_alike_is_never_suggested(desk):
    with pytest.raises(IntegrityError, match="policy_suggests_what_is_alike"):
        DeskPolicy.objects.filter(desk=desk).update(suggest_from=0.3)


@pytest.mark.parametrize("threshold", [0.69, 1.01, float("nan")])
def test_the_machine_confirms_only_what_is_very_alike(desk, threshold):
    with pytest.raises(IntegrityError, match="policy_confirms_what_is_very_alike"):
        DeskPolicy.objects.filter(desk=desk).update(confirm_from=threshold)


@pytest.mark.parametrize("threshold", [None, 0.7, 1.0])
def test_the_machine_confirms_nothing_or_from_a_threshold_on(desk, threshold):
    assert DeskPolicy.objects.filter(desk=desk).update(confirm_from=threshold) == 1
