"""The page “Machine and people”, and rolling a model back."""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from reviews.actions import suggestions
from reviews.actions.suggestions import Output
from reviews.models import DeskModel, Suggestion

FIGURES = {
    "held_back": 90, "held_back_wanted": 45, "learned": 210, "learned_wanted": 105,
    "precision": 0.912, "precision_before": 0.61, "compared_with": None,
}  # fmt: skip


@pytest.fixture
def model(desk) -> DeskModel:
    """A model that ranks the desk's queue."""
    return DeskModel.objects.create(
        desk=desk, language="en", number=1, state="ACTIVE", coefficients={"intercept": 0, "weights": {}},
        figures=FIGURES, decisions=300,
    )  # fmt: skip


def words(response) -> str:
    """Return the text of the page without tags and doubled space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_an_empty_page_says_why_and_what_to_do(reader, signed_in):
    page = words(signed_in(reader).get("/desks/economy/machine/"))
    assert "Nothing has reached anybody yet" in page
    assert "at least 20 for and 20 against are needed" in page


def test_it_shows_rates_and_models_with_their_figures(desk, editor, reader, signed_in, model):
    output = Output(
        kind=Suggestion.Kind.MATCH, target="reviews.claimmatch:1", model="matching", version="trigram",
        judged="a", said={},
    )  # fmt: skip
    with transaction.atomic():
        suggestions.decide([(output, Suggestion.Decision.REJECTED)], desk=desk.pk, by=editor, shown=True)
    page = words(signed_in(reader).get("/desks/economy/machine/"))
    assert "Does it say the same matching trigram 1 1 0 0 1 0 too few of 1 too few of 1" in page
    assert "Model 1 en Active 300 90 0.610 engine 0.912" in page
    assert "Suggestions are shown from the start" in page


def test_a_lead_rolls_a_model_back(desk, lead, signed_in, model, django_capture_on_commit_callbacks):
    browser = signed_in(lead)
    address = f"/desks/economy/machine/models/{model.pk}/roll-back/"
    with django_capture_on_commit_callbacks(execute=False) as rung:
        page = words(browser.post(address, follow=True))
    assert "Model 1 was rolled back. The engine’s check-worthiness ranks the queue again." in page
    assert "Rolled back by Lena Test" in page
    assert [(ring.args[0].name, ring.args[1]) for ring in rung] == [("reviews.jobs.rank_again", (desk.pk,))]
    assert browser.post(address).status_code == 409


def test_an_editor_cannot_roll_back(editor, signed_in, model):
    browser = signed_in(editor)
    assert "Roll back</button>" not in browser.get("/desks/economy/machine/").content.decode()
    assert browser.post(f"/desks/economy/machine/models/{model.pk}/roll-back/").status_code == 403


def test_the_api_tells_the_same(desk, lead, reader, program, model):
    status, body = program(reader).get("desk/machine/")
    assert (status, body["outputs"]) == (200, [])
    [row] = body["models"]
    assert (row["number"], row["state"], row["figures"]) == (1, "ACTIVE", FIGURES)
    status, row = program(lead).post(f"desk/models/{model.pk}/roll-back/")
    assert (status, row["state"], row["rolled_back_by"]) == (200, "ROLLED_BACK", lead.pk)
    assert program(lead).post(f"desk/models/{model.pk}/roll-back/")[0] == 409
