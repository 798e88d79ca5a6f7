"""What is typed is kept, and goes where the person meant it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.models import Membership
from reviews.actions import drafts, handout
from tests.e2e.keyboard import press, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(desk, editor, make_task, visit) -> Callable[..., Page]:
    """Return what opens the page of a task that the editor has just taken, with these words saved."""

    def make(**words: str) -> Page:
        make_task(desk)
        task = handout.take(Membership.objects.get(desk=desk, user=editor))
        drafts.keep(task, by=editor, data={"citations": [], **words})
        page = visit(editor)
        page.goto(reverse("task", args=[desk.slug, task.pk]))
        return page

    return make


def test_a_reload_in_the_middle_of_a_word_shows_the_word(held):
    page = held()
    write(page, "w", "The yearbook gives 61 percent.")
    press(page, "y")
    page.keyboard.type("Table 4 of the year")
    page.reload()
    expect(page.locator("[name=explanation]")).to_have_value("Table 4 of the year")
    expect(page.locator("[name=summary]")).to_have_value("The yearbook gives 61 percent.")
    expect(page.locator("#verdict-form")).not_to_have_attribute("inert", "")


def test_a_field_opened_by_its_key_goes_on_at_the_end_and_a_menu_takes_the_first_letter(held):
    page = held(summary="It is")
    write(page, "w", " 61 percent.")
    expect(page.locator("[name=summary]")).to_have_value("It is 61 percent.")
    press(page, "s")
    page.keyboard.type("zinc is not my field")
    expect(page.locator("#skip-reason")).to_have_value("zinc is not my field")


def test_the_queue_is_walked_row_by_row_with_j_and_k_and_a_row_is_opened_with_enter(
    desk, editor, make_task, visit
):
    worthiest = make_task(desk, "First.", priority=0.9)
    make_task(desk, "Second.", priority=0.5)
    page = visit(editor)
    page.goto(reverse("queue", args=[desk.slug]))
    press(page, "j", "j", "j")
    expect(page.get_by_role("link", name="Second.")).to_be_focused()
    press(page, "k")
    expect(page.get_by_role("link", name="First.")).to_be_focused()
    press(page, "Enter")
    page.wait_for_url(f"**{reverse('task', args=[desk.slug, worthiest.pk])}")


def test_of_two_windows_on_one_task_the_later_is_told_and_chooses(held):
    first = held(summary="It is")
    second = first.context.new_page()
    second.goto(first.url)
    write(first, "w", " 61 percent.")
    expect(first.locator("[data-draft-status]")).to_contain_text("Saved")
    expect(first.locator("[name=draft_version]")).to_have_value("2")
    write(second, "w", " 92 percent.")
    choice = second.locator("[data-draft-choice]")
    expect(choice).to_contain_text("It is 61 percent.")
    expect(choice).to_contain_text("It is 92 percent.")
    write(second, "w", " Or so.")
    expect(choice).to_contain_text("It is 92 percent. Or so.")
    second.get_by_role("button", name="Keep mine").click()
    expect(second.locator(".copies")).to_have_count(0)
    expect(second.locator("[name=summary]")).to_have_value("It is 92 percent. Or so.")
    write(first, "w", " Not 92.")
    first.get_by_role("button", name="Take theirs").click()
    expect(first.locator("[name=summary]")).to_have_value("It is 92 percent. Or so.")
    expect(first.locator(".copies")).to_have_count(0)
