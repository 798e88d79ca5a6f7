"""The desks of a person with the work that waits at each."""

from __future__ import annotations

from factcheck.roles import Role
from reviews.actions import desks, handout
from reviews.models import ReviewTask
from reviews.reports.desk_list import desks_of


def test_each_desk_tells_what_is_open_to_approve_and_one_s_own(
    desk, other_desk, editor, place, make_task, submitted, django_assert_num_queries
):
    desks.admit(editor, desk=other_desk, role=Role.READER, by=None)
    submitted()
    oldest = make_task(desk, "First.")
    make_task(desk, "Second.", priority=0.9)
    handout.take(place(editor))
    make_task(other_desk)
    with django_assert_num_queries(1):
        city, economy = desks_of(editor)
    assert (city.membership.desk, city.counts) == (other_desk, [])
    assert economy.counts == ["1 yours", "1 open", "1 to approve"]
    assert economy.oldest_at is not None
    assert economy.oldest_at <= oldest.created_at


def test_a_desk_without_work_says_nothing(desk, editor):
    [only] = desks_of(editor)
    assert (only.counts, only.oldest_at) == ([], None)


def test_what_is_done_does_not_count(desk, editor, make_task):
    claim = make_task(desk).claim
    ReviewTask.objects.bulk_create(
        ReviewTask(desk=desk, claim=claim, kind="CHECK", state="DONE", finished_at="2026-01-01T00:00Z")
        for _ in range(3)
    )
    assert desks_of(editor)[0].counts == ["1 open"]
