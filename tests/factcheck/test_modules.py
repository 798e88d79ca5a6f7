"""The browser modules in a real browser, on a page of their own: keys, drafts, lease, quoting, selecting."""

import json
import mimetypes
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

STATIC = Path(__file__).resolve().parents[2] / "factcheck" / "static"
SITE = "http://desk.test"
CSP = "default-src 'none'; " + "; ".join(
    f"{kind}-src 'self'" for kind in ["script", "style", "img", "font", "connect"]
)

# The browser's event loop lives on beside the other tests here; Django must not take it for theirs.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = pytest.mark.e2e

BODY = """
<a href="#queue" data-key="g q">Queue</a> <button type="button" data-key="n" id="n">Next <kbd>n</kbd></button>
<input type="search" id="search" data-key="/" data-key-label="Search">
<span data-draft-status role="status"></span>
<draft-form data-save-url="/save"><form id="verdict" method="post" action="/submit">
  <input type="hidden" name="csrfmiddlewaretoken" value="secret">
  <input type="hidden" name="lease_token" value="7f">
  <label data-key="1"><input type="radio" name="rating" value="true">True</label>
  <textarea id="why" name="why" data-explanation maxlength="30"></textarea>
  <output data-count-for="why" data-limit="30"></output>
  <button data-save data-key="Control+s">Save</button>
</form></draft-form>
<button type="button" data-insert-citation="2">Put [2]</button>
<button type="button" data-quote data-key="q">Quote</button>
<form id="cites"><input name="quoted"></form>
<details open data-capture="9"><p id="page" data-snapshot-text>refined: 61.2 per cent of output</p>
<button form="cites" name="do" value="cite:9" data-cite>Cite this page</button></details>
<div data-statements><p data-offset="100" id="block">A \U0001f600 <a class="s open" href="#a">big
 <b>mine</b></a><sup>1</sup> <a class="s change" href="#b">opened.</a></p></div>
<form data-span-form><input name="start"><input name="end"><input name="text"><button>Claim</button></form>
<button type="button" data-move="next" data-key="j">Next statement</button>
<button type="button" data-move="previous" data-key="k">Previous statement</button>
<fieldset data-theme-switch hidden><input type="radio" name="theme" value="dark"></fieldset>
<div data-select><span data-select-count></span>
  <input type="checkbox" data-select-item><input type="checkbox" data-select-item>
  <input type="checkbox" data-select-item>
</div>
<lease-timer data-expires="2026-03-14T12:30:00Z" data-now="2026-03-14T12:28:30Z">
  <form method="post" action="/renew"><span data-lease-left></span>
  <button data-key="e">Extend <kbd>e</kbd></button></form></lease-timer>
"""
QUOTE = "n => select(n.firstChild, 9, n.firstChild, 22)"
MINE = "n => select(n.querySelector('b').firstChild, 0, n.lastChild.firstChild, 6)"
SENT = """document.getElementById("cites").addEventListener("submit", (event) => {
  event.preventDefault();
  window.sent = [...new FormData(event.target, event.submitter).values()];
})"""
SELECT = "window.select = (a, from, b, to) => getSelection().setBaseAndExtent(a, from, b, to)"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium; a sandbox is not to be had as root."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return {"executable_path": path, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


@pytest.fixture
def answers() -> dict[str, tuple[int, dict[str, Any]]]:
    """What the server answers to a POST, by path; a test may change it."""
    return {
        "/save": (200, {"saved_at": "2026-03-14T12:04:07Z"}),
        "/renew": (200, {"expires_at": "2026-03-14T13:00:00Z", "now": "2026-03-14T12:30:00Z"}),
    }


@pytest.fixture
def posts() -> list[str]:
    """The bodies of the drafts that were posted."""
    return []


@pytest.fixture
def serve(answers, posts) -> Callable[[Route], None]:
    """A site of one page, the static files and the answers."""
    parts = [render_to_string(f"components/{name}.html") for name in ("styles", "modules", "key_sheet")]
    head = f'<meta charset="utf-8"><title>Desk</title>{parts[0]}{parts[1]}'
    foot = f'{parts[2]}<ul id="messages"></ul><div id="announce" role="status"></div>'
    page = f'<!doctype html><html lang="en"><head>{head}</head><body>{BODY}{foot}</body></html>'

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE).split("#")[0]
        if route.request.method == "POST":
            posts.append(route.request.post_data or "")
            status, body = answers[path]
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(body=page, content_type="text/html", headers={"Content-Security-Policy": CSP})

    return answer


@pytest.fixture
def page(browser: Browser, serve) -> Iterator[Page]:
    """The page, loaded in a fresh browser profile; any error in its scripts fails the test."""
    context = browser.new_context(timezone_id="UTC", locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"{SITE}/**", serve)
    page.add_init_script(SELECT)
    page.goto(f"{SITE}/")
    yield page
    context.close()
    assert errors == []


def saved(page: Page, words: str) -> None:
    """Wait until the draft's state is told in these words."""
    page.wait_for_function("w => document.querySelector('[data-draft-status]').textContent === w", arg=words)


def values(page: Page, form: str) -> list[str]:
    return page.eval_on_selector_all(f"form[{form}] input", "all => all.map(input => input.value)")


def test_a_sequence_of_keys_follows_its_link_and_a_broken_one_does_nothing(page):
    page.keyboard.press("g")
    page.keyboard.press("n")
    assert page.url == f"{SITE}/"
    page.keyboard.press("g")
    page.keyboard.press("q")
    assert page.url == f"{SITE}/#queue"


def test_letters_are_text_in_a_field_and_escape_leaves_it(page):
    page.keyboard.press("/")
    page.keyboard.type("jgq1")
    assert page.input_value("#search") == "jgq1"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert page.url == f"{SITE}/"


def test_a_key_is_remapped_in_the_sheet_and_a_taken_one_is_refused(page):
    page.evaluate("document.getElementById('key-sheet').showModal()")
    page.click('[data-usual="1"]')
    page.keyboard.press("j")
    assert page.inner_text("[data-keys-note]") == "j is taken already. Nothing was changed."
    page.click('[data-usual="1"]')
    page.keyboard.press("t")
    page.click("[data-close]")
    page.keyboard.press("1")
    assert page.locator("[name=rating]").is_checked() is False
    page.keyboard.press("t")
    assert page.locator("[name=rating]").is_checked() is True


def test_single_keys_can_be_switched_off_while_chords_still_act(page, posts):
    page.evaluate("document.getElementById('key-sheet').showModal()")
    page.uncheck("[data-keys-switch]")
    page.click("[data-close]")
    page.keyboard.press("1")
    assert page.locator("[name=rating]").is_checked() is False
    page.keyboard.press("Control+s")
    saved(page, "Saved 12:04:07")
    assert posts == ["csrfmiddlewaretoken=secret&lease_token=7f&why="]


def test_a_draft_is_saved_with_its_lease_token_after_a_pause_in_typing(page, posts):
    page.fill("#why", "Sixty-one")
    saved(page, "Saved 12:04:07")
    assert posts == ["csrfmiddlewaretoken=secret&lease_token=7f&why=Sixty-one"]


def test_a_conflict_is_told_and_the_text_stays(page, answers):
    answers["/save"] = (409, {"error": {"message": "Sven holds this task now."}})
    page.fill("#why", "Sixty-one")
    saved(page, "Not saved: Sven holds this task now. Your text stays on this page.")
    assert page.input_value("#why") == "Sixty-one"


def test_a_draft_is_saved_when_the_desk_answers_again(page, answers):
    answers["/save"] = (503, {})
    page.fill("#why", "Sixty-one")
    saved(page, "Not saved: the desk does not answer. Trying again.")
    answers["/save"] = (200, {"saved_at": "2026-03-14T12:05:00Z"})
    saved(page, "Saved 12:05:00")


def test_a_lost_connection_is_told_plainly(page):
    page.context.set_offline(True)
    page.unroute(f"{SITE}/**")
    page.fill("#why", "Sixty-one")
    saved(page, "Not saved: no connection. Trying again.")


def test_a_lease_that_ends_soon_is_announced_and_one_key_extends_it(page):
    assert page.text_content("#announce") == "This task is yours for 2 more minutes. Press e to extend."
    page.keyboard.press("e")
    page.wait_for_function(
        "document.querySelector('[data-lease-left]').textContent.startsWith('Yours for 30:00')"
    )
    assert page.text_content("#announce") == "Extended."


def test_j_and_k_move_between_statements(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.text_content(".s[aria-current]") == "opened."
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.url == f"{SITE}/#a"


def test_selected_words_of_a_captured_page_become_the_quote(page):
    page.eval_on_selector("#page", QUOTE)
    page.evaluate(SENT)
    page.keyboard.press("q")
    assert page.evaluate("window.sent") == ["61.2 per cent", "cite:9"]


def test_a_mark_goes_where_the_reasons_were_left(page):
    page.fill("#why", "Sixty-one percent.")
    page.eval_on_selector("#why", "field => field.setSelectionRange(9, 9)")
    page.click("[data-insert-citation]")
    assert page.input_value("#why") == "Sixty-one [2] percent."
    assert page.text_content("output") == "22 of 30"


def test_selected_words_are_placed_by_code_points_without_the_marks(page):
    page.eval_on_selector("#block", MINE)
    page.wait_for_function("document.querySelector('[data-span-form] [name=text]').value")
    assert values(page, "data-span-form") == ["109", "120", "mine opened"]


def test_shift_takes_a_range(page):
    boxes = page.locator("[data-select-item]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    assert page.text_content("[data-select-count]") == "3 selected"


def test_the_theme_is_kept_in_a_cookie_for_the_server(page):
    page.check("[value=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert [(cookie["name"], cookie["value"]) for cookie in page.context.cookies(SITE)] == [("theme", "dark")]
