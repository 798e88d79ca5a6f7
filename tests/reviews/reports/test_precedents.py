"""Precedents: near claims with the desk's verdicts first, within what the desk shows and the eyes may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from articles.models import Article
from reviews.actions import claims, embeddings
from reviews.models import Claim, DeskPolicy
from reviews.reports.precedents import SHOWN, precedents
from tests.reviews.actions.paper import claim_of, print_article, rule

OLD = "The old bridge at Tessel is 90 metres long, says the harbour office."
NEAR = "The old bridge at Tessel is 91 metres long, the harbour office says."
ALSO = "The old bridge at Tessel is 92 metres long, as the harbour office has it."
FAR = "Inflation in Norland fell to 2.1 percent, its lowest rate since spring."
RESIGNED = "The finance minister stepped down on Thursday after the bribery scandal."
WENT = "Following a corruption affair, the minister of finance resigned on Thursday."


def printed(desk, text: str, **fields) -> Claim:
    """Return the claim of a new article that says `text`."""
    revision = print_article(desk, text, **fields)
    claims.match(revision.pk)
    return claim_of(revision, text)


@pytest.fixture
def near(desk, editor, second_editor) -> tuple[Claim, Claim, Claim]:
    """Return a claim that the desk ruled on, one that it did not, and the one in hand."""
    ruled, other = printed(desk, OLD), printed(desk, ALSO)
    signed = {"approved_by": second_editor, "approved_at": Now(), "published_at": Now()}
    rule(ruled, editor, state="PUBLISHED", published_by=second_editor, **signed)
    printed(desk, FAR)
    return ruled, other, printed(desk, NEAR)


def test_the_claims_that_were_ruled_on_come_first_with_score_and_reason(near):
    ruled, other, mine = near
    first, second = precedents(mine, is_shown=True)
    assert (first.claim, first.verdict, first.articles) == (ruled, ruled.verdicts.get(), 1)
    assert (second.claim, second.verdict) == (other, None)
    assert first.score > 0.8
    assert first.why == "alike in words, but differs: 91 / 90"


def test_where_suggestions_are_held_back_only_the_desks_own_verdicts_are_precedents(near):
    ruled, _, mine = near
    assert [row.claim for row in precedents(mine, is_shown=False)] == [ruled]


def test_what_means_the_same_in_other_words_is_a_precedent(desk):
    older, mine = printed(desk, RESIGNED), printed(desk, WENT)
    assert [row.by_meaning for row in precedents(mine, is_shown=True)] == [False]
    embeddings.embed_due()
    Claim.objects.filter(pk=older.pk).update(created_at=Now() - timedelta(days=60))
    [row] = precedents(mine, is_shown=True)
    assert (row.claim, row.by_meaning) == (older, True)
    assert row.why.startswith("alike in words and meaning")


def test_other_desks_and_languages_and_what_was_dismissed_are_none(desk, other_desk, editor):
    printed(other_desk, OLD)
    printed(desk, OLD, language="de")
    claims.dismiss(claim=printed(desk, ALSO), by=editor, reason="Common knowledge.")
    assert precedents(printed(desk, NEAR), is_shown=True) == []


def test_an_embargo_hides_them_from_those_without_the_right(desk, reader, lead, place):
    printed(desk, OLD)
    Article.objects.update(embargoed_until=Now() + timedelta(days=1))
    mine = printed(desk, NEAR)
    assert precedents(mine, is_shown=True, places=[place(reader)]) == []
    assert len(precedents(mine, is_shown=True, places=[place(lead)])) == 1


def test_the_queries_do_not_grow(desk, near, django_assert_num_queries):
    mine = near[2]
    with django_assert_num_queries(4):
        assert len(precedents(mine, is_shown=True)) == 2
    for metres in range(100, 120):
        printed(desk, OLD.replace("90", str(metres)))
    with django_assert_num_queries(4):
        assert len(precedents(mine, is_shown=True)) == SHOWN


def test_the_workbench_and_the_api_show_them_as_the_desk_has_set(
    near, desk, reader, make_task, signed_in, program
):
    ruled, other, mine = near
    path = f"/desks/economy/tasks/{mine.tasks.get().pk}/"
    page = signed_in(reader).get(path).content.decode()
    assert OLD in page
    assert "but differs: 91 / 92" in page
    status, body = program(reader).get(f"claims/{mine.pk}/")
    assert status == 200
    assert [row["claim"] for row in body["precedents"]] == [ruled.pk, other.pk]
    assert body["precedents"][0]["verdict"] == ruled.verdicts.get().pk
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions="after")
    page = signed_in(reader).get(path).content.decode()
    assert OLD in page
    assert ALSO not in page
    assert "differs: 91" not in page
    [row] = program(reader).get(f"claims/{mine.pk}/")[1]["precedents"]
    assert (row["claim"], row["score"], row["why"]) == (ruled.pk, None, "")
