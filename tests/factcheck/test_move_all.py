"""move_all: the bulk form of the only writer of a state."""

from __future__ import annotations

from django.db.models.functions import Now

from factcheck.states import move_all
from reviews.models import ReviewTask


def test_only_rows_whose_state_allows_the_move_are_moved_and_counted(desk, lead, make_task):
    waiting, done = make_task(desk), make_task(desk, state="DONE", finished_at=Now(), finished_by=lead)
    assert move_all(ReviewTask.objects.all(), "CANCELLED", finished_at=Now(), finished_by=None) == 1
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.state, done.state, done.finished_by) == ("CANCELLED", "DONE", lead)
    assert waiting.finished_at is not None


def test_rows_outside_the_selection_stay(desk, make_task):
    chosen, other = make_task(desk), make_task(desk)
    assert move_all(ReviewTask.objects.filter(pk=chosen.pk), "DONE", finished_at=Now()) == 1
    other.refresh_from_db()
    assert other.state == "OPEN"


def test_a_state_that_nothing_leads_to_moves_nothing(desk, make_task):
    make_task(desk)
    assert move_all(ReviewTask.objects.all(), "UNKNOWN") == 0
