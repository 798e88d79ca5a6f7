"""The programs of the running desk: web, two workers, beat, and the first import of the sample articles."""

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from factcheck.child import Child

SAMPLES = Path("seeds") / "articles"
SAMPLES_DESK = "economy"
GENERAL_QUEUES = ("imports", "statements", "evidence", "default")
# Each desk's own queue, `desk.<slug>`, joins this one while the worker runs.
HANDOUT_QUEUES = ("handout",)


@dataclass(frozen=True)
class Place:
    """The checkout, its folder for everything written, and the port of its web server."""

    base: Path
    var: Path
    port: int


def desk_programs(place: Place) -> list[Child]:
    """Return the children that run for as long as the desk does, not yet started."""
    celery = [sys.executable, "-m", "celery", "-A", "factcheck"]
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.gunicorn", "factcheck.wsgi"]
    commands = {
        "web": gunicorn,
        "general": [*celery, "worker", *_worker("general", GENERAL_QUEUES)],
        "handout": [*celery, "worker", *_worker("handout", HANDOUT_QUEUES)],
        "beat": [*celery, "beat", "--pidfile=", "-s", str(place.var / "beat-schedule")],
    }
    return [_child(name, argv, place) for name, argv in commands.items()]


def first_import(place: Place) -> Child:
    """Return the child that brings the sample articles in through the workers, once."""
    argv = [sys.executable, "manage.py", "import_articles", str(SAMPLES), "--desk", SAMPLES_DESK, "--wait"]
    return _child("import", argv, place, once=True)


def free_port(wished: int) -> int:
    """Return the wished port of 127.0.0.1, or the next of the fifty above it that nobody listens on.

    Raises OSError when all are taken.
    """
    for port in range(wished, wished + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"No free port between {wished} and {wished + 49} on 127.0.0.1: set PORT.")


def _worker(name: str, queues: tuple[str, ...]) -> list[str]:
    # Gossip and mingle are talk between workers that nothing here uses, and they slow the start.
    return ["-n", f"{name}@%h", "-Q", ",".join(queues), "-c", "1", "--without-gossip", "--without-mingle"]


def _child(name: str, argv: list[str], place: Place, *, once: bool = False) -> Child:
    environ = {
        **os.environ,
        "PORT": str(place.port),
        "SITE_URL": os.environ.get("SITE_URL") or f"http://127.0.0.1:{place.port}",
        "PYTHONUNBUFFERED": "1",
    }
    return Child(
        name=name,
        argv=argv,
        folder=place.base,
        log=place.var / "log" / f"{name}.log",
        environ=environ,
        once=once,
    )
