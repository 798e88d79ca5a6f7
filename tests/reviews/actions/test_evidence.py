"""Evidence: an address becomes a snapshot, or a plain reason why not."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction

from factcheck import storage
from factcheck.models import AuditEvent
from factcheck.states import WrongState
from reviews.actions import evidence
from reviews.models import Snapshot

PAGE = (
    b"<html><head><title>Bridges of Tessel</title></head><body><article><h1>Bridges of Tessel</h1>"
    b"<p>The harbour bridge is 61 metres long and was opened in 1987 by the mayor of the day.</p>"
    b"<p>It carries two lanes and a tram line, and is painted every seven years.</p></article></body></html>"
)


class Pages(BaseHTTPRequestHandler):
    """`/page` is a page, `/gone` is not there, `/picture` is no text, `/far` leads to a very long address."""

    def do_GET(self) -> None:
        known = {"/page": (200, "text/html; charset=utf-8", PAGE), "/picture": (200, "image/png", b"\x89PNG")}
        status, kind, body = known.get(self.path.partition("?")[0], (404, "text/plain", b"not here"))
        self.send_response(302 if self.path == "/far" else status)
        self.send_header("Location", "/page?" + "x" * 2000)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(settings):
    """Serve Pages on this machine and allow the fetcher to go there; give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{server.server_port}"]
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def claim(desk, make_task):
    return make_task(desk).claim


def test_a_captured_page_keeps_its_bytes_their_hash_and_their_text(site, claim, editor):
    snapshot = evidence.request(claim, url=f"{site}/page", by=editor)
    assert (snapshot.state, evidence.capture(snapshot.pk)) == ("PENDING", True)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.status, snapshot.media_type, snapshot.title) == (
        "CAPTURED",
        200,
        "text/html",
        "Bridges of Tessel",
    )
    assert storage.get(snapshot.sha256) == PAGE
    assert "The harbour bridge is 61 metres long" in snapshot.text


@pytest.mark.parametrize(("path", "reason"), [("/gone", "404"), ("/picture", "image/png")])
def test_a_page_that_cannot_be_read_says_why(path, reason, site, claim, editor):
    snapshot = evidence.request(claim, url=f"{site}{path}", by=editor)
    evidence.capture(snapshot.pk)
    snapshot.refresh_from_db()
    assert snapshot.state == "FAILED"
    assert reason in snapshot.reason


def test_an_address_inside_our_own_network_is_refused(settings, claim, editor):
    settings.FETCH_ALLOWED_HOSTS = []
    with pytest.raises(ValidationError) as refused:
        evidence.request(claim, url="file:///etc/passwd", by=editor)
    assert list(refused.value.message_dict) == ["url"]
    snapshot = evidence.request(claim, url="http://localtest.example:80/", by=editor)
    assert snapshot.state == "PENDING"


def test_capturing_twice_changes_nothing_the_second_time(site, claim, editor):
    snapshot = evidence.request(claim, url=f"{site}/page", by=editor)
    assert [evidence.capture(snapshot.pk), evidence.capture(snapshot.pk)] == [True, False]
    assert AuditEvent.objects.filter(action="snapshot.captured").count() == 1


def test_a_capture_that_never_ends_is_given_up_after_five_tries(site, claim, editor):
    snapshot = evidence.request(claim, url=f"{site}/page", by=editor)
    Snapshot.objects.filter(pk=snapshot.pk).update(attempts=5)
    evidence.capture(snapshot.pk)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.reason) == (
        "FAILED",
        "Given up after 5 tries that never came to an end.",
    )


def test_a_failed_capture_can_be_asked_for_again_and_a_good_one_cannot(site, claim, editor):
    failed = evidence.request(claim, url=f"{site}/gone", by=editor)
    evidence.capture(failed.pk)
    failed.refresh_from_db()
    evidence.retry(failed, by=editor)
    assert (failed.state, failed.reason, failed.attempts) == ("PENDING", "", 0)
    good = evidence.request(claim, url=f"{site}/page", by=editor)
    evidence.capture(good.pk)
    with pytest.raises(WrongState):
        evidence.retry(good, by=editor)


def test_a_captured_snapshot_is_frozen(site, claim, editor):
    snapshot = evidence.request(claim, url=f"{site}/page", by=editor)
    evidence.capture(snapshot.pk)
    with (
        pytest.raises(ProgrammingError, match="Cannot update rows from reviews_snapshot"),
        transaction.atomic(),
    ):
        Snapshot.objects.filter(pk=snapshot.pk).update(text="Something else.")
    with (
        pytest.raises(ProgrammingError, match="Cannot delete rows from reviews_snapshot"),
        transaction.atomic(),
    ):
        Snapshot.objects.filter(pk=snapshot.pk).delete()


def test_an_address_too_long_for_its_column_is_refused_in_the_spelling_that_would_be_kept(claim, editor):
    with pytest.raises(ValidationError) as refused:
        evidence.request(claim, url="https://yearbook.example/" + "я" * 400, by=editor)
    assert refused.value.message_dict == {"url": ["the address is longer than 2000 characters in ASCII"]}


def test_a_redirect_to_an_address_too_long_for_its_column_is_a_failure_with_its_reason(site, claim, editor):
    snapshot = evidence.request(claim, url=f"{site}/far", by=editor)
    assert evidence.capture(snapshot.pk) is True
    snapshot.refresh_from_db()
    reason = "the address redirects to one of more than 2000 characters"
    assert (snapshot.state, snapshot.reason) == ("FAILED", reason)
