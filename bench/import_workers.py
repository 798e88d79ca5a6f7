"""Celery workers for a bench on a broker database of its own, and how large and how busy they became."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import ROOT, cpu_seconds

QUEUES = "imports,statements,default"


class Workers:
    """So many worker processes of one child each, and the largest memory that any process of them had."""

    def __init__(self, processes: list[subprocess.Popen[bytes]]) -> None:
        self.processes = processes
        self.peaks: dict[int, float] = {}

    def look(self) -> None:
        """Note the largest resident memory of each process up to now, in MB (the kernel's VmHWM)."""
        for process in self.processes:
            for pid in [process.pid, *_children(process.pid)]:
                self.peaks[pid] = max(self.peaks.get(pid, 0.0), _peak_mb(pid))

    def memory_mb(self) -> float:
        """Return the resident memory of the largest process now, in MB."""
        pids = [pid for process in self.processes for pid in _children(process.pid)]
        return max((_status_mb(pid, "VmRSS:") for pid in pids), default=0.0)

    def cpu(self) -> float:
        """Return the CPU seconds that they used."""
        return sum(cpu_seconds(process.pid) for process in self.processes)


@contextmanager
def working(number: int, database_url: str, redis_url: str) -> Iterator[Workers]:
    """Start so many workers as production does, one child each; end them afterwards."""
    env = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url, "LOG_LEVEL": "WARNING"}
    celery = [sys.executable, "-m", "celery", "-A", "factcheck", "worker", "-Q", QUEUES, "-c", "1"]
    terms = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    with tempfile.NamedTemporaryFile(prefix="bench-workers-", suffix=".log", delete=False) as log:
        processes = [
            subprocess.Popen(
                [*celery, *terms, "-n", f"bench{n}@%h"],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for n in range(number)
        ]
    try:
        yield Workers(processes)
    finally:
        for process in processes:  # what they do now is not measured any more
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)
    Path(log.name).unlink()  # kept where the bench failed


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _peak_mb(pid: int) -> float:
    return _status_mb(pid, "VmHWM:")


def _status_mb(pid: int, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended while we looked
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name)), 0.0)
