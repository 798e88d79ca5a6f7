"""The four real articles imported together: the conflicts in them, and no tasks from what is none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.models import Desk
from reviews.models import Claim, ClaimRelation, ReviewTask
from tests.reviews.imported import asked, imported, repeats, set_aside, unasked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("second_reader")]


@pytest.fixture
def together(desk, editor, seed_texts) -> Desk:
    """The desk after the real import action and the jobs that it rings for."""
    run = imported(desk, editor, seed_texts)
    assert (run.state, run.created) == ("SUCCEEDED", 4)
    return desk


@pytest.fixture
def shown(together, signed_in, editor):
    """Return the review page of a claim."""
    browser = signed_in(editor)

    def page(claim: Claim) -> str:
        task = ReviewTask.objects.get(claim=claim)
        return browser.get(reverse("task", args=[together.slug, task.pk])).content.decode()

    return page


def test_conflicts_are_found_and_shown_with_their_reasons_and_shares_that_agree_are_none(shown):
    where_it_was_signed(shown)
    the_office(shown)
    shares_that_agree_or_measure_other_things(shown)


def where_it_was_signed(shown) -> None:
    [relation] = ClaimRelation.objects.filter(differences__contains=[{"slot": "place"}])
    [difference] = [row for row in relation.differences if row["slot"] == "place"]
    assert (difference["a"]["exact"], difference["b"]["exact"]) == ("Akasaka Palace", "White House")
    for claim in (relation.claim_a, relation.claim_b):
        page = shown(claim)
        assert "<mark>White House</mark>" in page
        assert "Akasaka Palace, Tokyo, Japan and White House, Washington, United States" in page


def the_office(shown) -> None:
    found = ClaimRelation.objects.filter(differences__contains=[{"slot": "office"}])
    said = "Donald Trump is former president in one, president in the other."
    assert {row.differences[0]["sentence"] for row in found} == {said}
    assert [said in shown(row.claim_b) for row in found] == [True] * found.count()


def shares_that_agree_or_measure_other_things(shown) -> None:
    shares = list(Claim.objects.filter(text__regex=r"9[02] ?%"))
    assert len(shares) >= 2
    assert not ClaimRelation.objects.filter(claim_a__in=shares, claim_b__in=shares).exists()
    assert not ClaimRelation.objects.filter(differences__contains=[{"slot": "number"}]).exists()
    assert ["of the same thing" in shown(claim) for claim in shares] == [False] * len(shares)


def test_metadata_and_repeats_make_no_extra_tasks(together):
    assert asked() == {
        "sentence": 71, "list_item": 15, "quote": 11, "question_answer": 8, "table_row": 4, "glossary": 4,
    }  # fmt: skip
    assert unasked() == {
        ("headline", "other"): 2,
        ("sentence", "prediction"): 8,
        ("sentence", "opinion"): 5,
        ("sentence", "other"): 2,
        ("list_item", "prediction"): 2,
        ("question_answer", "question"): 8,
    }
    assert set_aside() == []
    assert repeats() == {}
    assert ReviewTask.objects.count() == Claim.objects.count() == 113
