"""The whole road of a claim, by two people, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from reviews.models import ReviewTask, Verdict
from tests.e2e.keyboard import press, tab_to, write

ARTICLE = Path(__file__).resolve().parents[2] / "seeds" / "articles" / "accord-ceremony-at-orrin.txt"
PAGE = "norland-gazette-accord.html"
WORDS = "was signed in the Map Room of Linden Palace, Tessel"
SUMMARY = "The gazette puts the signing at Linden Palace in Tessel, not at the customs house in Orrin."

pytestmark = pytest.mark.django_db(transaction=True)


def import_article(page: Page) -> None:
    """Hand over the sample article on the upload page and wait until the run says that it is done."""
    press(page, "g", "i")
    expect(page.get_by_role("heading", name="Imports")).to_be_visible()
    tab_to(page, "a[href$='/upload/']")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Import articles")).to_be_visible()
    page.set_input_files("input[type=file]", ARTICLE)  # the system's own file dialog is beyond a page's keys
    press(page, "Control+Enter")
    expect(page.get_by_text("Succeeded").first).to_be_visible(timeout=30_000)


def cite(page: Page, site: str) -> None:
    """Capture the gazette, cite it, and write the exact words."""
    press(page, "c")
    page.keyboard.type(f"{site}/{PAGE}")
    press(page, "Enter")
    expect(page.locator("[data-snapshot-text]")).to_contain_text(WORDS, timeout=30_000)
    tab_to(page, "[data-cite]")
    press(page, "Enter")
    exact = page.locator("[name=citation-0-exact]")
    expect(exact).to_be_focused()
    page.keyboard.type(WORDS)
    tab_to(page, "[name=citation-0-stance]")
    press(
        page, "ArrowRight" if page.locator("[name=citation-0-stance]:checked").count() else "Space", "Escape"
    )
    expect(page.locator("#status-1")).to_contain_text("quote found")


def check_next(page: Page, site: str) -> str:
    """Take the next task, judge it false with one citation, hand it in; return the claim's words."""
    press(page, "g", "q")
    expect(page.get_by_role("heading", name="Queue", exact=True)).to_be_visible()
    press(page, "n")
    expect(page.locator("#verdict-form")).to_be_visible()
    claim = page.locator("h1").first.inner_text()
    cite(page, site)
    press(page, "5")
    write(page, "w", SUMMARY)
    write(page, "y", "The official gazette names the place of the signature [1].")
    expect(page.locator("[data-draft-status]")).to_contain_text("Saved")
    press(page, "Control+Enter")
    expect(page.get_by_text("handed in").or_(page.get_by_text("Handed in")).first).to_be_visible()
    return claim


def test_an_article_becomes_a_published_cited_verdict_in_its_report_by_two_people_and_their_keyboards(
    worker, allowed_site, desk, editor, second_editor, visit
):
    first, second = visit(editor), visit(second_editor)
    import_article(first)
    claim = check_next(first, allowed_site)
    verdict = Verdict.objects.select_related("claim").get()
    assert (verdict.claim.text, verdict.state, verdict.author) == (claim, "SUBMITTED", editor)

    press(second, "g", "q")
    expect(second.get_by_role("heading", name="Queue", exact=True)).to_be_visible()
    press(second, "v")
    expect(second.get_by_text(SUMMARY).first).to_be_visible()
    press(second, "a")
    expect(second.get_by_role("button", name="Publish")).to_be_visible()
    press(second, "p")
    expect(second.get_by_text("Published").first).to_be_visible()
    verdict.refresh_from_db()
    assert (verdict.state, verdict.approved_by, verdict.published_by) == (
        "PUBLISHED",
        second_editor,
        second_editor,
    )

    press(second, "g", "r")
    expect(second.get_by_role("heading", name="Reports")).to_be_visible()
    article = Article.objects.get()
    tab_to(second, f"a[href$='/articles/{article.pk}/report/']")
    press(second, "Enter")
    open_tasks = ReviewTask.objects.live().count()
    expect(second.locator("h1").first).to_have_text(f"Not ready: 1 must change, {open_tasks} open")
    expect(second.get_by_text(WORDS).first).to_be_visible()
    expect(second.locator(".s.change").first).to_have_text(claim)
