"""How far a run is, on the terminal of whoever waits for it: a bar, or lines where nobody watches one."""

from __future__ import annotations

import time
from typing import Any, Final

from django.core.management.base import OutputWrapper
from tqdm import tqdm

from articles.actions import importing
from articles.actions.importing import Progress
from articles.models import ImportRun

_BAR_SECONDS: Final = 0.2
LINE_SECONDS: Final = 5.0


class RunProgress:
    """Shows the run on `err` while `tick` is called: a bar with counts on a terminal, else a line at times.

    The bar has a total once all files are read: before that nobody knows how many entries there are. Where
    nobody watches, a run shorter than LINE_SECONDS leaves no line.
    """

    def __init__(self, run: ImportRun, err: OutputWrapper) -> None:
        self._run, self._err = run, err
        self._bar: tqdm[Any] | None = None
        if err.isatty():
            self._bar = tqdm(file=_Screen(err), unit=" entries", desc=f"Import {run.pk}")
        self._seconds = LINE_SECONDS if self._bar is None else _BAR_SECONDS
        self._next = time.monotonic() + (LINE_SECONDS if self._bar is None else 0)

    def tick(self) -> None:
        """Show how far the run is, unless that was done a moment ago."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self._seconds
            self._show(importing.progress(self._run))

    def end(self) -> None:
        """Show how far it came, and leave the terminal."""
        if self._bar is not None:
            self._show(importing.progress(self._run))
            self._bar.close()

    def _show(self, now: Progress) -> None:
        if self._bar is None:
            self._err.write(_line(self._run, now))
            return
        self._bar.total = None if now.unread_files else now.seen
        self._bar.n = now.done
        self._bar.set_postfix(created=now.created, refused=now.refused, files_to_read=now.unread_files)


class _Screen:
    """A command's error stream as tqdm writes to it: no line is ended but by tqdm itself."""

    def __init__(self, err: OutputWrapper) -> None:
        self._err = err

    def write(self, text: str) -> None:
        """Write `text` as it is."""
        self._err.write(text, ending="")

    def flush(self) -> None:
        """Have it seen now."""
        self._err.flush()


def _line(run: ImportRun, now: Progress) -> str:
    left = f", {now.unread_files} files to read" if now.unread_files else ""
    counts = f"{now.created} created, {now.revised} revised, {now.unchanged} unchanged, {now.refused} refused"
    return f"Import {run.pk}: {now.done} of {now.seen} entries done ({counts}){left}"
