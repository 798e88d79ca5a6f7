"""Changing a desk's standards, and what a lowered floor opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from factcheck.audit import target_of
from factcheck.models import AuditEvent
from reviews import due, jobs
from reviews.actions import claims, standards
from reviews.models import DeskPolicy, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, rule

LOW = ("The quay is long.", {"check_worthiness": 0.2})
HIGH = ("The harbour cost 90 million euros.", {"check_worthiness": 0.8})


@pytest.fixture
def printed(desk):
    """An article of one claim under the desk's floor of 0.5 and one above it."""
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    revision = print_article(desk, LOW, HIGH)
    claims.match(revision.pk)
    return revision


def open_worths(desk) -> list[float]:
    return sorted(ReviewTask.objects.of(desk).live().values_list("priority", flat=True))


def age(desk, seconds: int) -> None:
    """Have the floor lowered that many seconds ago."""
    DeskPolicy.objects.filter(desk=desk).update(floor_lowered_at=Now() - timedelta(seconds=seconds))


def test_a_change_is_saved_and_audited_from_what_to_what(desk, lead):
    wanted = {"lease_minutes": 45, "work_limit": 3, "worthiness_floor": 0.4}
    assert standards.change(desk=desk, by=lead, wanted=wanted) == {
        "lease_minutes": (30, 45),
        "worthiness_floor": (None, 0.4),
    }
    policy = DeskPolicy.objects.get(desk=desk)
    assert (policy.lease_minutes, policy.work_limit, policy.worthiness_floor) == (45, 3, 0.4)
    event = AuditEvent.objects.get(action="standards.changed")
    assert (event.actor, event.desk, event.target) == (lead, desk, target_of(policy))
    assert event.data == {
        "changed": {"lease_minutes": {"old": 30, "new": 45}, "worthiness_floor": {"old": None, "new": 0.4}}
    }


def test_setting_what_stands_already_changes_and_records_nothing(desk, lead):
    assert standards.change(desk=desk, by=lead, wanted={"lease_minutes": 30}) == {}
    assert AuditEvent.objects.filter(action="standards.changed").count() == 0


@pytest.mark.parametrize(
    "wanted",
    [
        {"lease_minutes": 0},
        {"lease_minutes": None},
        {"idle_minutes": 10_081},
        {"work_limit": 101},
        {"min_independent_sources": 11},
        {"worthiness_floor": 1.1},
        {"worthiness_floor": -0.1},
        {"ai_suggestions": "sometimes"},
        {"suggest_from": 0.39},
        {"suggest_from": None},
        {"scale": 1},
        {"floor_lowered_at": None},
    ],
)
def test_a_value_that_no_desk_can_have_is_refused_by_its_name(desk, lead, wanted):
    with pytest.raises(ValidationError) as refused:
        standards.change(desk=desk, by=lead, wanted={"assignment_minutes": 5, **wanted})
    assert list(refused.value.message_dict) == list(wanted)
    assert DeskPolicy.objects.get(desk=desk).assignment_minutes == 60


@pytest.mark.parametrize(
    ("old", "new", "lower"),
    [(None, 0.5, False), (None, None, False), (0.5, None, True), (0.5, 0.4, True), (0.4, 0.5, False)],
)
def test_a_floor_is_lower_when_more_claims_reach_it(old, new, lower):
    assert standards.is_lower(old, new) is lower


@pytest.mark.parametrize("floor", [0.2, None])
def test_lowering_the_floor_opens_the_checks_that_waited(desk, lead, printed, floor):
    assert open_worths(desk) == [0.8]
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": floor})
    assert standards.open_waiting(desk.pk) == 1
    assert open_worths(desk) == [0.2, 0.8]
    assert standards.open_waiting(desk.pk) == 0


def test_a_floor_lowered_a_little_opens_no_more_than_what_reaches_it(desk, lead, printed):
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": 0.3})
    assert standards.open_waiting(desk.pk) == 0
    assert open_worths(desk) == [0.8]


def test_raising_the_floor_cancels_nothing_and_makes_nothing_due(desk, lead, printed):
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": 0.9})
    assert DeskPolicy.objects.get(desk=desk).floor_lowered_at is None
    assert standards.open_waiting(desk.pk) == 0
    assert open_worths(desk) == [0.8]


def test_what_was_settled_dismissed_replaced_or_merged_away_is_not_opened(desk, lead, editor, printed):
    old = print_article(desk, ("The pier is new.", {"check_worthiness": 0.2}), identity="id:pier")
    claims.match(old.pk)
    claims.match(print_article(desk, "Nothing of it stands any more.", identity="id:pier").pk)
    settled = print_article(desk, ("The mole is old.", {"check_worthiness": 0.2}))
    merged = print_article(desk, ("The crane is tall.", {"check_worthiness": 0.2}))
    dismissed = print_article(desk, ("The lock is deep.", {"check_worthiness": 0.2}))
    for revision in (settled, merged, dismissed):
        claims.match(revision.pk)
    rule(claim_of(settled, "The mole is old."), editor)
    merge_into = claim_of(printed, HIGH[0])
    claims.merge(claim=claim_of(merged, "The crane is tall."), into=merge_into, by=editor)
    claims.dismiss(claim=claim_of(dismissed, "The lock is deep."), by=editor, reason="Of no interest.")
    before = ReviewTask.objects.count()
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": None})
    assert standards.open_waiting(desk.pk) == 1
    assert ReviewTask.objects.count() == before + 1
    assert ReviewTask.objects.order_by("-pk")[0].claim == claim_of(printed, LOW[0])


def test_a_desk_opens_only_its_own(desk, other_desk, lead, printed):
    DeskPolicy.objects.filter(desk=other_desk).update(worthiness_floor=0.5)
    claims.match(print_article(other_desk, LOW).pk)
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": None})
    assert standards.open_waiting(other_desk.pk) == 0
    assert standards.open_waiting(desk.pk) == 1
    assert open_worths(other_desk) == []


def test_many_are_opened_in_batches_and_a_second_run_finds_none(desk, lead, monkeypatch):
    monkeypatch.setattr(standards, "BATCH", 2)
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    sentences = [(f"Quay number {number} is long.", {"check_worthiness": 0.2}) for number in range(5)]
    claims.match(print_article(desk, *sentences).pk)
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": 0.1})
    assert [standards.open_waiting(desk.pk) for _ in range(2)] == [5, 0]


def test_a_lowered_floor_stays_due_while_a_job_may_still_go_by_the_old_one(desk, lead, printed, settings):
    settings.CELERY_TASK_TIME_LIMIT = 150
    standards.change(desk=desk, by=lead, wanted={"worthiness_floor": None})
    standards.open_waiting(desk.pk)
    assert due.lowered_floors() == []
    assert DeskPolicy.objects.get(desk=desk).floor_lowered_at is not None
    age(desk, 151)
    assert due.lowered_floors() == [desk.pk]
    jobs.open_waiting(desk.pk)
    assert DeskPolicy.objects.get(desk=desk).floor_lowered_at is None
    assert due.lowered_floors() == []
    assert AuditEvent.objects.filter(action="standards.floor_applied").count() == 1
