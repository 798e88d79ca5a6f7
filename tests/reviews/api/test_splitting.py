"""Splitting over the API: the task's detail carries the proposals, and parts become claims."""

from __future__ import annotations

import uuid

import pytest

from reviews.actions import claims, handout
from reviews.models import DeskPolicy, Suggestion
from tests.reviews.actions.paper import print_article
from tests.reviews.actions.test_splitting import ENDING, SENTENCE, SIGNED

PARTS = [{"start": 0, "end": 46}, {"start": 48, "end": 74}]


@pytest.fixture
def held(desk, editor, place):
    claims.match(print_article(desk, SENTENCE).pk)
    return handout.take(place(editor))


def send(program, user, task, **changes):
    statement = task.claim.matches.get().statement_id
    given = {"token": str(task.lease_token), "statement": statement, "parts": PARTS, **changes}
    return program(user).post(f"tasks/{task.pk}/split/", given)


def test_the_detail_carries_the_proposals_and_records_that_they_were_shown(held, editor, program):
    _, body = program(editor).get(f"tasks/{held.pk}/")
    assert body["statement"] == held.claim.matches.get().statement_id
    assert body["proposals"] == [{**PARTS[0], "text": SIGNED}, {**PARTS[1], "text": ENDING}]
    assert Suggestion.objects.get(kind="split").shown_at is not None


@pytest.mark.parametrize("setting", ["after", "off"])
def test_they_are_null_where_the_desk_holds_its_machine_back(desk, held, editor, program, setting):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions=setting)
    assert program(editor).get(f"tasks/{held.pk}/")[1]["proposals"] is None
    assert not Suggestion.objects.exists()


def test_a_sentence_of_one_claim_has_none(desk, make_task, editor, program):
    body = program(editor).get(f"tasks/{make_task(desk).pk}/")[1]
    assert (body["statement"], body["proposals"]) == (None, [])


def test_parts_become_claims_and_the_whole_is_set_aside(held, editor, program):
    status, body = send(program, editor, held)
    assert (status, body["is_set_aside"]) == (200, True)
    assert [claim["text"] for claim in body["claims"]] == [SIGNED, ENDING]
    assert program(editor).get(f"tasks/{held.pk}/")[1]["state"] == "CANCELLED"


def test_no_parts_leave_it_whole(held, editor, program):
    assert send(program, editor, held, parts=[]) == (200, {"claims": [], "is_set_aside": False})
    assert Suggestion.objects.get(kind="split").decision == "rejected"


def test_a_stale_token_is_409_and_a_foreign_statement_404(desk, held, editor, program):
    assert send(program, editor, held, token=str(uuid.uuid4()))[0] == 409
    other = print_article(desk, "The mine at Orrin closed.").statements.get()
    assert send(program, editor, held, statement=other.pk)[0] == 404


def test_parts_that_make_no_sense_are_refused_by_field(held, editor, program):
    status, body = send(program, editor, held, parts=[{"start": 0, "end": 200}])
    assert (status, list(body["error"]["fields"])) == (400, ["start"])
