"""Our own sample articles through the real import: what stands against what, and no task asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from reviews.models import Claim, ClaimRelation, ReviewTask
from tests.reviews.imported import asked, imported, repeats, set_aside, unasked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("second_reader")]

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"


def test_each_statement_is_asked_once_and_each_planted_conflict_is_shown(desk, editor, signed_in):
    run = imported(desk, editor, SEEDS.iterdir())
    assert (run.state, run.created) == ("SUCCEEDED", 10)
    each_checkable_statement_is_asked_once_and_nothing_else_is()
    conflicts_are_shown_with_their_reasons(desk, signed_in(editor))
    shares_that_agree_stand_together()


def each_checkable_statement_is_asked_once_and_nothing_else_is() -> None:
    assert asked() == {
        "sentence": 193, "quote": 19, "list_item": 18, "table_row": 18, "question_answer": 11, "glossary": 6,
    }  # fmt: skip
    assert unasked() == {
        ("headline", "other"): 10,
        ("sentence", "prediction"): 20,
        ("sentence", "question"): 11,
        ("sentence", "opinion"): 6,
        ("sentence", "other"): 8,
        ("list_item", "prediction"): 2,
        ("question_answer", "question"): 12,
        ("question_answer", "other"): 2,
        ("question_answer", "prediction"): 1,
    }
    assert set_aside() == []
    # What is repeated in the key takeaways, the questions or another article shares its claim and task.
    assert repeats() == {
        ("sentence", "sentence"): 3,
        ("list_item", "sentence"): 2,
        ("question_answer", "sentence"): 1,
        ("list_item", "question_answer", "sentence"): 1,
    }
    assert ReviewTask.objects.count() == Claim.objects.count() == 265 - 8


def conflicts_are_shown_with_their_reasons(desk, browser) -> None:
    reasons = {
        "place": "One says Orrin, the other Linden Palace.",
        "office": "The trade minister of Kaveria is Sela Quist in one, Dorun Hale in the other.",
        "number": "One says 2.1 billion crowns, the other 1.2 billion crowns, of the same thing.",
    }
    for slot, reason in reasons.items():
        told = [{"slot": slot, "sentence": reason}]
        relation = ClaimRelation.objects.filter(differences__contains=told).first()
        task = ReviewTask.objects.get(claim=relation.claim_b)
        page = browser.get(reverse("task", args=[desk.slug, task.pk])).content.decode()
        assert reason in page


def shares_that_agree_stand_together() -> None:
    shares = Claim.objects.filter(text__regex=r"(92|[Mm]ore than 90) percent")
    assert shares.count() == 2
    assert not ClaimRelation.objects.filter(claim_a__in=shares, claim_b__in=shares).exists()
