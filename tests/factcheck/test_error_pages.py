"""Pages in place of what was asked for: the desk's bar, what is wrong, and the way back."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from factcheck import error_pages

BAR = 'href="/desks/economy/queue/" data-key="g q"'


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("claims/?state=perhaps", 400, "State: there is no “perhaps” here. There are All, "),
        ("queue/?tab=lost", 400, "The queue has no tab “lost”"),
        ("articles/?cursor=x", 400, "This address names no page of this list."),
        ("nowhere/", 404, "There is no such page"),
        ("tasks/987654321/", 404, "There is no such page"),
        ("notices/read/", 405, "There is nothing to see at this address"),
    ],
)
def test_a_page_that_cannot_be_shown_keeps_the_bar_and_says_what_is_wrong(
    signed_in, editor, path, status, said
):
    page = signed_in(editor).get(f"/desks/economy/{path}")
    assert page.status_code == status
    assert said in page.text
    assert BAR in page.text


def test_what_the_address_asks_for_too_much_is_left_out_by_one_link(signed_in, editor):
    page = signed_in(editor).get("/desks/economy/claims/?state=perhaps&q=zinc")
    assert '<a class="button primary" href="/desks/economy/claims/">Show the page without it</a>' in page.text


def test_a_lesser_role_reads_which_and_keeps_the_bar(signed_in, reader):
    page = signed_in(reader).get("/desks/economy/status/")
    assert page.status_code == 403
    assert "Your role here, reader, may not do this." in page.text
    assert BAR in page.text


def test_a_stranger_s_bar_names_no_desk(signed_in, stranger, desk):
    page = signed_in(stranger).get("/desks/economy/nowhere/")
    assert page.status_code == 404
    assert "Economy desk" not in page.text


def test_a_form_of_another_session_keeps_the_bar(editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.post("/desks/economy/next/")
    assert page.status_code == 403
    assert "This page was open too long" in page.text
    assert BAR in page.text


def test_the_page_of_a_fault_asks_nothing_of_the_database(django_assert_num_queries, desk):
    with django_assert_num_queries(0):
        page = error_pages.server_error(RequestFactory().get("/desks/economy/queue/"))
    assert page.status_code == 500
    assert 'href="/desks/economy/queue/"' in page.text
