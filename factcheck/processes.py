"""Processes of this machine: which ones work in a folder, and how a child is made to end with its parent."""

import ctypes
import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def running_in(folder: Path, program: str) -> list[int]:
    """Return the ids of live processes of `program` whose working folder is `folder`.

    PostgreSQL and Valkey both change into their data folder, so this tells our servers from every
    other one, also when a process id was used again. Zombies and foreign processes do not count.
    """
    wanted = folder.resolve()
    entries = (entry for entry in PROC.iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in entries if _is(entry, wanted, program)]


def _is(entry: Path, folder: Path, program: str) -> bool:
    try:
        # A replaced file shows as "postgres (deleted)": still the same running program.
        name = (entry / "exe").readlink().name.removesuffix(" (deleted)")
        return name == program and (entry / "cwd").readlink() == folder
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Return True as soon as `condition()` holds, or False after `seconds`; asks twenty times a second."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def parent_death_signal() -> Callable[[], None] | None:
    """Return a function for `preexec_fn` that makes the kernel end the child when its parent dies.

    Source: prctl(2), PR_SET_PDEATHSIG. The library is loaded here, in the parent, because little is
    safe between fork and exec. None where the kernel has no such call.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_for_signal() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    return ask_for_signal


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Be the one process that holds `path`, its number in the file; a second one gets BlockingIOError.

    The kernel drops the hold with the process, so a killed one leaves nothing to clear.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        yield
    finally:
        os.close(file)


def holder(path: Path) -> int | None:
    """Return the number of the process that holds `path` by `only_one`, or None."""
    if not path.exists():
        return None
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(path.read_text() or 0) or None
    return None
