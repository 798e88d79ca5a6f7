"""Articles and statements over the API: texts with their exact offsets, of one's own desks alone."""

from __future__ import annotations

import pytest

from articles.actions import statements
from articles.models import Statement

TEXT = "The bridge 🌉 at Tessel is 90 metres long. “We built it in 1987,” said Mayor Ola Brandt. Is it safe?"


@pytest.fixture
def revision(desk, make_revision):
    made = make_revision(desk, TEXT, title="The bridge")
    statements.extract(made.pk)
    return made


def test_statements_stand_at_their_code_points_in_the_text(reader, program, revision):
    asked = program(reader)
    text = asked.get(f"articles/{revision.article_id}/")[1]["revisions"][0]["text"]
    _, body = asked.get("statements/", article=revision.article_id)
    rows = body["results"]
    assert len(rows) == Statement.objects.count() > 2
    assert [text[row["start"] : row["end"]] for row in rows] == [row["exact"] for row in rows]


def test_one_statement_has_its_selectors_and_the_reasons(reader, program, revision):
    statement = Statement.objects.filter(checkability="fact").first()
    status, row = program(reader).get(f"statements/{statement.pk}/")
    assert (status, row["article"], row["revision"], row["exact"]) == (
        200,
        revision.article_id,
        1,
        statement.exact,
    )
    assert (row["suffix"], row["reasons"]) == (statement.suffix, statement.reasons)


def test_checkable_statements_can_be_asked_for_alone(reader, program, revision):
    asked = program(reader)
    _, body = asked.get("statements/", checkable=1)
    assert {row["checkability"] for row in body["results"]} == {"fact", "quote"}
    assert len(body["results"]) < len(asked.get("statements/")[1]["results"])


def test_only_the_latest_text_is_listed_and_all_texts_are_kept(
    reader, program, revision, make_revision, desk
):
    newer = make_revision(desk, "The bridge is 61 metres long.", identity=revision.article.identity)
    statements.extract(newer.pk)
    asked = program(reader)
    _, body = asked.get("statements/")
    assert {row["revision"] for row in body["results"]} == {2}
    shown = asked.get(f"articles/{revision.article_id}/")[1]
    assert [row["number"] for row in shown["revisions"]] == [1, 2]
    assert asked.get("articles/")[1]["results"][0]["title"] == "A test article"


def test_a_stranger_finds_neither(stranger, program, revision):
    asked = program(stranger)
    statement = Statement.objects.first()
    paths = (f"articles/{revision.article_id}/", f"statements/{statement.pk}/")
    assert [asked.get(path)[0] for path in paths] == [404, 404]
    lists = (("articles/", {}), ("statements/", {}), ("statements/", {"article": revision.article_id}))
    assert [asked.get(path, **query)[1]["results"] for path, query in lists] == [[], [], []]


def test_a_list_of_articles_costs_the_same_queries_however_long(
    reader, program, desk, make_revision, django_assert_num_queries
):
    asked = program(reader)
    for number in range(3):
        make_revision(desk, f"Text {number}.")
    with django_assert_num_queries(2):  # beside the one that reads the token and its desks
        asked.get("articles/")
    for number in range(3, 9):
        make_revision(desk, f"Text {number}.")
    with django_assert_num_queries(2):  # beside the one that reads the token and its desks
        asked.get("articles/")
