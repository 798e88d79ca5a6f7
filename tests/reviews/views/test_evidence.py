"""Evidence pages: asking for a capture, watching it, asking again, and checking a quote."""

import pytest

from factcheck.models import AuditEvent
from reviews.models import Snapshot
from tests.reviews.conftest import PAGE

CREATE = "/desks/economy/evidence/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim(desk, make_task):
    return make_task(desk).claim


@pytest.fixture
def failed(claim, editor):
    return Snapshot.objects.create(
        desk=claim.desk,
        claim=claim,
        url="https://gone.example/a",
        state="FAILED",
        reason="The server answered 404.",
        requested_by=editor,
    )


def at(snapshot, name=""):
    return f"{CREATE}{snapshot.pk}/{name}"


def test_an_address_is_asked_for_and_its_page_polled(signed_in, checker, claim):
    fields = {"claim": claim.pk, "url": " https://93.184.215.14/a "}
    page = signed_in(checker).post(CREATE, fields, headers=HTMX)
    made = Snapshot.objects.get()
    assert (made.claim, made.url, made.state) == (claim, "https://93.184.215.14/a", "PENDING")
    assert f'hx-get="{at(made)}?polled=1"' in page.text
    assert 'hx-trigger="every 2s"' in page.text
    assert AuditEvent.objects.filter(action="snapshot.requested", actor=checker).count() == 1


def test_without_a_script_one_comes_back_to_the_page_that_asked(signed_in, checker, claim):
    fields = {"claim": claim.pk, "url": "https://93.184.215.14/a", "next": "/desks/economy/tasks/1/"}
    page = signed_in(checker).post(CREATE, fields)
    assert page.url == f"/desks/economy/tasks/1/#snapshot-{Snapshot.objects.get().pk}"


def test_nobody_is_led_off_the_site(signed_in, checker, claim):
    fields = {"claim": claim.pk, "url": "https://93.184.215.14/a", "next": "https://evil.example/"}
    page = signed_in(checker).post(CREATE, fields)
    assert page.url == f"/desks/economy/claims/{claim.pk}/#snapshot-{Snapshot.objects.get().pk}"


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://127.0.0.1/", "no address", ""])
def test_an_address_that_is_refused_stays_in_its_field_with_the_reason(signed_in, checker, claim, url):
    browser = signed_in(checker)
    page = browser.post(CREATE, {"claim": claim.pk, "url": url})
    assert page.status_code == 422
    assert f'value="{url}"' in page.text
    assert "errorlist" in page.text
    page = browser.post(CREATE, {"claim": claim.pk, "url": url}, headers=HTMX)
    assert (page["HX-Retarget"], Snapshot.objects.count()) == ("#capture-errors", 0)


def test_a_claim_of_another_desk_is_not_found(signed_in, checker, other_desk, make_task):
    fields = {"claim": make_task(other_desk).claim_id, "url": "https://93.184.215.14/a"}
    assert signed_in(checker).post(CREATE, fields).status_code == 404


def test_a_reader_captures_nothing(signed_in, reader, claim):
    assert signed_in(reader).post(CREATE, {"claim": claim.pk, "url": "https://x.example"}).status_code == 403


def test_a_captured_page_shows_its_text_and_custody(signed_in, reader, editor, claim, make_snapshot):
    snapshot = make_snapshot(claim, editor, title="Yearbook", publisher="Harbour Office")
    text = signed_in(reader).get(at(snapshot)).text
    assert all(words in text for words in ("Yearbook", "Harbour Office", "0" * 64, snapshot.url))
    page = signed_in(reader).get(at(snapshot), headers=HTMX)
    assert PAGE in page.text
    assert "hx-trigger" not in page.text


def test_the_end_of_a_capture_is_told_to_the_checklist(signed_in, editor, claim, make_snapshot):
    snapshot = make_snapshot(claim, editor)
    page = signed_in(editor).get(at(snapshot), {"polled": "1"}, headers=HTMX)
    assert page["HX-Trigger-After-Settle"] == "desk:captured"


def test_captured_text_is_shown_as_text(signed_in, editor, claim, make_snapshot):
    snapshot = make_snapshot(claim, editor, text="<script>alert(1)</script>")
    page = signed_in(editor).get(at(snapshot), headers=HTMX)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_a_foreign_page_is_not_found(signed_in, stranger, editor, claim, make_snapshot):
    snapshot = make_snapshot(claim, editor)
    assert signed_in(stranger).get(f"/desks/city/evidence/{snapshot.pk}/").status_code == 404


def test_a_failed_capture_says_why_and_is_tried_again(signed_in, checker, failed):
    browser = signed_in(checker)
    assert "The server answered 404." in browser.get(at(failed), headers=HTMX).text
    page = browser.post(at(failed, "retry/"), headers=HTMX)
    failed.refresh_from_db()
    assert (failed.state, "every 2s" in page.text) == ("PENDING", True)


def test_trying_again_what_is_captured_gets_409(signed_in, checker, editor, claim, make_snapshot):
    assert signed_in(checker).post(at(make_snapshot(claim, editor), "retry/")).status_code == 409


@pytest.mark.parametrize(
    ("words", "status"), [("61  metres long", "found"), ("62 metres long", "missing"), ("", "missing")]
)
def test_a_quote_is_checked_at_once(signed_in, checker, editor, claim, make_snapshot, words, status):
    snapshot = make_snapshot(claim, editor)
    page = signed_in(checker).post(
        at(snapshot, "check/"), {"exact": words}, headers={"Accept": "application/json"}
    )
    assert page.json() == {"status": status}


def test_a_quote_is_checked_under_the_name_of_its_field(signed_in, checker, editor, claim, make_snapshot):
    snapshot = make_snapshot(claim, editor)
    fields = {"field": "citation-2-exact", "citation-2-exact": "61 metres"}
    assert "quote found" in signed_in(checker).post(at(snapshot, "check/"), fields, headers=HTMX).text


def test_a_quote_cannot_be_found_in_a_page_that_failed(signed_in, checker, failed):
    fields = {"exact": "61 metres"}
    assert "cannot be reached" in signed_in(checker).post(at(failed, "check/"), fields, headers=HTMX).text
