"""A worker killed again and again under imports and hand-outs: nothing lost, nothing doubled."""

from __future__ import annotations

import pytest

from articles import jobs as article_jobs
from tests.pipeline import city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STEP = 45  # of about five that an article takes from its import to somebody's list


@pytest.mark.parametrize(
    ("count", "kills"), [(300, 10), pytest.param(3_000, 200, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_a_worker_killed_again_and_again_loses_nothing_and_doubles_nothing(
    worker, drive, desk, other_desk, editor, second_editor, lead, checker, count, kills
):
    wanted = city.undisturbed(other_desk, count)
    city.on_shift(desk, editor, second_editor, lead, checker, limit=10_000)
    run = city.hand_over(desk, count)
    article_jobs.ring_run(run)
    for number in range(kills):
        worker.start()
        goal = city.progress(desk) + STEP
        drive(lambda goal=goal: city.progress(desk) >= goal, f"life {number + 1} gets {STEP} steps further")
        worker.kill()
        assert not city.is_settled(run), "the work ended before the last kill: take more articles"
    worker.start()
    drive(lambda: city.is_settled(run), "all is done after the last kill", seconds=600)
    city.settled_alike(run, wanted)
