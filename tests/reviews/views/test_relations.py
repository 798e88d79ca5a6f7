"""The pages that show a contradiction, and its two buttons."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.models import ClaimRelation
from tests.reviews.actions.test_relations import HOUSE, PALACE, printed


@pytest.fixture
def relation(desk) -> ClaimRelation:
    printed(desk, PALACE)
    printed(desk, HOUSE)
    return ClaimRelation.objects.get()


def test_the_review_page_tells_who_says_what(signed_in, editor, desk, relation):
    task = relation.claim_b.tasks.get()
    page = signed_in(editor).get(reverse("task", args=[desk.slug, task.pk])).content.decode()
    assert "What others say against it" in page
    assert "<mark>White House</mark>" in page
    assert "<mark>Akasaka Palace</mark>" in page
    assert "Washington, United States" in page


def test_the_claim_and_the_report_show_it(signed_in, reader, desk, relation):
    article = relation.claim_a.matches.get().statement.revision.article
    client = signed_in(reader)
    for address in (
        reverse("claim", args=[desk.slug, relation.claim_a_id]),
        reverse("article_report", args=[desk.slug, article.pk]),
    ):
        assert "1 article says “Akasaka Palace”, 1 says “White House”" in client.get(address).content.decode()


@pytest.mark.parametrize(("button", "state"), [("confirm", "CONFIRMED"), ("reject", "REJECTED")])
def test_a_button_decides_and_leads_back(signed_in, editor, desk, relation, button, state):
    client = signed_in(editor)
    back = reverse("claim", args=[desk.slug, relation.claim_b_id])
    address = reverse(f"relation_{button}", args=[desk.slug, relation.pk])
    answer = client.post(address, {"next": back})
    assert (answer.status_code, answer["location"]) == (302, back)
    relation.refresh_from_db()
    assert relation.state == state


def test_a_second_decision_is_a_conflict(signed_in, editor, desk, relation):
    address = reverse("relation_confirm", args=[desk.slug, relation.pk])
    signed_in(editor).post(address)
    assert signed_in(editor).post(address).status_code == 409


def test_a_foreign_way_back_is_not_taken(signed_in, editor, desk, relation):
    address = reverse("relation_reject", args=[desk.slug, relation.pk])
    answer = signed_in(editor).post(address, {"next": "https://elsewhere.example/"})
    assert answer["location"] == reverse("claim", args=[desk.slug, relation.claim_a_id])
