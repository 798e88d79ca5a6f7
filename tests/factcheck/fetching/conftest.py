"""The misbehaving server, and the canary on loopback that it points to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer

import pytest

from tests.factcheck.fetching.site import Canary, Site


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
