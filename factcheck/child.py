"""One program under the supervisor: its process group, its log, and the lines of it worth showing."""

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.processes import parent_death_signal

# A level in a JSON line, in gunicorn's or in Python's own form, or an exception that nothing caught.
LOUD = re.compile(
    r'"level": ?"(warning|error|critical)"|\[(WARNING|ERROR|CRITICAL)\]'
    r"|^(Traceback|[\w.]*(Error|Exception)\b)"
)
LONGEST_LINE = 300
LOG_BYTES = 10_000_000
LONGEST_WAIT = 30.0  # seconds between two tries to start a child that keeps dying
SETTLED = 60.0  # seconds of life after which earlier deaths are forgotten


@dataclass
class Child:
    """A program with its name and, while it runs, its process; `once` programs are not started again."""

    name: str
    argv: list[str]
    folder: Path
    log: Path
    environ: dict[str, str]
    once: bool = False
    deaths: int = 0
    start_again_at: float | None = 0.0
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    last_lines: list[str] = field(default_factory=list)
    _rest: bytes = b""

    def start(self) -> None:
        """Start the program in a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.process = subprocess.Popen(  # noqa: S603 - our own command lines, no shell
            self.argv,
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=parent_death_signal(),
        )
        os.set_blocking(self.output, False)
        self.started_at = time.monotonic()
        self.start_again_at = None

    @property
    def output(self) -> int:
        """The file number that its output arrives at."""
        assert self.process is not None and self.process.stdout is not None  # noqa: S101, PT018
        return self.process.stdout.fileno()

    def is_running(self) -> bool:
        """Say whether its process lives."""
        return self.process is not None and self.process.poll() is None

    def lines(self) -> list[str]:
        """Return the lines written since the last call, after adding them to its log file."""
        try:
            chunk = os.read(self.output, 1 << 16)
        except BlockingIOError:
            return []
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        with self.log.open("ab") as log:
            log.writelines(line + b"\n" for line in lines)
        found = [line.decode(errors="replace") for line in lines]
        self.last_lines = [*self.last_lines, *found][-20:]
        return found

    def bury(self) -> int:
        """Clean up after its death and settle when to start it again; return its exit code."""
        assert self.process is not None  # noqa: S101
        code = self.process.wait()
        self.kill()
        self.lines()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None
        self.deaths = 1 if time.monotonic() - self.started_at > SETTLED else self.deaths + 1
        if not self.once:
            self.start_again_at = time.monotonic() + self.wait_before_start()
        return code

    def wait_before_start(self) -> float:
        """Return the seconds to wait after this many deaths in a row: 1, 2, 4 … 30."""
        return min(2.0 ** (self.deaths - 1), LONGEST_WAIT)

    def ask_to_stop(self) -> None:
        """Ask its main process to end in its own good order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        """Kill what is left of its process group."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


def worth_showing(line: str) -> str | None:
    """Return a log line, cut short, when a person at the terminal should see it: warnings and worse."""
    if LOUD.search(line) is None:
        return None
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …"
