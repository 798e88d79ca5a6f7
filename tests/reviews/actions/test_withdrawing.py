"""Withdrawing: what only a withdrawn article says is asked no more, until it is restored."""

from __future__ import annotations

import pytest

from articles.models import Article
from reviews import due
from reviews.actions import claims, withdrawing
from reviews.models import ReviewTask
from tests.reviews.actions.paper import print_article

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."
TAX = "The harbour tax rises to 4 percent in May."


def states() -> list[tuple[str, str]]:
    return list(ReviewTask.objects.order_by("claim__text", "pk").values_list("claim__text", "state"))


def test_a_withdrawn_article_cancels_what_no_other_article_says_and_restored_asks_again(desk):
    first = print_article(desk, BRIDGE, TAX, identity="a")
    for revision in (first, print_article(desk, TAX, identity="b")):
        claims.match(revision.pk)
    rows = Article.objects.filter(pk=first.article_id)
    rows.update(status="withdrawn", tasks_due=True)
    assert due.restated_articles() == [first.article_id]
    assert withdrawing.settle(first.article_id) == 1
    assert states() == [(BRIDGE, "CANCELLED"), (TAX, "OPEN")]
    assert (due.restated_articles(), withdrawing.settle(first.article_id)) == ([], 0)
    rows.update(status="usable", tasks_due=True)
    assert withdrawing.settle(first.article_id) == 1
    assert states() == [(BRIDGE, "CANCELLED"), (BRIDGE, "OPEN"), (TAX, "OPEN")]
