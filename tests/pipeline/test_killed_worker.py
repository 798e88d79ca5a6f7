"""A worker killed again and again under imports and hand-outs: nothing lost, nothing doubled."""

from __future__ import annotations

import pytest

from articles import jobs as article_jobs
from tests.pipeline import city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS = 10
ARTICLES = 200
STEP = 50  # of about 1,000 steps that 200 articles take from their import to somebody's list


def test_a_worker_killed_ten_times_loses_nothing_and_doubles_nothing(
    worker, drive, desk, other_desk, editor, second_editor, lead, checker
):
    wanted = city.undisturbed(other_desk, ARTICLES)
    city.on_shift(desk, editor, second_editor, lead, checker)
    run = city.hand_over(desk, ARTICLES)
    article_jobs.ring_run(run)
    for number in range(KILLS):
        worker.start()
        goal = city.progress(desk) + STEP
        drive(lambda goal=goal: city.progress(desk) >= goal, f"life {number + 1} gets {STEP} steps further")
        worker.kill()
        assert not city.is_settled(run), "the work ended before the last kill: take more articles"
    worker.start()
    drive(lambda: city.is_settled(run), "all is done after the last kill", seconds=120)
    city.settled_alike(run, wanted)
