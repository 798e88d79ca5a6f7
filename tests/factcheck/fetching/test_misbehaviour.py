"""No server can make the client wait, swallow or inflate; one that fails is told from one refused."""

from __future__ import annotations

import socket
import time

import pytest

from factcheck.fetching import FetchFailed, FetchRefused, fetch
from tests.factcheck.fetching.site import PATIENT, QUICK


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("loop", "more than 5 redirects"),
        ("canary", "redirects to one that is refused: 127.0.0.1 is not a public address"),
        ("localhost", "redirects to one that is refused: “localhost” is not a name of the public internet"),
        ("file", "only addresses that start with http:// or https:// can be fetched"),
        ("malformed", "redirects to one that is not an address"),
        ("endless", "more than 200,000 bytes"),
        ("chunks", "more than 200,000 bytes"),
        ("continue", "more than 200,000 bytes"),
        ("bomb", "larger than 400,000 bytes when unpacked"),
        ("deflate_bomb", "larger than 400,000 bytes when unpacked"),
        ("brotli", "encoding “br”, which was not asked for"),
        ("layered", "encoding “gzip, gzip”, which was not asked for"),
    ],
)
def test_a_server_that_asks_too_much_is_refused(at, canary, name: str, reason: str):
    before = canary.hits
    with pytest.raises(FetchRefused, match=reason):
        fetch(at(name), limits=PATIENT)
    assert canary.hits == before


@pytest.mark.parametrize("name", ["drip", "dripping_head", "silence"])
def test_a_server_that_takes_too_long_is_left_in_time(at, name: str):
    begun = time.monotonic()
    with pytest.raises(FetchRefused, match="did not finish within 1 seconds"):
        fetch(at(name), limits=QUICK)
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone", "HTTP status 404"),
        ("broken", "HTTP status 500"),
        ("nowhere", "HTTP status 302 but names no new address"),
        ("cut_short", "could not be read"),
        ("nonsense", "could not be read"),
        ("cut_gzip", "the gzip body ends early"),
        ("false_gzip", "the gzip body is damaged"),
        ("headers", "could not be read"),
    ],
)
def test_a_server_that_fails_is_told_from_one_that_is_refused(at, name: str, reason: str):
    with pytest.raises(FetchFailed, match=reason):
        fetch(at(name), limits=QUICK)


def test_a_closed_port_and_an_unknown_host_fail(settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{port}"]
    with pytest.raises(FetchFailed, match="could not be read"):
        fetch(f"http://127.0.0.1:{port}/", limits=QUICK)
    with pytest.raises(FetchFailed, match="has no address"):
        fetch("http://empty.example/", limits=QUICK, resolve=lambda host, port: [])
