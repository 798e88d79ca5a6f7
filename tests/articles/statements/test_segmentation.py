"""The labelled articles and how exact spans are counted."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from articles.statements.segmentation import GoldArticle, Row, figures, read_articles


def line(text: str, *exact: str) -> str:
    spans = [{"start": text.index(one), "end": text.index(one) + len(one), "exact": one} for one in exact]
    return json.dumps({"id": "a", "style": "agency", "text": text, "statements": spans})


def gold() -> list[GoldArticle]:
    with (settings.BASE_DIR / "seeds/gold/segmentation.jsonl").open(encoding="utf-8") as lines:
        return list(read_articles(lines))


def test_the_words_of_every_labelled_statement_stand_at_their_place() -> None:
    articles = gold()
    assert len({one.id for one in articles}) == len(articles) == 30
    assert {one.for_test for one in articles} == {True, False}


def test_only_a_span_that_is_exactly_right_counts() -> None:
    text = "Dr. Roe sold the mill. It burned."
    (article,) = read_articles([line(text, "Dr. Roe sold the mill.", "It burned.")])
    assert figures([article]) == [
        Row("full stop, space", 1 / 3, 1 / 2, 2 / 5),
        Row("and every line", 1 / 3, 1 / 2, 2 / 5),
        Row("engine", 1.0, 1.0, 1.0),
    ]


def test_the_engine_parts_the_articles_to_learn_from_better_than_cuts_at_full_stops() -> None:
    baseline, _, engine = figures([one for one in gold() if not one.for_test])
    assert engine.f1 >= 0.97 > 0.7 > baseline.f1


def test_an_article_without_statements_counts_as_nothing() -> None:
    assert figures([GoldArticle("a", "agency", "", ())])[2] == Row("engine", 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{", "line 2: JSONDecodeError"),
        ('{"id": "b"}', "line 2: KeyError"),
        (line("It burned.", "It burned.").replace('"end": 10', '"end": 9'), "'It burned.' does not stand"),
        (line("One. Two.", "Two.", "One."), "line 2: 'One.' does not stand at 0 to 4"),
    ],
)
def test_a_wrong_line_is_named(wrong: str, said: str) -> None:
    with pytest.raises(ValueError, match="line 2") as raised:
        list(read_articles([line("It burned.", "It burned."), wrong]))
    assert said in str(raised.value)
