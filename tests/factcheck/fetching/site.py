"""A web server with a page for each way in which servers misbehave, and a canary that nobody may reach."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

from factcheck.fetching import Limits

QUICK = Limits(seconds=1.0, wire_bytes=200_000, inflated_bytes=400_000)
# the same sizes, and time enough to come to them on a busy machine
PATIENT = Limits(seconds=15.0, wire_bytes=200_000, inflated_bytes=400_000)
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
