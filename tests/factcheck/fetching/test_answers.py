"""What a fetch brings: the page and what its server said of it, redirects followed by hand."""

from __future__ import annotations

import pytest

from factcheck.fetching import FetchFailed, fetch
from tests.factcheck.fetching.site import PAGE, QUICK


def test_a_page_is_fetched_with_what_the_server_said_of_it(at):
    page = fetch(at("page?a=1#part"), limits=QUICK)
    assert (page.status, page.media_type, page.charset, page.body) == (200, "text/html", "utf-8", PAGE)
    assert (page.url, page.final_url) == (at("page?a=1#part"), at("page?a=1"))
    assert page.fetched_at.utcoffset().total_seconds() == 0


def test_a_server_that_declares_nothing_is_not_spoken_for(at):
    page = fetch(at("bare"), limits=QUICK)
    assert (page.media_type, page.charset, page.body) == ("", "", b"plain")


def test_the_request_names_its_host_and_asks_for_no_compression(at, server):
    sent = fetch(at("asked"), limits=QUICK).body.decode()
    assert f"Host: 127.0.0.1:{server.server_port}\n" in sent
    assert "Accept-Encoding: identity\n" in sent
    assert "Cookie" not in sent


def test_a_redirect_is_followed_by_hand(at):
    page = fetch(at("hop"), limits=QUICK)
    assert (page.url, page.final_url, page.body) == (at("hop"), at("page"), PAGE)


def test_headers_may_be_given_but_those_that_bound_the_answer_stay_ours(at, server):
    given = {"If-None-Match": '"v1"', "Accept": "x/y", "Accept-Encoding": "br", "Connection": "keep-alive"}
    sent = fetch(at("asked"), headers={**given, "Host": "other.example"}, limits=QUICK).body.decode()
    for line in ('If-None-Match: "v1"', "Accept: x/y", "Accept-Encoding: identity", "Connection: close"):
        assert f"{line}\n" in sent
    assert sent.count("Host: ") == 1
    assert f"Host: 127.0.0.1:{server.server_port}\n" in sent


def test_what_a_server_says_of_its_document_is_handed_on(at):
    page = fetch(at("valid"), limits=QUICK)
    assert (page.etag, page.last_modified) == ('W/"a"', "Mon, 02 Nov 2026 10:00:00 GMT")
    assert (fetch(at("page"), limits=QUICK).etag, fetch(at("page"), limits=QUICK).last_modified) == ("", "")


def test_permanent_redirects_alone_say_that_a_page_has_moved(at):
    assert fetch(at("forever"), limits=QUICK).moved_to == at("page")
    assert fetch(at("hop"), limits=QUICK).moved_to == ""


def test_a_refusing_server_is_quoted_with_its_status_and_its_wish(at):
    with pytest.raises(FetchFailed) as failed:
        fetch(at("busy"), limits=QUICK)
    assert (failed.value.status, failed.value.retry_after) == (429, "120")
    with pytest.raises(FetchFailed) as failed:
        fetch(at("cut_short"), limits=QUICK)
    assert (failed.value.status, failed.value.retry_after) == (None, "")


def test_proxy_settings_of_the_environment_are_ignored(at, monkeypatch, canary):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    before = canary.hits
    assert fetch(at("page"), limits=QUICK).body == PAGE
    assert canary.hits == before


@pytest.mark.parametrize("name", ["gzip", "deflate", "raw_deflate"])
def test_a_body_compressed_unasked_is_inflated(at, name: str):
    assert fetch(at(name), limits=QUICK).body == PAGE
