"""The machine confirms at the moment when others act on the same claims, and who rings for its job."""

from __future__ import annotations

import json

import pytest
import redis
from celery import current_app

from factcheck.models import AuditEvent
from reviews import due, jobs
from reviews.actions import confirming, handout, matches
from reviews.models import Claim, ClaimMatch, ClaimMerge, ReviewTask
from tests.reviews.actions.paper import race
from tests.reviews.actions.twins import rival_of, twins

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_the_machine_and_a_persons_no_at_once_one_wins(desk, editor):
    for turn in range(2):
        match = twins(desk, language=f"en-{turn}")
        outcomes = race(
            lambda pk=match.pk: confirming.weigh(ClaimMatch.objects.get(pk=pk)),
            lambda pk=match.pk: matches.reject(match=ClaimMatch.objects.get(pk=pk), by=editor),
        )
        match.refresh_from_db()
        alive = Claim.objects.live().filter(language=f"en-{turn}").count()
        if outcomes[0] == "":
            assert (type(outcomes[1]).__name__, match.state, alive) == ("WrongState", "CONFIRMED", 1)
        else:
            assert (outcomes, match.state, alive) == (["a person has decided", None], "REJECTED", 2)
        assert match.confirm_due is False


def test_of_the_machine_and_somebody_taking_the_task_at_once_one_wins(desk, editor, place):
    for turn in range(2):
        match = twins(desk, language=f"en-{turn}")
        task = rival_of(match).tasks.get()
        outcomes = race(
            lambda pk=match.pk: confirming.weigh(ClaimMatch.objects.get(pk=pk)),
            lambda pk=task.pk: handout.take_this(place(editor), ReviewTask.objects.in_full(pk)),
        )
        task.refresh_from_db()
        if outcomes[0] == "":
            assert (type(outcomes[1]).__name__, task.state) == ("WrongState", "CANCELLED")
        else:
            assert (outcomes[1], task.state) == (task, "LEASED")
            handout.give_back(task, token=task.lease_token, by=editor)


def test_two_workers_on_one_match_confirm_it_once(desk):
    twins(desk)
    assert race(confirming.confirm_due, confirming.confirm_due)[0] in (0, 1)
    assert ClaimMerge.objects.count() == 1
    assert AuditEvent.objects.filter(action="match.confirmed").count() == 1


def test_who_finds_a_match_rings_for_it_and_catch_up_rings_where_nobody_did(desk):
    valkey = redis.Redis.from_url(current_app.conf.broker_url)

    def rung(job) -> bool:
        valkey.delete("default")
        job()
        names = [json.loads(raw)["headers"]["task"] for raw in valkey.lrange("default", 0, -1)]
        valkey.delete("default")
        return "reviews.jobs.confirm_matches" in names

    twins(desk)
    assert (rung(jobs.suggest_claims), rung(jobs.catch_up), due.matches_to_confirm()) == (True, True, True)
    jobs.confirm_matches()
    assert Claim.objects.live().count() == 1
    assert (rung(jobs.suggest_claims), rung(jobs.catch_up), due.matches_to_confirm()) == (False, False, False)
