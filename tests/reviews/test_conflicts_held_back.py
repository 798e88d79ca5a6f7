"""What others say against a claim, in each setting of the machine's suggestions: pages and API obey it."""

from __future__ import annotations

import pytest

from reviews.actions import drafts, handout, relations
from reviews.models import ClaimRelation, DeskPolicy, Suggestion
from tests.reviews.actions.test_relations import HOUSE, PALACE, printed

# What the comparison said, as pages and answers spell it.
TRACES = ("Perhaps a contradiction", "<mark>", "Tokyo, Japan")


@pytest.fixture
def relation(desk) -> ClaimRelation:
    printed(desk, PALACE)
    printed(desk, HOUSE)
    return ClaimRelation.objects.get()


@pytest.fixture
def held(relation, editor, place):
    """The task on the newer claim, held by the editor."""
    return handout.take_this(place(editor), relation.claim_b.tasks.get())


@pytest.fixture
def leaks(relation, held, signed_in, program):
    """Return a reader of every page and answer: `leaks(user)` is {where: the traces found there}."""
    article = relation.claim_b.matches.get().statement.revision.article_id
    pages = [f"claims/{relation.claim_b_id}/", f"tasks/{held.pk}/", f"articles/{article}/report/"]

    def read(user) -> dict[str, list[str]]:
        browser, asked = signed_in(user), program(user)
        said = {path: browser.get(f"/desks/economy/{path}").content.decode() for path in pages}
        said["api"] = str(asked.get(f"claims/{relation.claim_b_id}/"))
        said["api report"] = str(asked.get(f"reports/articles/{article}/"))
        return {where: found for where, text in said.items() if (found := traces(text))}

    return read


def traces(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text]


def set_mode(desk, mode: str) -> None:
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions=mode)


def recorded() -> list[tuple[bool, str]]:
    """Return of each recorded relation whether it was shown, and what was decided."""
    rows = Suggestion.objects.filter(kind="relation")
    return [(row.shown_at is not None, row.decision) for row in rows]


def test_before_it_is_shown_everywhere_and_recorded_once(leaks, held, editor, relation):
    found = leaks(editor)
    assert found.keys() == {
        f"claims/{relation.claim_b_id}/",
        f"tasks/{held.pk}/",
        next(path for path in found if path.startswith("articles/")),
        "api",
    }
    assert recorded() == [(True, "")]


@pytest.mark.parametrize(
    "path", ["claims/{claim}/", "tasks/{task}/", "articles/{article}/report/", "api claims/{claim}/"]
)
def test_each_place_that_shows_it_records_it(desk, held, relation, editor, signed_in, program, path):
    article = relation.claim_b.matches.get().statement.revision.article_id
    where = path.format(claim=relation.claim_b_id, task=held.pk, article=article)
    if where.startswith("api "):
        program(editor).get(where.removeprefix("api "))
    else:
        signed_in(editor).get(f"/desks/economy/{where}")
    assert recorded() == [(True, "")]


@pytest.mark.parametrize("mode", ["after", "off"])
def test_held_back_nothing_leaks_and_nothing_counts_as_shown(leaks, desk, editor, lead, reader, mode):
    set_mode(desk, mode)
    assert [leaks(user) for user in (editor, lead, reader)] == [{}, {}, {}]
    assert recorded() == []


def test_after_a_rating_is_saved_its_editor_sees_it_and_nobody_else_does(
    leaks, desk, editor, second_editor, held
):
    set_mode(desk, "after")
    drafts.save(held, by=editor, token=held.lease_token, data={"rating": ""})
    assert leaks(editor) == {}
    drafts.save(held, by=editor, token=held.lease_token, data={"rating": "false"})
    assert leaks(editor)[f"tasks/{held.pk}/"] == list(TRACES)
    assert "api" in leaks(editor)
    assert leaks(second_editor) == {}
    assert recorded() == [(True, "")]


def test_off_stays_off_after_a_rating_is_saved(leaks, desk, editor, held):
    set_mode(desk, "off")
    drafts.save(held, by=editor, token=held.lease_token, data={"rating": "false"})
    assert leaks(editor) == {}


@pytest.mark.parametrize("mode", ["before", "after", "off"])
def test_what_a_person_confirmed_is_nobodys_suggestion_and_always_shown(
    leaks, desk, editor, second_editor, held, relation, mode
):
    set_mode(desk, mode)
    relations.confirm(relation=relation, by=second_editor)
    assert leaks(editor)[f"tasks/{held.pk}/"] == ["<mark>", "Tokyo, Japan"]
    assert recorded() == [(mode == "before", "accepted")]


def test_the_api_gives_no_score_where_figures_are_held_back(desk, editor, relation, program):
    set_mode(desk, "off")
    relations.confirm(relation=relation, by=editor)
    _, body = program(editor).get(f"claims/{relation.claim_b_id}/")
    [row] = body["relations"]
    assert (row["id"], row["state"], row["score"]) == (relation.pk, "CONFIRMED", None)
