"""Addresses in their normal form, what a form says of bad ones, allowed hosts, and certificates."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from factcheck.fetching import FetchFailed, FetchRefused, ensure_fetchable, fetch
from tests.factcheck.fetching.site import Site


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("  https://Example.org ", "https://example.org/"),
        ("HTTP://EXAMPLE.ORG:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org.:443/å b"[:-2], "https://example.org/%C3%A5"),
        ("https://bücher.example/?q=ü", "https://xn--bcher-kva.example/?q=%C3%BC"),
        ("https://example.org?x", "https://example.org/?x"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700:0::1111]/", "https://[2606:4700::1111]/"),
        ("https://example.org/a%20b%2F/../c", "https://example.org/a%20b%2F/../c"),
    ],
)
def test_an_address_is_put_in_its_normal_form(given: str, normal: str):
    assert ensure_fetchable(given) == normal
    assert ensure_fetchable(normal) == normal


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "only addresses that start with http:// or https:// can be fetched"),
        ("example.org/page", "only addresses that start with http:// or https:// can be fetched"),
        ("ftp://example.org/", "only addresses that start with http:// or https:// can be fetched"),
        ("javascript:alert(1)", "only addresses that start with http:// or https:// can be fetched"),
        ("http:/example.org", "only addresses that start with http:// or https:// can be fetched"),
        ("http://", "“” is not a host name"),
        ("http://ann:secret@example.org/", "the address must not carry a user name or password"),
        ("http://example.org:8080/", "port 8080 is not one the desk fetches from (80 and 443 are)"),
        ("http://example.org:x/", "“example.org:x” is not a host name with an optional port"),
        ("http://example.org/a b", "the address contains a space, a backslash or a control character"),
        (
            "http://example.org/\r\nHost: x",
            "the address contains a space, a backslash or a control character",
        ),
        ("http://intranet/", "“intranet” is not a name of the public internet"),
        ("http://-bad-.example/", "“-bad-.example” is not a host name"),
        ("http://example.org/" + "a" * 5000, "the address is longer than 4096 characters"),
    ],
)
def test_an_address_that_cannot_be_fetched_is_refused_in_words_for_the_form(url: str, reason: str):
    with pytest.raises(FetchRefused) as refused:
        ensure_fetchable(url)
    assert str(refused.value) == reason


def test_an_allowed_host_is_allowed_on_its_named_port_only(settings):
    settings.FETCH_ALLOWED_HOSTS = ["intranet", "127.0.0.1:8001", "[::1]:8001"]
    assert ensure_fetchable("http://intranet/") == "http://intranet/"
    assert ensure_fetchable("http://127.0.0.1:8001/") == "http://127.0.0.1:8001/"
    assert ensure_fetchable("http://[::1]:8001/") == "http://[::1]:8001/"
    for other in (
        "http://intranet:8001/",
        "http://127.0.0.1/",
        "http://127.0.0.1:8002/",
        "http://0x7f.1:8001/",
    ):
        with pytest.raises(FetchRefused):
            ensure_fetchable(other)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, settings):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    request = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=a.example",
    ]
    subprocess.run([*request, "-keyout", key, "-out", certificate], check=True, capture_output=True)  # noqa: S603
    secure = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    threading.Thread(target=secure.serve_forever, daemon=True).start()
    settings.FETCH_ALLOWED_HOSTS = [f"a.example:{secure.server_port}"]
    try:
        with pytest.raises(FetchFailed, match="certificate verify failed"):
            fetch(f"https://a.example:{secure.server_port}/", resolve=lambda host, port: ["127.0.0.1"])
    finally:
        secure.shutdown()
        secure.server_close()
