"""An editor adds a feed, tries it, runs it, reads what went wrong, tries again, and it is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.publisher import ONE, TWO, Answer, Publisher, rss

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A publisher on this machine."""
    server = Publisher()
    yield server
    server.close()


@pytest.fixture
def allowed_site(settings, publisher) -> str:
    """Let the fetcher go to the publisher, here and in the worker."""
    settings.FETCH_ALLOWED_HOSTS = [publisher.host]
    return publisher.at("/")


def test_a_feed_is_added_tried_run_and_tried_again_after_an_error(visit, desk, editor, publisher, worker):
    publisher.pages["/feed"] = Answer(rss(ONE, ("", "")))
    page = visit(editor)
    page.goto("/desks/economy/feeds/")
    page.keyboard.press("n")
    page.get_by_label("Publisher").fill("Harbour News")
    page.get_by_label("Address").fill(publisher.at("/fed"))
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("alert")).to_contain_text(
        "The server answered with HTTP status 404", timeout=20_000
    )
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Address").fill(publisher.at("/feed"))
    page.get_by_role("button", name="Save").click()

    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_role("row", name="Quay opens")).to_contain_text("Created", timeout=20_000)
    expect(page.get_by_text("Nothing was imported.")).to_be_visible()

    page.get_by_role("button", name="Import it now").click()
    expect(page.get_by_role("link", name="1 created")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="1 created")).to_have_text("1 created, 1 refused")
    expect(page.get_by_role("button", name="Run now")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="1 created").click()
    expect(page.get_by_role("row", name="Refused")).to_contain_text("It has neither a title nor any content")
    bell = page.get_by_role("link", name="Notices 1 unread")
    expect(bell).to_be_visible()

    page.get_by_role("button", name="Try refused again").click()
    expect(page.get_by_text("tries again what import")).to_be_visible()
    expect(page.get_by_role("row", name="Refused")).to_contain_text("It has neither", timeout=20_000)
    bell.or_(page.get_by_role("link", name="Notices 2 unread")).click()
    expect(page.get_by_role("button", name="every entry was refused").first).to_be_visible()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("All read")).to_be_visible()

    publisher.pages["/feed"] = Answer(status=503)
    page.goto("/desks/economy/feeds/")
    page.get_by_role("link", name="Harbour News").click()
    page.get_by_role("button", name="Run now").click()
    failed = page.get_by_role("row", name="Failed")
    expect(failed).to_contain_text("The server answered with HTTP status 503", timeout=20_000)

    publisher.pages["/feed"] = Answer(rss(ONE, TWO))
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("row", name="1 created")).to_have_count(2, timeout=20_000)
