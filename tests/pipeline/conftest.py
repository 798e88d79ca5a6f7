"""A broker and Celery workers of the tests' own, killed like the ones they stand for, and beat's ticking."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from celery import current_app
from django.conf import settings as project
from django.db import connection

from articles import jobs as article_jobs
from factcheck import bell
from factcheck.embedded_place import Account, programs_for
from factcheck.processes import parent_death_signal
from reviews import jobs as review_jobs

QUEUES = "imports,statements,evidence,default,handout"
BEAT_SECONDS = 1.0


class Worker:
    """One real worker process on this test's database and broker. Killing it kills its pool at once too."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment, self.log = environment, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; what it says goes to its log."""
        celery = [sys.executable, "-m", "celery", "-A", "factcheck", "worker"]
        terms = ["-n", "handout@%h", "-Q", QUEUES, "-c", "1", "--without-gossip", "--without-mingle"]
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(  # noqa: S603  # our own Python and words
                [*celery, *terms],
                cwd=project.BASE_DIR,
                env=self.environment,
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=parent_death_signal(),  # a killed test run leaves no worker behind
            )

    def kill(self) -> None:
        """End it as the kernel would when memory runs out: without a word, wherever it is."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        self.process = None

    def stop(self) -> None:
        """End it in order, if it runs."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


@pytest.fixture
def valkey(tmp_path) -> Iterator[redis.Redis]:
    """A Valkey server of this test's own; the application rings there."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    terms = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(  # noqa: S603  # our own server and words
        [programs_for(Account()).valkey, *terms],
        stdout=subprocess.DEVNULL,
        preexec_fn=parent_death_signal(),
    )
    client = redis.Redis(port=port)
    before = current_app.conf.broker_url
    current_app.conf.broker_url = f"redis://127.0.0.1:{port}/0"
    wait_until(lambda: answers(client), "Valkey answers", seconds=20)
    yield client
    current_app.conf.broker_url = before
    client.close()
    process.terminate()
    process.wait(20)


@pytest.fixture
def worker(valkey, settings, transactional_db, tmp_path) -> Iterator[Worker]:
    """A worker for every queue, not yet started."""
    settings.CATCH_UP_GRACE_SECONDS = 0.5
    url = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    made = Worker(
        {
            **os.environ,
            "DATABASE_URL": urlunsplit(url),
            "REDIS_URL": current_app.conf.broker_url,
            "BLOB_ROOT": str(settings.BLOB_ROOT),
            "LOG_LEVEL": "WARNING",
        },
        tmp_path / "worker.log",
    )
    yield made
    made.stop()


@pytest.fixture
def drive(worker) -> Callable[..., None]:
    """Return a driver: it ticks as beat does until `holds()`, or fails with the worker's log."""

    def until(holds: Callable[[], bool], what: str, *, seconds: float = 90) -> None:
        last = 0.0

        def ticking() -> bool:
            nonlocal last
            if time.monotonic() - last >= BEAT_SECONDS:
                tick()
                last = time.monotonic()
            return holds()

        wait_until(ticking, what, seconds=seconds, log=worker.log)

    return until


def tick() -> None:
    """Do and ring what beat does each quarter of a minute."""
    article_jobs.catch_up()
    review_jobs.catch_up()
    bell.ring(review_jobs.serve_desks)


def answers(client: redis.Redis) -> bool:
    """Return whether the server answers."""
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def wait_until(holds: Callable[[], bool], what: str, *, seconds: float, log: Path | None = None) -> None:
    """Return once `holds()` is true; fail after `seconds`, naming `what` was waited for."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            said = log.read_text()[-4000:] if log is not None and log.exists() else ""
            pytest.fail(f"After {seconds:.0f} s it is still not true that {what}.\n{said}")
        time.sleep(0.05)
