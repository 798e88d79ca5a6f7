"""Merges over the API: the claim names them, and one call parts two claims."""

from __future__ import annotations

import pytest

from reviews.actions import claims
from reviews.models import ClaimMerge, DeskPolicy
from tests.reviews.actions.twins import confirmed, merge_of, rival_of, twins


@pytest.fixture
def merge(desk) -> ClaimMerge:
    return confirmed(desk)


def test_both_claims_name_the_merge_and_that_no_person_made_it(reader, program, merge):
    for claim in (merge.into_id, merge.claim_id):
        [told] = program(reader).get(f"claims/{claim}/")[1]["merges"]
        assert (told["id"], told["claim"], told["into"], told["match"]) == (
            merge.pk, merge.claim_id, merge.into_id, merge.match_id,
        )  # fmt: skip
        assert (told["merged_by"], told["score"], told["state"]) == (None, merge.score, "STANDING")


def test_the_score_is_held_back_with_the_other_figures(reader, program, desk, merge):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions="off")
    [told] = program(reader).get(f"claims/{merge.into_id}/")[1]["merges"]
    assert (told["id"], told["score"]) == (merge.pk, None)


def test_a_checker_undoes_it_once(checker, program, merge):
    asked = program(checker)
    status, told = asked.post(f"merges/{merge.pk}/undo/")
    assert (status, told["state"], told["undone_by"]) == (200, "UNDONE", checker.pk)
    assert asked.get(f"claims/{merge.claim_id}/")[1]["merged_into"] is None
    status, answer = asked.post(f"merges/{merge.pk}/undo/")
    assert (status, answer["error"]["present"]) == (409, "UNDONE")


def test_by_hand_is_for_editors(desk, checker, editor, program):
    match = twins(desk)
    newer = rival_of(match)
    claims.merge(claim=newer, into=match.claim, by=editor)
    address = f"merges/{merge_of(newer).pk}/undo/"
    assert program(checker).post(address)[0] == 403
    assert program(editor).post(address)[0] == 200
