"""The overview of a desk."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.models import ReviewTask
from reviews.reports.overview import DAYS, overview
from tests.reviews.reports.story import verdict_on


def lease(editor, *, minutes):
    return {
        "state": "LEASED",
        "lease_holder": editor,
        "lease_token": uuid.uuid4(),
        "lease_expires_at": timezone.now() + timedelta(minutes=minutes),
    }


def test_a_new_desk_has_nothing(desk):
    figures = overview(desk)
    assert figures.is_new is True
    assert (figures.open, figures.in_work, figures.waiting, figures.done_today) == (0, 0, 0, 0)
    assert (figures.oldest, figures.oldest_age) == (None, "–")
    assert len(figures.days) == DAYS


def test_each_task_is_counted_where_it_stands(desk, make_task, editor, lead, other_desk):
    make_task(desk)
    make_task(desk, **lease(editor, minutes=-5))
    make_task(desk, **lease(editor, minutes=5))
    done = make_task(desk, state="DONE", finished_at=timezone.now(), finished_by=editor)
    verdict_on(done.claim, "false", author=editor, state="SUBMITTED")
    approved = make_task(desk, state="DONE", finished_at=timezone.now(), finished_by=editor)
    verdict_on(approved.claim, "false", author=editor, approver=lead, state="APPROVED")
    make_task(other_desk)
    figures = overview(desk)
    assert (figures.open, figures.in_work, figures.waiting, figures.to_publish) == (2, 1, 1, 1)
    assert figures.done_today == 2
    assert figures.is_new is False


def test_the_oldest_live_task_is_named_with_its_age(desk, make_task):
    make_task(desk)
    old = make_task(desk)
    ReviewTask.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=3, hours=1))
    figures = overview(desk)
    assert (figures.oldest, figures.oldest_age) == (old, "3 days")


@pytest.mark.parametrize(
    ("ago", "age"),
    [
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=49), "2 days"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(desk, make_task, ago, age):
    task = make_task(desk)
    ReviewTask.objects.filter(pk=task.pk).update(created_at=timezone.now() - ago)
    assert overview(desk).oldest_age == age


def test_the_days_show_what_was_done_and_opened_on_each(desk, make_task, editor):
    now = timezone.now()
    made = [
        make_task(desk, state="DONE", finished_at=now - timedelta(days=1), finished_by=editor),
        make_task(desk, state="DONE", finished_at=now, finished_by=editor),
        make_task(desk),
        make_task(desk, state="DONE", finished_at=now - timedelta(days=20), finished_by=editor),
    ]
    for task, days in zip(made, (2, 2, 0, 21), strict=True):
        ReviewTask.objects.filter(pk=task.pk).update(created_at=now - timedelta(days=days))
    days = overview(desk).days
    assert [(day.done, day.opened) for day in days[-3:]] == [(0, 2), (1, 0), (1, 1)]
    assert sum(day.done + day.opened for day in days[:-3]) == 0


def test_nine_queries_draw_the_overview(desk, make_task, django_assert_num_queries):
    make_task(desk)
    with django_assert_num_queries(9):
        overview(desk)
