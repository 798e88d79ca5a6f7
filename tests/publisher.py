"""A publisher's web server on this machine: serves feeds, counts who asks, and misbehaves when told to."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from xml.sax.saxutils import escape


def rss(*items: tuple[str, str], guid: str = "item", language: str = "en") -> bytes:
    """Return an RSS feed of (title, text) items; their guids begin with `guid`."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><guid isPermaLink='false'>{guid}-{number}</guid>"
        f"<description>{escape(text)}</description></item>"
        for number, (title, text) in enumerate(items)
    )
    head = f"<title>Harbour News</title><language>{language}</language>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{entries}</channel></rss>".encode()


ONE = ("Quay opens", "The new quay at Tessel opened on Monday. It is 90 metres long.")
TWO = ("Ferry sold", "The ferry Linden was sold for 4.2 million crowns on Tuesday.")


@dataclass
class Answer:
    """What a path answers: a status, headers and a body; `etag` makes it answer 304 to who has it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""


Page = Answer | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the publisher's pages and keeps a list of what was asked."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        page = self.server.pages.get(self.path, Answer(b"no such page", 404))
        if isinstance(page, Answer):
            self.give(page)
        else:
            page(self)

    def give(self, answer: Answer) -> None:
        """Send an answer, or 304 where the one who asks has it."""
        has_it = answer.etag and self.headers.get("If-None-Match") == answer.etag
        has_it = has_it or (answer.modified and self.headers.get("If-Modified-Since") == answer.modified)
        status, body = (304, b"") if has_it else (answer.status, answer.body)
        self.send_response(status)
        validators = {"ETag": answer.etag, "Last-Modified": answer.modified}
        for name, value in {**answer.headers, **validators}.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


class Publisher(ThreadingHTTPServer):
    """The server. Set `pages[path]` to an Answer, or to what handles the request itself."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def host(self) -> str:
        """Return host and port, as FETCH_ALLOWED_HOSTS names them."""
        return f"127.0.0.1:{self.server_port}"

    def at(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"http://{self.host}{path}"

    def close(self) -> None:
        """Stop serving."""
        self.shutdown()
        self.server_close()


def drip(handler: Handler) -> None:
    """Send a byte, and another, and another, for as long as anybody waits."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    try:
        for _ in range(400):
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def inflate(encoding: str) -> Callable[[Handler], None]:
    """Return a page that never stops inflating: `gzip`, `deflate`, or `br` (whose bytes nobody reads)."""

    def page(handler: Handler) -> None:
        handler.wfile.write(
            f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nConnection: close\r\n\r\n".encode()
        )
        squeeze = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
        try:
            for _ in range(100_000):
                handler.wfile.write(squeeze.compress(b"\0" * 1_000_000) + squeeze.flush(zlib.Z_SYNC_FLUSH))
        except OSError:
            handler.close_connection = True

    return page


def endless(handler: Handler) -> None:
    """Send spaces without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    try:
        for _ in range(100_000):
            handler.wfile.write(b" " * 65_536)
    except OSError:
        handler.close_connection = True
