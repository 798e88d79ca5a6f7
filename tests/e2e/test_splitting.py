"""Splitting a sentence in a real browser: by one key, by the keyboard's words, by selecting them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factcheck.models import Membership
from reviews.actions import claims, handout
from reviews.models import Claim, ReviewTask, Suggestion
from tests.e2e.keyboard import press
from tests.e2e.test_accessibility import faults
from tests.reviews.actions.paper import print_article
from tests.reviews.actions.test_splitting import ENDING, SENTENCE, SIGNED

# Where some words stand on the screen: their left and right ends and the middle of their line.
WHERE = """words => {
    const texts = document.createTreeWalker(document.querySelector("[data-sentence]"), NodeFilter.SHOW_TEXT);
    while (!texts.nextNode().data.includes(words)) continue;
    const range = document.createRange(), at = texts.currentNode.data.indexOf(words);
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + words.length);
    const box = range.getBoundingClientRect();
    return [box.left, box.right, (box.top + box.bottom) / 2];
}"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(desk, editor) -> ReviewTask:
    claims.match(print_article(desk, SENTENCE).pk)
    return handout.take(Membership.objects.select_related("desk", "user").get(desk=desk, user=editor))


@pytest.fixture
def dialog(held, editor, visit) -> Page:
    """The task's page with its dialog opened by the key."""
    page = visit(editor)
    page.goto(f"/desks/economy/tasks/{held.pk}/")
    press(page, "l")
    expect(page.locator("#split")).to_be_visible()
    return page


def made() -> list[str]:
    parts = Claim.objects.exclude(text=SENTENCE).order_by("matches__start")
    return list(parts.values_list("text", flat=True))


def lit(page: Page) -> list[str]:
    return page.locator("#split mark").all_inner_texts()


def test_two_keys_accept_what_the_machine_proposes(dialog):
    assert lit(dialog) == [SIGNED, ENDING]
    with dialog.expect_navigation():
        press(dialog, "Control+Enter")
    assert (made(), Suggestion.objects.get(kind="split").decision) == ([SIGNED, ENDING], "accepted")


def test_the_ends_of_a_part_are_moved_word_by_word_with_the_keyboard(dialog):
    dialog.get_by_role("button", name="Change").first.focus()
    press(dialog, "Enter", "Tab", "Tab", "Tab", "Enter", "Enter")
    assert lit(dialog) == ["The two presidents signed a ceasefire", ENDING]
    with dialog.expect_navigation():
        press(dialog, "Control+Enter")
    assert made() == ["The two presidents signed a ceasefire", ENDING]
    assert Suggestion.objects.get(kind="split").decision == "edited"


def test_selected_words_become_those_of_the_chosen_part(dialog):
    dialog.get_by_role("button", name="Change").nth(1).click()
    [left, right, middle] = dialog.evaluate(WHERE, "months of war")
    dialog.mouse.move(left + 3, middle)
    dialog.mouse.down()
    dialog.mouse.move(right - 3, middle)
    dialog.mouse.up()
    expect(dialog.locator("[data-split-status]")).to_have_text("Part 2: months of war.")
    assert lit(dialog) == [SIGNED, "months of war."]


def test_an_unticked_part_is_no_longer_lit_and_makes_no_claim(dialog):
    dialog.locator("#split [data-keep]").nth(1).uncheck()
    assert lit(dialog) == [SIGNED]
    expect(dialog.locator("[data-split-label]")).to_have_text("Split off 1 claim")
    with dialog.expect_navigation():
        press(dialog, "Control+Enter")
    assert made() == [SIGNED]


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 320)])
def test_the_open_dialog_is_accessible_and_fits(held, editor, visit, theme, width):
    page = visit(editor, theme=theme, width=width)
    path = f"/desks/economy/tasks/{held.pk}/"
    page.add_init_script(
        "addEventListener('load', () => { document.querySelector('[data-open=split]').click();"
        " document.querySelector('#split [data-choose]').click(); })"
    )
    assert faults(page, path) == []
    expect(page.locator("#split")).to_be_visible()
