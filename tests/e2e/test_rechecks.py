"""A recheck is answered by keyboard, with a look at a new verdict; a lost place is found by its words."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews.models import Orphan, Verdict
from tests.reviews.recheck_story import LONGER, lost_bridge

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_recheck_is_answered_by_keyboard(visit, desk, editor, second_editor, checker):
    task, _ = lost_bridge(desk, editor, second_editor)
    page = visit(checker)
    page.goto(reverse("task", args=[desk.slug, task.pk]))
    page.keyboard.press("t")
    expect(page.locator(".lost del").first).to_have_text("90")
    expect(page.locator(".lost ins").first).to_have_text("95")
    expect(page.get_by_role("heading", name="The verdict on the old words")).to_be_visible()

    page.keyboard.press("v")
    expect(page.get_by_role("alert")).to_contain_text("Choose which statement makes the claim now")
    page.keyboard.press("f")
    expect(page.get_by_role("textbox", name="In one sentence")).to_have_value("It is so.")
    with page.expect_navigation():  # the keys are those of the page that is left until the next one is loaded
        page.get_by_role("link", name="Back: the old one may stand").click()
    page.keyboard.press("1")
    expect(page.get_by_role("radio").first).to_be_checked()
    page.keyboard.press("v")
    expect(page.get_by_text("The verdict stands, under the new words too.")).to_be_visible()

    task.refresh_from_db()
    orphan = Orphan.objects.get()
    assert (task.state, task.finished_by, orphan.state, orphan.statement.exact) == (
        "DONE",
        checker,
        "ATTACHED",
        LONGER,
    )
    assert Verdict.objects.get().state == "PUBLISHED"


def test_a_lost_place_is_found_again_by_its_words(visit, desk, editor, second_editor, checker):
    _, second = lost_bridge(desk, editor, second_editor)
    page = visit(checker)
    page.goto(reverse("revisions", args=[desk.slug, second.article_id]))
    page.get_by_role("link", name="Choose a statement").click()
    expect(page.get_by_role("radio")).to_have_count(2)
    page.get_by_role("searchbox").last.fill("ferry lund")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio")).to_have_count(3)
    page.get_by_label("numbers differ: 90 → 95").check()
    page.get_by_role("button", name="It makes the claim").click()
    expect(page.get_by_text("Attached: the statement makes this claim")).to_be_visible()
    page.goto(reverse("orphans", args=[desk.slug]))
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
