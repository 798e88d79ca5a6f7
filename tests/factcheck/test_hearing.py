"""Heartbeats: a worker that begins a job is heard, and beat where only beat rings for the job."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery.signals import task_prerun
from django.db.models.functions import Now

from factcheck import hearing
from factcheck.models import Heartbeat
from reviews import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silence(monkeypatch):
    """Nobody was heard yet in this process."""
    monkeypatch.setattr(hearing, "_said", {})


def names() -> list[str]:
    return list(Heartbeat.objects.order_by("name").values_list("name", flat=True))


def test_a_worker_is_heard_as_it_begins_a_job():
    hearing.hear("general@newsroom", "articles.jobs.read_file")
    assert names() == ["general@newsroom"]


def test_beat_is_heard_through_the_job_that_only_beat_rings_for():
    hearing.hear("general@newsroom", "reviews.jobs.catch_up")
    assert names() == ["beat", "general@newsroom"]


def test_a_process_says_it_again_after_ten_seconds_and_not_before(monkeypatch):
    hearing.hear("general@newsroom", "articles.jobs.read_file")
    Heartbeat.objects.update(heard_at=Now() - timedelta(hours=1))
    hearing.hear("general@newsroom", "articles.jobs.read_file")
    assert Heartbeat.objects.filter(heard_at__gt=Now() - timedelta(minutes=1)).count() == 0
    monkeypatch.setattr(hearing, "_said", {"general@newsroom": hearing.time.monotonic() - hearing.EVERY})
    hearing.hear("general@newsroom", "articles.jobs.read_file")
    assert Heartbeat.objects.filter(heard_at__gt=Now() - timedelta(minutes=1)).count() == 1


@pytest.mark.django_db(transaction=True)  # what Celery itself does as a job begins closes old connections
def test_a_job_of_a_worker_is_heard_and_a_call_without_one_is_not():
    jobs.hand_out.push_request(hostname="handout@newsroom", called_directly=False, is_eager=False)
    try:
        task_prerun.send(sender=jobs.hand_out, task=jobs.hand_out)
    finally:
        jobs.hand_out.pop_request()
    task_prerun.send(sender=jobs.hand_out, task=jobs.hand_out)
    assert names() == ["handout@newsroom"]
