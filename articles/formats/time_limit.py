"""A limit on the computing time of one piece of work: it ends the work, and the process goes on."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

Result = TypeVar("Result")

# A library may catch whatever is raised in it: then it is raised again after so many seconds more.
_AGAIN = 0.1


class OutOfTime(ValueError):
    """The work took longer than it may."""

    def __init__(self, seconds: float) -> None:
        """`seconds` is the limit that was passed."""
        super().__init__(f"it takes more than {seconds:g} seconds to read")


class _Stop(BaseException):
    """Raised in the middle of the work; no `except Exception` on the way may keep it."""


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what `work()` returns. Raises OutOfTime once it has computed for longer than `seconds`.

    Only the processor's time counts, so a busy machine refuses nothing. Work within work has a limit of its
    own and does not count for the outer one. The main thread is interrupted; any other, which no signal
    reaches, is refused when it has come to its end.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return _measured(seconds, work)
    watch = _Watch(seconds)
    try:
        try:
            watch.start()
            found = work()
        finally:
            watch.stop()
    except _Stop as stopped:
        watch.stop()  # the signal may have come in the middle of the first call
        raise OutOfTime(seconds) from stopped
    if watch.rung:  # something on the way kept the signal to itself, and what it returned is not whole
        raise OutOfTime(seconds)
    return found


class _Watch:
    """Counts the process's computing time; it stands while another one runs inside it."""

    current: _Watch | None = None

    def __init__(self, seconds: float) -> None:
        self.seconds = self.left = seconds
        self.since = 0.0
        self.rung = False
        self.outer: _Watch | None = None

    def start(self) -> None:
        """Begin to count, and let the outer watch stand."""
        self.outer, self.since = _Watch.current, time.process_time()
        if self.outer is None:
            signal.signal(signal.SIGPROF, _ring)
        else:
            self.outer.left -= self.since - self.outer.since
        _Watch.current = self
        signal.setitimer(signal.ITIMER_PROF, self.seconds, _AGAIN)

    def stop(self) -> None:
        """Count no more, and let the outer watch go on; a second call does nothing."""
        if _Watch.current is not self:
            return
        signal.setitimer(signal.ITIMER_PROF, 0)
        _Watch.current = self.outer
        if self.outer is not None:
            self.outer.since = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, max(self.outer.left, 0.001), _AGAIN)


def _ring(number: int, frame: FrameType | None) -> None:
    """End the work of the watch that runs. The timer counts by ticks and may be early, and rings again."""
    watch = _Watch.current
    if watch is not None and time.process_time() - watch.since >= watch.left:
        watch.rung = True
        raise _Stop


_inside = threading.local()


def _measured(seconds: float, work: Callable[[], Result]) -> Result:
    before, begun = getattr(_inside, "seconds", 0.0), time.thread_time()
    _inside.seconds = 0.0
    try:
        found = work()
        own = time.thread_time() - begun - _inside.seconds
    finally:
        _inside.seconds = before + time.thread_time() - begun
    if own > seconds:
        raise OutOfTime(seconds)
    return found
