"""Orphans over the API: listed, with what to choose from, attached, let go; and a recheck that stands."""

from __future__ import annotations

import pytest

from reviews.actions import handout
from reviews.models import Orphan, ReviewTask
from tests.reviews.actions.paper import print_article
from tests.reviews.recheck_story import ALIKE, BRIDGE, LONGER, lost_bridge

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(desk, editor, second_editor):
    return lost_bridge(desk, editor, second_editor)[1]


def test_what_waits_is_listed_and_shown_with_what_to_choose_from(program, checker, second):
    asked, orphan = program(checker), Orphan.objects.get()
    status, body = asked.get(f"orphans/?article={second.article_id}&claim={orphan.match.claim_id}")
    assert (status, [(row["id"], row["exact"], row["fate"]) for row in body["results"]]) == (
        200,
        [(orphan.pk, BRIDGE, "changed")],
    )
    assert asked.get("orphans/?claim=987654321")[1]["results"] == []
    status, body = asked.get(f"orphans/{orphan.pk}/")
    assert [(row["exact"], row["reasons"]) for row in body["choices"]] == [
        (LONGER, ["93% of the words are the same, in order", "numbers differ: 90 → 95"]),
        (ALIKE, ["79% of the words are the same, in order", "numbers differ: 90, 4,000 → 61, 900"]),
    ]


def test_a_statement_is_attached_once(program, checker, second):
    asked, orphan = program(checker), Orphan.objects.get()
    path, chosen = f"orphans/{orphan.pk}/attach/", {"statement": orphan.near_id}
    status, body = asked.post(path, chosen)
    assert (status, body["state"], body["statement"], body["choices"]) == (
        200,
        "ATTACHED",
        orphan.near_id,
        [],
    )
    assert ReviewTask.objects.get(kind="RECHECK").state == "DONE"
    assert asked.post(path, chosen)[0] == 409


def test_a_statement_of_another_article_is_missing(program, checker, desk, second):
    other = print_article(desk, BRIDGE).statements.get()
    path = f"orphans/{Orphan.objects.get().pk}/attach/"
    assert program(checker).post(path, {"statement": other.pk})[0] == 404
    assert program(checker).post(path, {})[0] == 400


def test_it_is_let_go_by_whoever_holds_the_recheck(program, checker, second_editor, place, second):
    task = handout.take_this(place(checker), ReviewTask.objects.get(kind="RECHECK"))
    path = f"orphans/{Orphan.objects.get().pk}/let-go/"
    assert program(second_editor).post(path)[0] == 409
    status, body = program(checker).post(path, {"token": str(task.lease_token)})
    assert (status, body["state"]) == (200, "GONE")


def test_the_verdict_stands_for_the_places_that_are_given(program, checker, place, second):
    task = handout.take_this(place(checker), ReviewTask.objects.get(kind="RECHECK"))
    orphan, token = Orphan.objects.get(), str(task.lease_token)
    asked, path = program(checker), f"tasks/{task.pk}/stand/"
    status, body = asked.post(path, {"token": token, "places": {"first": orphan.near_id}})
    assert (status, body["error"]["fields"]) == (400, {"places": ["“first” is the number of no orphan."]})
    assert asked.post(path, {"token": token, "places": {"987654321": orphan.near_id}})[0] == 409
    status, body = asked.post(path, {"token": token, "places": {str(orphan.pk): orphan.near_id}})
    assert (status, body["state"], Orphan.objects.get().state) == (200, "DONE", "ATTACHED")
    assert asked.post(path, {"token": token})[0] == 409


def test_readers_and_strangers_find_nothing(program, reader, stranger, second):
    path = f"orphans/{Orphan.objects.get().pk}/"
    assert (program(reader).get(path)[0], program(stranger).get(path)[0]) == (403, 404)
