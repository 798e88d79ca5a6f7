"""Real workers from import to hand-out, with new desks and an emptied broker: nothing lost or doubled."""

from __future__ import annotations

from collections import Counter

import pytest

from articles import jobs as article_jobs
from articles.models import ArticleRevision
from factcheck.roles import Role
from reviews.actions import desks
from reviews.models import ReviewTask
from tests.pipeline import city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_worker_takes_articles_from_their_import_to_somebody_on_shift(
    worker, drive, desk, other_desk, editor, lead
):
    wanted = city.undisturbed(other_desk, 5)
    city.on_shift(desk, editor, lead)
    worker.start()
    run = city.hand_over(desk, 5)
    article_jobs.ring_run(run)
    drive(lambda: city.is_settled(run), "five articles are with somebody")
    city.settled_alike(run, wanted)
    shares = Counter(ReviewTask.objects.of(desk).values_list("assigned_to", flat=True))
    assert max(shares.values()) - min(shares.values()) <= 1
    assert set(shares) == {editor.pk, lead.pk}


def test_a_desk_made_while_the_worker_runs_is_served_without_a_restart(worker, drive, desk, editor, person):
    city.on_shift(desk, editor)
    worker.start()
    first = city.hand_over(desk, 1)
    drive(lambda: city.is_settled(first), "the first desk is served")
    pid = worker.process.pid
    new = desks.open_desk(name="Harbour desk", slug="harbour", by=None)
    newcomer = person("nils")
    desks.admit(newcomer, desk=new, role=Role.CHECKER, by=None)
    city.on_shift(new, newcomer)
    second = city.hand_over(new, 2)
    article_jobs.ring_run(second)
    drive(lambda: city.is_settled(second), "the new desk is served")
    assert set(ReviewTask.objects.of(new).values_list("assigned_to", flat=True)) == {newcomer.pk}
    assert (worker.process.pid, worker.process.poll()) == (pid, None)


def test_an_emptied_broker_loses_nothing_and_doubles_nothing(
    worker, drive, valkey, desk, other_desk, editor, lead
):
    wanted = city.undisturbed(other_desk, 60)
    city.on_shift(desk, editor, lead)
    worker.start()
    run = city.hand_over(desk, 60)
    article_jobs.ring_run(run)
    for part in (20, 60, 120):
        drive(lambda part=part: city.progress(desk) >= part, f"{part} steps are done")
        valkey.flushall()
    drive(lambda: city.is_settled(run), "all is done after the last emptying", seconds=120)
    city.settled_alike(run, wanted)


def test_what_was_handed_over_while_nobody_worked_is_done_once_somebody_does(
    worker, drive, desk, other_desk, editor
):
    wanted = city.undisturbed(other_desk, 3)
    city.on_shift(desk, editor)
    run = city.hand_over(desk, 3)  # and nobody rings
    assert ArticleRevision.objects.filter(article__desk=desk).count() == 0
    worker.start()
    drive(lambda: city.is_settled(run), "what nobody rang for is done")
    city.settled_alike(run, wanted)
