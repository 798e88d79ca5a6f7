"""The one process behind `make demo`: servers, data, then web, workers and beat, kept alive until stopped."""

import io
import selectors
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models import QuerySet

from factcheck import embedded, programs
from factcheck.child import Child, worth_showing
from factcheck.processes import only_one

STOP_SECONDS = 10
READY_SECONDS = 120
SERVERS_SECONDS = 2.0  # between two looks at the built-in servers
STARTS_BEFORE_READY = 4


class SupervisorError(RuntimeError):
    """The desk could not be brought up; the message says which part and shows the end of its log."""


@dataclass
class Supervisor:
    """Runs the desk of one checkout until it is told to stop."""

    base: Path
    var: Path
    port: int
    loud: bool = False
    children: list[Child] = field(default_factory=list)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    began_at: float = field(default_factory=time.monotonic)
    servers_seen_at: float = 0.0

    def run(self, *, exit_when_ready: bool = False) -> None:
        """Bring the desk up, say so, and tend it until SIGINT or SIGTERM; leave no process behind.

        Raises SupervisorError when it cannot be brought up or already runs, and EmbeddedServerError.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        try:
            with only_one(lock_path(self.var)):
                self._run(exit_when_ready=exit_when_ready)
        except BlockingIOError as error:
            raise SupervisorError("The desk of this folder already runs: `make stop` stops it.") from error

    def _run(self, *, exit_when_ready: bool) -> None:
        try:
            embedded.ensure(self.var)
            sign_ins = self._prepare()
            self._open()
            self._announce(sign_ins)
            while not exit_when_ready:
                self._tend()
        except KeyboardInterrupt:
            self._say("Stopping.")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self._stop_all()
            embedded.stop(self.var)

    def _prepare(self) -> str:
        """Bring tables, static files and people up to date; return the sign-ins to show."""
        self._say("Preparing the database and the pages.")
        call_command("migrate", interactive=False, verbosity=0)
        if not static_is_current():
            call_command("collectstatic", interactive=False, verbosity=0)
        printed = io.StringIO()
        call_command("load_desk", stdout=printed)
        return printed.getvalue()

    def _open(self) -> None:
        """Start the web server; once it answers, the rest, and bring the sample articles in if need be."""
        place = programs.Place(base=self.base, var=self.var, port=self.port)
        # By name, because this package lies below `articles` and may not import it.
        is_new = not QuerySet(apps.get_model("articles", "ImportRun")).exists()
        _close_connections()
        web, *background = programs.desk_programs(place)
        self.children = [web]
        self._tend_until(self._answers)
        self.children += background
        if is_new:
            self._say(f"Importing the sample articles in {programs.SAMPLES}.")
            self.children.append(programs.first_import(place))
        self._tend_until(lambda: not any(child.once for child in self.children))

    def _tend_until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + READY_SECONDS
        self._start_due()
        while not condition():
            self._tend()
            for child in self.children:
                if child.deaths >= STARTS_BEFORE_READY:
                    raise SupervisorError(f"{child.name} does not start. {_end_of_log(child)}")
            if time.monotonic() > deadline:
                raise SupervisorError(f"Not ready after {READY_SECONDS} seconds: see {self.var / 'log'}.")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=3) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _announce(self, sign_ins: str) -> None:
        took = time.monotonic() - self.began_at
        lines = "".join(f"    {line}\n" for line in sign_ins.splitlines())
        self._say(
            f"\n  The desk is open after {took:.1f} seconds: http://127.0.0.1:{self.port}/\n\n"
            f"  Sign in as one of these (name, password, role at desk):\n{lines}\n"
            f"  Logs in {self.var / 'log'}. Ctrl-C stops everything; the data stays.\n"
        )

    def _tend(self) -> None:
        """Do one round: pass on what children print, bury and restart the dead, look at the servers."""
        for key, _ in self.selector.select(timeout=0.2):
            self._pass_on(key.data)
        for child in self.children:
            if child.process is not None and not child.is_running():
                self._bury(child)
        self.children = [child for child in self.children if not (child.once and child.deaths)]
        self._start_due()
        if time.monotonic() - self.servers_seen_at > SERVERS_SECONDS:
            self._see_to_servers()

    def _see_to_servers(self) -> None:
        for name in embedded.not_running(self.var):
            self._say(f"The built-in {name} has stopped: starting it again.")
            embedded.ensure(self.var)
        self.servers_seen_at = time.monotonic()

    def _start_due(self) -> None:
        for child in self.children:
            if child.start_again_at is not None and child.start_again_at <= time.monotonic():
                child.start()
                self.selector.register(child.output, selectors.EVENT_READ, child)

    def _bury(self, child: Child) -> None:
        self.selector.unregister(child.output)
        code = child.bury()
        if child.once and code == 0:
            self._say("The sample articles are imported.")
        elif child.once:
            raise SupervisorError(f"{child.name} failed with exit code {code}. {_end_of_log(child)}")
        else:
            wait = child.wait_before_start()
            self._say(f"{child.name} stopped with exit code {code}: starting it again in {wait:.0f} s.")

    def _pass_on(self, child: Child) -> None:
        for line in child.lines():
            shown = line if self.loud else worth_showing(line)
            if shown is not None:
                self._say(f"{child.name:8}| {shown}")

    def _stop_all(self) -> None:
        """Ask every child to stop, wait, and kill what is left of its process group."""
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.is_running() for child in self.children) and time.monotonic() < deadline:
            for key, _ in self.selector.select(timeout=0.1):
                key.data.lines()
        for child in self.children:
            child.kill()
            if child.process is not None:
                child.process.wait()

    def _say(self, message: str) -> None:
        sys.stdout.write(message + "\n")
        sys.stdout.flush()


def lock_path(var: Path) -> Path:
    """Return the file whose holder is the running supervisor."""
    return var / "demo.lock"


def static_is_current() -> bool:
    """Say whether the collected static files are newer than every file they come from."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    collected_at = manifest.stat().st_mtime
    found = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    return all(path.stat().st_mtime < collected_at for path in found)


def _close_connections() -> None:
    """Close the pool with its threads, so that nothing else runs in this process when it forks."""
    connections.close_all()
    database = connections["default"]
    if isinstance(database, DatabaseWrapper):
        database.close_pool()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end_of_log(child: Child) -> str:
    return f"The end of {child.log}:\n" + "\n".join(child.last_lines)
