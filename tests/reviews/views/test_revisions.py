"""The revision page: what carried, changed, appeared and vanished, and the choices about what was lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.actions import claims
from reviews.models import Orphan, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, rule

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."
LONGER = "The bridge at Tessel is 95 metres long."
TAX = "The harbour tax rises to 4 percent in May."
MINE = "The mine at Orrin employs 1,200 people."


@pytest.fixture
def second(desk, editor):
    """Return the second revision of an article whose first had a verdict on the bridge."""
    first = print_article(desk, BRIDGE, TAX, identity="a")
    claims.match(first.pk)
    rule(claim_of(first, BRIDGE), editor)
    second = print_article(desk, LONGER, TAX, MINE, identity="a")
    claims.match(second.pk)
    return second


def at(revision, number: int | None = None) -> str:
    place = reverse("revisions", args=["economy", revision.article_id])
    return place if number is None else f"{place}?number={number}"


def test_the_page_shows_the_latest_with_a_word_diff_of_what_changed(signed_in, reader, second):
    answer = signed_in(reader).get(at(second))
    page = answer.context["page"]
    assert page.counts == [("Changed", 1), ("Appeared", 1), ("Carried over", 1)]
    assert "<del>90</del> <ins>95</ins>" in answer.content.decode()
    assert "The new words make the same claim" not in answer.content.decode()


def test_the_first_revision_says_why_there_is_nothing_to_compare(signed_in, reader, second):
    answer = signed_in(reader).get(at(second, 1))
    assert answer.context["page"].counts == []
    assert "There is nothing to compare yet" in answer.content.decode()


@pytest.mark.parametrize("number", [7, 10**8])
def test_a_revision_that_is_not_there_is_missing(signed_in, reader, second, number):
    assert signed_in(reader).get(at(second, number)).status_code == 404


def test_a_checker_attaches_the_new_words_and_the_recheck_is_done(signed_in, checker, second):
    orphan = Orphan.objects.get()
    browser = signed_in(checker)
    assert "The new words make the same claim" in browser.get(at(second)).content.decode()
    place = reverse("orphan_attach", args=["economy", orphan.pk])
    answer = browser.post(place, {"statement": orphan.near_id})
    assert answer["Location"] == at(second, 2)
    orphan.refresh_from_db()
    assert (orphan.state, orphan.decided_by) == ("ATTACHED", checker)
    assert ReviewTask.objects.get(kind="RECHECK").state == "DONE"


def test_a_checker_lets_go_once_and_the_second_time_is_told(signed_in, checker, second):
    orphan = Orphan.objects.get()
    browser = signed_in(checker)
    for said in ("The verdict stays.", "gone now"):
        answer = browser.post(reverse("orphan_let_go", args=["economy", orphan.pk]), follow=True)
        assert said in answer.content.decode()
    assert Orphan.objects.get().state == "GONE"


def test_another_articles_statement_cannot_be_attached(signed_in, checker, desk, second):
    other = print_article(desk, MINE).statements.get()
    place = reverse("orphan_attach", args=["economy", Orphan.objects.get().pk])
    assert signed_in(checker).post(place, {"statement": other.pk}).status_code == 404


def test_the_queries_do_not_grow_with_the_text(signed_in, reader, second, desk, django_assert_num_queries):
    browser = signed_in(reader)
    browser.get(at(second))
    many = [f"Ship number {number} sails to Lund in May." for number in range(30)]
    print_article(desk, *many, identity="a")
    with django_assert_num_queries(9):
        browser.get(at(second))
