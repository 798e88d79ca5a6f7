"""The pages that show what was taken as one claim, by whom, and the button that parts them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.actions import claims
from reviews.models import Claim, ClaimMerge, DeskPolicy, Suggestion
from tests.reviews.actions.twins import confirmed, merge_of, rival_of, twins


@pytest.fixture
def merge(desk) -> ClaimMerge:
    return confirmed(desk)


def read(client, name: str, *args) -> str:
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_the_claims_page_and_the_review_page_say_that_the_machine_did_it(signed_in, editor, desk, merge):
    client = signed_in(editor)
    task = merge.into.tasks.get()
    for page in (read(client, "claim", desk.slug, merge.into_id), read(client, "task", desk.slug, task.pk)):
        assert "Taken as the same claim" in page
        assert f"confirmed by the machine, score {merge.score:.2f}" in page
        assert reverse("merge_undo", args=[desk.slug, merge.pk]) in page


def test_who_has_seen_it_is_in_the_record(signed_in, editor, desk, merge):
    said = Suggestion.objects.get(model="confirming")
    assert said.shown_at is None
    read(signed_in(editor), "task", desk.slug, merge.into.tasks.get().pk)
    said.refresh_from_db()
    assert said.shown_at is not None


@pytest.mark.parametrize("setting", ["after", "off"])
def test_where_suggestions_are_held_back_the_deed_is_told_and_its_score_is_not(
    signed_in, editor, desk, merge, setting
):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions=setting)
    page = read(signed_in(editor), "task", desk.slug, merge.into.tasks.get().pk)
    assert "confirmed by the machine," in page
    assert f"score {merge.score:.2f}" not in page


def test_one_act_parts_them_and_leads_back(signed_in, checker, desk, merge):
    back = reverse("task", args=[desk.slug, merge.into.tasks.get().pk])
    client = signed_in(checker)
    answer = client.post(reverse("merge_undo", args=[desk.slug, merge.pk]), {"next": back})
    assert (answer.status_code, answer["location"]) == (302, back)
    assert Claim.objects.live().filter(pk=merge.claim_id).exists()
    page = read(client, "claim", desk.slug, merge.into_id)
    assert "stands by itself again" in page
    assert "Taken as the same claim" not in page


def test_the_claim_that_went_away_says_where_by_whom_and_how_to_get_it_back(signed_in, editor, desk, merge):
    client = signed_in(editor)
    page = read(client, "claim", desk.slug, merge.claim_id)
    assert f"claim {merge.into_id}</a>: confirmed by the machine" in page
    answer = client.post(reverse("merge_undo", args=[desk.slug, merge.pk]))
    assert answer["location"] == reverse("claim", args=[desk.slug, merge.claim_id])


def test_a_second_undo_is_a_conflict(signed_in, editor, desk, merge):
    address = reverse("merge_undo", args=[desk.slug, merge.pk])
    client = signed_in(editor)
    assert [client.post(address).status_code for _ in range(2)] == [302, 409]


def test_what_an_editor_merged_by_hand_has_no_button_for_a_checker(signed_in, checker, editor, desk):
    match = twins(desk)
    newer = rival_of(match)
    claims.merge(claim=newer, into=match.claim, by=editor)
    merge = merge_of(newer)
    address = reverse("merge_undo", args=[desk.slug, merge.pk])
    page = read(signed_in(checker), "claim", desk.slug, merge.into_id)
    assert f"merged by {editor.name}" in page
    assert address not in page
    assert signed_in(checker).post(address).status_code == 403
    assert address in read(signed_in(editor), "claim", desk.slug, merge.into_id)


def test_where_the_survivor_went_away_itself_the_button_waits(signed_in, editor, desk, merge):
    other = Claim.objects.create(desk=desk, text="Another claim.", fingerprint="o" * 64)
    claims.merge(claim=merge.into, into=other, by=editor)
    page = read(signed_in(editor), "claim", desk.slug, merge.claim_id)
    assert "was itself merged into another since: undo that first" in page
    assert reverse("merge_undo", args=[desk.slug, merge.pk]) not in page
