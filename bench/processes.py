"""Starting the web server for a bench, and reading the CPU that processes used, from /proc."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(database_url: str) -> Iterator[tuple[int, int]]:
    """Serve the desk with gunicorn as production does; give (pid, port), and end it afterwards."""
    port = free_port()
    env = {**os.environ, "DATABASE_URL": database_url, "LOG_LEVEL": "WARNING", "PORT": str(port)}
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True)
    command = [sys.executable, "-m", "gunicorn", "-c", "factcheck/gunicorn.py", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "factcheck.wsgi"], cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz/")
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=20):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer within 60 s")


def postmaster(database_url: str) -> int:
    """Return the pid of the PostgreSQL server, which must run on this machine: the parent of its backends."""
    with psycopg.connect(database_url) as server:
        return _parent(Path(f"/proc/{server.info.backend_pid}"))


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process, of its ended children, and of all its living descendants."""
    children: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            _read(folder, children, used)
    total, todo = 0.0, [pid]
    while todo:
        each = todo.pop()
        total += used.get(each, 0.0)
        todo += children.get(each, [])
    return total


def _read(folder: Path, children: dict[int, list[int]], used: dict[int, float]) -> None:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return  # it ended while we looked
    pid, parent = int(folder.name), int(fields[1])
    children.setdefault(parent, []).append(pid)
    used[pid] = sum(int(field) for field in fields[11:15]) / TICKS


def memory_mb(pid: int) -> float:
    """Return the largest resident memory of the process and its children now, in MB."""
    sizes = [0.0]
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (int(folder.name) == pid or _parent(folder) == pid):
            sizes.append(int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return max(sizes)


def _parent(folder: Path) -> int:
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
