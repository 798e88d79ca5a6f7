"""The button of a withdrawal, its stamp everywhere, and the way back; over pages and the API."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import Article
from reviews.actions import claims, handout
from reviews.models import ReviewTask
from tests.reviews.actions.paper import print_article

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."
STAMP = "Withdrawn: do not run"


@pytest.fixture
def article(desk):
    revision = print_article(desk, BRIDGE)
    claims.match(revision.pk)
    return revision.article


def at(name: str, article) -> str:
    return reverse(name, args=["economy", article.pk])


def test_only_a_lead_finds_the_button(signed_in, editor, lead, article):
    assert "Withdraw this article" not in signed_in(editor).get(at("article", article)).text
    assert "Withdraw this article" in signed_in(lead).get(at("article", article)).text


def test_a_withdrawn_article_is_stamped_on_every_page_that_shows_it(
    signed_in, lead, reader, editor, place, article
):
    task = handout.take(place(editor))
    answer = signed_in(lead).post(at("article_withdraw", article), {"reason": "It is invented."}, follow=True)
    assert "Withdrawn: 1 task was cancelled." in answer.text
    browser = signed_in(reader)
    for page in (
        at("article", article),
        at("article_report", article),
        reverse("task", args=["economy", task.pk]),
    ):
        shown = browser.get(page).text
        assert (STAMP in shown, "Lena Test withdrew this article" in shown, "It is invented." in shown) == (
            True,
        ) * 3
    assert '<span class="state change">Withdrawn</span>' in browser.get("/desks/economy/articles/").text
    assert STAMP in browser.get("/desks/economy/reports/").text
    late = signed_in(editor).get(reverse("task", args=["economy", task.pk])).text
    assert "Its article was withdrawn." in late


def test_a_reason_that_is_missing_comes_back_with_the_page(signed_in, lead, article):
    answer = signed_in(lead).post(at("article_withdraw", article), {"reason": " "})
    assert (answer.status_code, Article.objects.get().status) == (422, "usable")
    assert '<details class="menu" open>' in answer.text


def test_the_way_back_opens_the_tasks_again(signed_in, lead, article):
    browser = signed_in(lead)
    browser.post(at("article_withdraw", article), {"reason": "It is invented."})
    assert "Restore this article" in browser.get(at("article", article)).text
    answer = browser.post(at("article_restore", article), {"reason": "It is not."}, follow=True)
    assert "Restored: 1 task was opened." in answer.text
    assert (STAMP in answer.text, ReviewTask.objects.live().count()) == (False, 1)
    again = browser.post(at("article_restore", article), {"reason": "It is not."}, follow=True)
    assert "This article is usable already." in again.text


def test_a_program_withdraws_and_restores(program, lead, reader, article):
    asked, path = program(lead), f"articles/{article.pk}"
    status, body = asked.post(f"{path}/withdraw/", {"reason": "It is invented."})
    assert (status, body["status"], body["status_reason"]) == (200, "withdrawn", "It is invented.")
    report = program(reader).get(f"reports/articles/{article.pk}/")[1]
    assert [report[name] for name in ("line", "status", "status_reason")] == [
        STAMP,
        "withdrawn",
        "It is invented.",
    ]
    status, body = asked.post(f"{path}/withdraw/", {"reason": "It is invented."})
    assert (status, body["error"]["present"]) == (409, "withdrawn")
    assert asked.post(f"{path}/restore/", {})[0] == 400
    assert asked.post(f"{path}/restore/", {"reason": "It is not."})[1]["status"] == "usable"
    assert program(reader).post(f"{path}/withdraw/", {"reason": "No."})[0] == 403
