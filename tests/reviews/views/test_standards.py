"""The page of the desk's standards: a form for leads, words for everybody else."""

from __future__ import annotations

import re

import pytest

from reviews.models import DeskPolicy

SENT = {
    "worthiness_floor": "0.35",
    "min_independent_sources": "2",
    "primary_source_required": "on",
    "ai_suggestions": "after",
    "suggest_from": "0.6",
    "work_limit": "4",
    "lease_minutes": "45",
    "assignment_minutes": "60",
    "idle_minutes": "30",
}


def words(response) -> str:
    """Return the text of the page without tags and doubled space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_lead_changes_the_standards_and_is_told_what_changed(desk, lead, signed_in):
    browser = signed_in(lead)
    response = browser.post("/desks/economy/standards/change/", SENT, follow=True)
    assert response.redirect_chain == [("/desks/economy/standards/", 302)]
    policy = DeskPolicy.objects.get(desk=desk)
    assert (policy.worthiness_floor, policy.lease_minutes, policy.ai_suggestions) == (0.35, 45, "after")
    assert policy.primary_source_required is True
    page = words(response)
    assert "Check-worthiness floor: none → 0.35" in page
    assert "A primary source: not required → required" in page
    assert "shown from the start → held back until the editor has chosen a rating" in page
    assert "Lena Test" in page


def test_what_was_typed_wrongly_is_named_and_kept(desk, lead, signed_in):
    response = signed_in(lead).post("/desks/economy/standards/change/", {**SENT, "lease_minutes": "0"})
    assert response.status_code == 422
    assert "Ensure this value is greater than or equal to 1." in words(response)
    assert 'name="lease_minutes" value="0"' in response.content.decode()
    assert 'name="work_limit" value="4"' in response.content.decode()
    assert DeskPolicy.objects.get(desk=desk).work_limit == 3


def test_a_change_rings_for_the_checks_that_it_may_let_through(
    desk, lead, signed_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False) as rung:
        signed_in(lead).post("/desks/economy/standards/change/", SENT)
    assert [(ring.args[0].name, ring.args[1]) for ring in rung] == [("reviews.jobs.open_waiting", (desk.pk,))]


def test_saving_what_stands_says_that_nothing_was_changed(desk, lead, signed_in):
    standing = {**SENT, "worthiness_floor": "", "ai_suggestions": "before", "work_limit": "3"}
    standing |= {"min_independent_sources": "1", "lease_minutes": "30"}
    del standing["primary_source_required"]
    response = signed_in(lead).post("/desks/economy/standards/change/", standing, follow=True)
    assert "Nothing was changed." in words(response)
    assert "Nobody has changed these standards" in words(response)


@pytest.mark.parametrize("role", ["reader", "checker", "editor"])
def test_everybody_else_reads_them(desk, person, signed_in, role):
    browser = signed_in(person("rolf", desk, role))
    page = browser.get("/desks/economy/standards/")
    assert '<form method="post" action="/desks/economy/standards/change/"' not in page.content.decode()
    assert "Lease, in minutes 30 How long a task" in words(page)
    assert browser.post("/desks/economy/standards/change/", SENT).status_code == 403
    assert DeskPolicy.objects.get(desk=desk).lease_minutes == 30


def test_a_reload_of_a_refused_form_leads_back_to_the_page(desk, lead, signed_in):
    response = signed_in(lead).get("/desks/economy/standards/change/")
    assert (response.status_code, response["Location"]) == (302, "/desks/economy/standards/")


def test_the_page_asks_the_database_no_more_for_a_long_history(
    desk, lead, signed_in, django_assert_num_queries
):
    browser = signed_in(lead)
    for minutes in range(31, 41):
        browser.post("/desks/economy/standards/change/", {**SENT, "lease_minutes": str(minutes)})
    with django_assert_num_queries(8):
        browser.get("/desks/economy/standards/")
