"""A row of a table is one claim that can be read alone, everywhere; its place is still that of its words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.actions import bulk_statements, statements
from reviews.actions import bulk_matching, claims
from reviews.models import Claim, ClaimMatch, ReviewTask

pytestmark = pytest.mark.django_db

TABLE = "Who refines it\n\n| Country | Share of refining |\n|---|---|\n| Kaveria | 92% |\n| Norland | 3% |\n"
ROW, WORDS = "Kaveria | 92%", "Country: Kaveria; Share of refining: 92%"


def one_by_one(revision) -> None:
    statements.extract(revision.pk)
    claims.match(revision.pk)


def in_bulk(revision) -> None:
    bulk_statements.extract_all([revision.pk])
    bulk_matching.match_all([revision.pk])


@pytest.fixture
def claim(desk, make_revision) -> Claim:
    one_by_one(make_revision(desk, TABLE, title="Who refines it"))
    return Claim.objects.get(text=WORDS)


@pytest.mark.parametrize("bring_in", [one_by_one, in_bulk])
def test_a_row_becomes_a_claim_with_the_names_of_its_columns_by_either_road(desk, make_revision, bring_in):
    revision = make_revision(desk, TABLE, title="Who refines it")
    bring_in(revision)
    assert set(Claim.objects.values_list("text", flat=True)) == {
        WORDS,
        WORDS.replace("92", "3").replace("Kaveria", "Norland"),
    }
    match = ClaimMatch.objects.get(claim__text=WORDS)
    assert (match.exact, match.alone) == (ROW, WORDS)
    assert TABLE[match.statement.start : match.statement.end] == ROW


@pytest.mark.parametrize("bring_in", [one_by_one, in_bulk])
def test_the_same_cells_under_other_columns_are_another_claim(desk, make_revision, bring_in):
    for text in (TABLE, TABLE.replace("refining", "mining")):
        bring_in(make_revision(desk, text, title="Who does it"))
    rows = ClaimMatch.objects.filter(statement__exact=ROW, state="CONFIRMED")
    assert rows.values("claim").distinct().count() == 2


def test_marking_the_whole_row_finds_its_claim_and_some_words_of_it_make_their_own(claim, editor):
    statement = claim.matches.get(state="CONFIRMED").statement
    assert claims.mark(statement=statement, by=editor) == claim
    assert claims.mark(statement=statement, by=editor, start=0, end=7).text == "Kaveria"


def test_queue_task_claim_article_and_report_show_it_and_the_task_its_words_too(
    claim, desk, signed_in, editor
):
    task, made = ReviewTask.objects.get(claim=claim), claim.matches.get(state="CONFIRMED")
    article = made.statement.revision.article_id
    pages = {
        "queue": reverse("queue", args=[desk.slug]),
        "task": reverse("task", args=[desk.slug, task.pk]),
        "claim": reverse("claim", args=[desk.slug, claim.pk]),
        "article": reverse("article", args=[desk.slug, article]),
    }
    browser = signed_in(editor)
    shown = {name: browser.get(path).content.decode() for name, path in pages.items()}
    assert [name for name, page in shown.items() if WORDS not in page] == []
    assert f'<blockquote class="in-article">{ROW}</blockquote>' in shown["task"]


def test_the_api_gives_both(claim, reader, program):
    asked = program(reader)
    statement = claim.matches.get(state="CONFIRMED").statement_id
    _, row = asked.get(f"statements/{statement}/")
    assert (row["exact"], row["readable"]) == (ROW, WORDS)
    assert asked.get(f"claims/{claim.pk}/")[1]["text"] == WORDS
