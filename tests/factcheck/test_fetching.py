"""The outgoing client reaches public addresses only, and no server can make it wait, swallow or inflate."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from factcheck.fetching import FetchFailed, FetchRefused, Limits, ensure_fetchable, fetch

QUICK = Limits(seconds=1.0, wire_bytes=200_000, inflated_bytes=400_000)
PAGE = "<p>Kajen byggs ut – nu.</p>".encode()

# Made once, so that making them takes nothing of the second that a fetch has.
BOMBS = {"gzip": gzip.compress(bytes(50_000_000)), "deflate": zlib.compress(bytes(50_000_000))}


class Site(BaseHTTPRequestHandler):
    """A web server with one page for each way in which servers misbehave."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        name = self.path.strip("/").partition("?")[0] or "page"
        getattr(self, f"show_{name}", self.missing)()

    def log_message(self, *args: object) -> None:
        """Stay quiet."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, chunks: Iterator[bytes]) -> None:
        try:
            for chunk in chunks:
                self.wfile.write(chunk)
        except OSError:
            self.close_connection = True

    def missing(self) -> None:
        self.answer(b"no such page", 404)

    def show_page(self) -> None:
        self.answer(PAGE, Content_Type="Text/HTML; Charset=UTF-8")

    def show_bare(self) -> None:
        self.answer(b"plain")

    def show_broken(self) -> None:
        self.answer(b"sorry", 500)

    def show_asked(self) -> None:
        self.answer(str(self.headers).encode(), Content_Type="text/plain")

    def show_hop(self) -> None:
        self.answer(b"", 302, Location="/page")

    def show_forever(self) -> None:
        self.answer(b"", 308, Location="/page")

    def show_valid(self) -> None:
        self.answer(PAGE, ETag='W/"a"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")

    def show_busy(self) -> None:
        self.answer(b"", 429, Retry_After="120")

    def show_loop(self) -> None:
        self.answer(b"", 301, Location="/loop")

    def show_nowhere(self) -> None:
        self.answer(b"", 302)

    def show_canary(self) -> None:
        self.answer(b"", 307, Location=f"http://127.0.0.1:{self.server.canary_port}/")  # type: ignore[attr-defined]

    def show_localhost(self) -> None:
        self.answer(b"", 308, Location=f"//localhost:{self.server.canary_port}/")  # type: ignore[attr-defined]

    def show_file(self) -> None:
        self.answer(b"", 302, Location="file:///etc/passwd")

    def show_malformed(self) -> None:
        self.answer(b"", 302, Location="http://[::1")

    def show_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        self.stream(b"x" for _ in drops())

    def show_dripping_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        self.stream(b"x" for _ in drops())

    def show_silence(self) -> None:
        self.stream(b"" for _ in drops())

    def show_endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        self.stream(b"x" * 65_536 for _ in range(100_000))

    def show_chunks(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.stream(b"1\r\nx\r\n" * 1_000 for _ in range(1_000))

    def show_continue(self) -> None:
        self.stream(b"HTTP/1.1 100 Continue\r\n\r\n" for _ in range(1_000_000))

    def show_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.stream(b"X-%d: y\r\n" % number for number in range(1_000_000))

    def show_gzip(self) -> None:
        self.answer(gzip.compress(PAGE[:10]) + gzip.compress(PAGE[10:]), Content_Encoding="gzip")

    def show_deflate(self) -> None:
        self.answer(zlib.compress(PAGE), Content_Encoding="deflate")

    def show_raw_deflate(self) -> None:
        squeeze = zlib.compressobj(wbits=-15)
        self.answer(squeeze.compress(PAGE) + squeeze.flush(), Content_Encoding="deflate")

    def show_bomb(self) -> None:
        self.answer(BOMBS["gzip"], Content_Encoding="gzip")

    def show_deflate_bomb(self) -> None:
        self.answer(BOMBS["deflate"], Content_Encoding="deflate")

    def show_cut_gzip(self) -> None:
        self.answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")

    def show_false_gzip(self) -> None:
        self.answer(PAGE, Content_Encoding="gzip")

    def show_brotli(self) -> None:
        self.answer(PAGE, Content_Encoding="br")

    def show_layered(self) -> None:
        self.answer(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip")

    def show_cut_short(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        self.close_connection = True

    def show_nonsense(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
        self.close_connection = True


def drops() -> Iterator[int]:
    """Ten a second, for as long as the longest test could wait."""
    for number in range(100):
        time.sleep(0.1)
        yield number


class Canary:
    """Listens on a loopback port and counts whoever comes."""

    def __init__(self) -> None:
        self.hits = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self.count, daemon=True).start()

    def count(self) -> None:
        while True:
            try:
                self.listener.accept()[0].close()
            except OSError:
                return
            self.hits += 1


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.listener.close()


@pytest.fixture(scope="module")
def server(canary: Canary) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.canary_port = canary.port  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def at(server: ThreadingHTTPServer, settings) -> Callable[[str], str]:
    """The address of a page of the test server, which the desk's settings allow."""
    here = f"127.0.0.1:{server.server_port}"
    settings.FETCH_ALLOWED_HOSTS = [here]
    return lambda name: f"http://{here}/{name}"


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


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("loop", "more than 5 redirects"),
        ("canary", "redirects to one that is refused: 127.0.0.1 is not a public address"),
        ("localhost", "redirects to one that is refused: “localhost” is not a name of the public internet"),
        ("file", "only addresses that start with http:// or https:// can be fetched"),
        ("malformed", "redirects to one that is not an address"),
        ("drip", "did not finish within 1 seconds"),
        ("dripping_head", "did not finish within 1 seconds"),
        ("silence", "did not finish within 1 seconds"),
        ("endless", "more than 200,000 bytes"),
        ("chunks", "more than 200,000 bytes"),
        ("continue", "more than 200,000 bytes"),
        ("bomb", "larger than 400,000 bytes when unpacked"),
        ("deflate_bomb", "larger than 400,000 bytes when unpacked"),
        ("brotli", "encoding “br”, which was not asked for"),
        ("layered", "encoding “gzip, gzip”, which was not asked for"),
    ],
)
def test_a_server_that_asks_too_much_is_refused_in_time(at, canary, name: str, reason: str):
    before, begun = canary.hits, time.monotonic()
    with pytest.raises(FetchRefused, match=reason):
        fetch(at(name), limits=QUICK)
    assert time.monotonic() - begun < 4
    assert canary.hits == before


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


HOSTILE = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0x7f.1 127.0.0.01
127.00.0.1 0 0.0.0.0 127.127.127.127 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1
100.100.100.200 192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.88.99.1
168.63.129.16 2852039166 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fe80::1%25eth0]
[fc00::1] [fd00:ec2::254] [ff02::1] [2001:db8::1] [100::1] [0:0:0:0:0:0:0:1] [::1%25lo] [fec0::1]
localhost LOCALHOST localhost. localhost.localdomain.local foo.localhost metadata.google.internal
router.home.arpa ｌｏｃａｌｈｏｓｔ １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 loc%61lhost
127.0.0.1%00.example.org a..b user@127.0.0.1 user:secret@127.0.0.1 example.org@127.0.0.1
127.0.0.1\\@example.org example.org\\.evil [127.0.0.1]
""".split()


@pytest.mark.parametrize("host", HOSTILE)
def test_no_spelling_of_a_private_address_reaches_the_canary(canary, settings, host: str):
    settings.FETCH_ALLOWED_HOSTS = []
    before = canary.hits
    for url in (f"http://{host}:{canary.port}/", f"http://{host}/", f"https://{host}:443/x"):
        with pytest.raises(FetchRefused):
            fetch(url, limits=QUICK)
        with pytest.raises(FetchRefused):
            ensure_fetchable(url)
    assert canary.hits == before


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "fd00::1",
    ],
)
def test_a_public_name_with_a_private_address_is_refused(canary, address: str):
    before = canary.hits
    for addresses in ([address], ["93.184.216.34", address]):
        with pytest.raises(FetchRefused, match="is not a public address"):
            fetch("http://www.example.org/", limits=QUICK, resolve=lambda host, port, a=addresses: a)
    assert canary.hits == before


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_address(server, canary, settings):
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return next(answers)

    settings.FETCH_ALLOWED_HOSTS = [f"www.example.org:{server.server_port}"]
    page = fetch(f"http://www.example.org:{server.server_port}/page", limits=QUICK, resolve=rebinding)
    assert page.body == PAGE
    assert asked == [("www.example.org", server.server_port)]
    assert Site.asked[-1] == ("/page", f"www.example.org:{server.server_port}")


def test_a_name_that_turns_private_between_two_hops_is_refused(canary, settings):
    public_first = iter([["127.0.0.1"], ["127.0.0.1"]])
    settings.FETCH_ALLOWED_HOSTS = [f"first.example:{canary.port}"]
    before = canary.hits
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1 is not a public address"):
        fetch("http://second.example/", limits=QUICK, resolve=lambda host, port: next(public_first))
    assert canary.hits == before


def test_a_slow_resolver_counts_against_the_time(at, server, settings):
    settings.FETCH_ALLOWED_HOSTS = [f"slow.example:{server.server_port}"]

    def slow(host: str, port: int) -> list[str]:
        time.sleep(0.3)
        return ["127.0.0.1"]

    with pytest.raises(FetchRefused, match=r"did not finish within 0\.2 seconds"):
        fetch(f"http://slow.example:{server.server_port}/page", limits=Limits(seconds=0.2), resolve=slow)


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
