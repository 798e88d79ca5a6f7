"""A check that the editor holds, and a draft on it that passes the gates."""

import pytest

from reviews.actions import handout


@pytest.fixture
def task(desk, editor, place, make_task):
    """A check that the editor holds."""
    make_task(desk)
    return handout.take(place(editor))


@pytest.fixture
def finding(task, editor, make_snapshot, make_finding):
    """A draft on the task that passes the gates."""
    return make_finding(make_snapshot(task.claim, editor))
