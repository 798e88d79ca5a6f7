"""A real browser, the desk served to it, a real worker behind it, and the evidence pages of the samples."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = ROOT / "seeds" / "evidence"
PASSWORD = "paper-and-ink-for-tests"

# The browser's event loop runs beside the tests; Django must not take it for theirs.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that drives a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the system's Chromium; without its sandbox only where we are root."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail(f"The browser tests need one of {', '.join(names)}.")
    return {"executable_path": found, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


class Quiet(SimpleHTTPRequestHandler):
    """Serve the evidence pages and say nothing."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def evidence_site() -> Iterator[str]:
    """Serve the samples' evidence pages on this machine; give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(EVIDENCE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def allowed_site(settings, evidence_site) -> str:
    """Let the fetcher go to the evidence site, here and in the worker."""
    settings.FETCH_ALLOWED_HOSTS = [urlsplit(evidence_site).netloc]
    return evidence_site


@pytest.fixture
def worker(settings, transactional_db, allowed_site) -> Iterator[subprocess.Popen[bytes]]:
    """Run one real Celery worker on this test's database, Valkey and blobs until the test ends."""
    from django.db import connection

    from factcheck.celery import app

    with app.connection_for_write() as line:
        line.default_channel.client.flushdb()
    env = {
        **os.environ,
        "DATABASE_URL": _database_url(settings.DATABASE_URL, connection.settings_dict["NAME"]),
        "REDIS_URL": app.conf.broker_url,
        "BLOB_ROOT": str(settings.BLOB_ROOT),
        "FETCH_ALLOWED_HOSTS": ",".join(settings.FETCH_ALLOWED_HOSTS),
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "celery", "-A", "factcheck", "worker", "-c", "1", "-n", "general@%h"]
    queues = "imports,statements,evidence,default"
    process = subprocess.Popen(  # noqa: S603  # our own words
        [*command, "-Q", queues], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=2
    )
    try:
        until(lambda: bool(app.control.ping(timeout=1)), "the worker answers", seconds=60)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _database_url(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def until(holds: Callable[[], bool], what: str, *, seconds: float = 30) -> None:
    """Return once `holds()` is true; fail, naming `what` was waited for, after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.05)
    pytest.fail(f"After {seconds} s it is still not true that {what}.")


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Return a maker of signed-in pages, each in a context of its own: `visit(user, theme="dark")`."""
    contexts: list[BrowserContext] = []

    def make(user=None, *, theme: str = "light", width: int = 1440, height: int = 900, **options) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            color_scheme=theme,
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        if user is not None:
            page.goto("/login/")
            page.keyboard.type(user.username)
            page.keyboard.press("Tab")
            page.keyboard.type(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "/login/" not in url)
        return page

    yield make
    for context in contexts:
        context.close()
