"""The whole desk under its supervisor, for real: it opens, mends itself, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import embedded
from factcheck.processes import holder, running_in, wait_until
from factcheck.programs import free_port
from factcheck.supervisor import lock_path

REPOSITORY = Path(embedded.__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


class OpenDesk:
    """A running `manage.py demo` with a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port(18200)
        self.printed = var / "printed"
        self.environ = {
            **{name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}},
            "VAR_DIR": str(var),
            "PORT": str(self.port),
        }
        self.process: subprocess.Popen | None = None

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", *arguments],
            cwd=REPOSITORY, env=self.environ, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def open(self) -> None:
        """Start it, unless it runs, and wait until it says that it is open."""
        if self.process is not None and self.process.poll() is None:
            return
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=REPOSITORY, env=self.environ, stdout=self.printed.open("w"), stderr=subprocess.STDOUT,
        )  # fmt: skip
        opened = wait_until(lambda: "The desk is open" in self.text() or self.process.poll() is not None, 300)
        assert opened, self.text()
        assert self.process.poll() is None, self.text()

    def text(self) -> str:
        return self.printed.read_text()

    def children(self) -> dict[str, int]:
        """The supervisor's children by a word of their command lines."""
        found = {}
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            words = self.command_line(pid)
            for name in ("gunicorn", "general@", "handout@", "beat"):
                if name in words:
                    found[name] = int(pid)
                    break
        return found

    def command_line(self, pid: str) -> str:
        """The words of a process, none when it has just ended."""
        try:
            return Path(f"/proc/{pid}/cmdline").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return ""

    def servers(self) -> list[int]:
        home = self.var / "embedded"
        return running_in(home / "postgres", "postgres") + running_in(home / "valkey", "valkey-server")

    def postmaster(self) -> int | None:
        """The number that PostgreSQL recorded for itself, if it runs."""
        try:
            words = (self.var / "embedded" / "postgres" / "postmaster.pid").read_text().split()
        except FileNotFoundError:
            return None
        return int(words[0]) if words else None

    def processes(self) -> list[int]:
        """Every process that was given this desk's folder in its environment, or serves from it."""
        needle = f"VAR_DIR={self.var}\0".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if needle in (entry / "environ").read_bytes():
                        found.append(int(entry.name))
                except (FileNotFoundError, PermissionError, ProcessLookupError):
                    continue
        return found + self.servers()

    def health(self) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=5) as answer:
            return answer.status

    def answers(self) -> bool:
        try:
            return self.health() == 200
        except OSError:
            return False


@pytest.fixture(scope="module")
def desk_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    embedded.empty(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def demo(desk_folder) -> Iterator[OpenDesk]:
    desk = OpenDesk(desk_folder)
    yield desk
    if desk.process is not None and desk.process.poll() is None:
        desk.process.terminate()
        desk.process.wait(60)


@pytest.fixture
def running_desk(demo) -> OpenDesk:
    """The desk, open: an earlier test may have stopped it."""
    demo.open()
    return demo


def test_it_serves_with_every_part_and_prints_the_sign_ins(running_desk):
    assert running_desk.health() == 200
    assert set(running_desk.children()) == {"gunicorn", "general@", "handout@", "beat"}
    assert f"http://127.0.0.1:{running_desk.port}/" in running_desk.text()
    assert "ines" in running_desk.text()
    assert holder(lock_path(running_desk.var)) == running_desk.process.pid


def test_a_second_one_in_the_same_folder_is_refused(running_desk):
    second = running_desk.command("demo", "--exit-when-ready")
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert running_desk.health() == 200


@pytest.mark.parametrize("name", ["general@", "beat", "gunicorn"])
def test_a_killed_part_is_started_again(running_desk, name):
    assert wait_until(lambda: name in running_desk.children(), 90)
    old = running_desk.children()[name]
    os.kill(old, signal.SIGKILL)
    assert wait_until(lambda: running_desk.children().get(name, old) != old, 90)
    assert "stopped with exit code -9: starting it again in" in running_desk.text()
    assert wait_until(running_desk.answers, 90)


def test_a_killed_database_is_started_again(running_desk):
    old = running_desk.postmaster()
    os.kill(old, signal.SIGKILL)
    assert wait_until(lambda: "The built-in PostgreSQL has stopped" in running_desk.text(), 90)
    assert wait_until(lambda: running_desk.postmaster() not in {None, old}, 90)
    assert wait_until(running_desk.answers, 90)


def test_ctrl_c_stops_everything_and_exits_clean(running_desk):
    assert len(running_desk.processes()) > 5
    running_desk.process.send_signal(signal.SIGINT)
    assert running_desk.process.wait(60) == 0
    assert running_desk.processes() == []


def test_a_killed_supervisor_leaves_only_the_servers_and_the_next_one_adopts_them(running_desk):
    servers = running_desk.servers()
    running_desk.process.kill()
    running_desk.process.wait()
    assert wait_until(lambda: running_desk.processes() == running_desk.servers(), 90)
    assert running_desk.servers()[-1] == servers[-1]
    again = running_desk.command("demo", "--exit-when-ready")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Starting the built-in" not in again.stderr
    assert running_desk.processes() == []


def test_stop_ends_a_running_desk(running_desk):
    assert running_desk.command("demo_stop").stdout == "Stopped.\n"
    assert running_desk.process.wait(5) == 0
    assert running_desk.processes() == []


def test_reset_stops_the_desk_and_deletes_the_data(running_desk, demo):
    assert (demo.var / "embedded" / "postgres").exists()
    assert demo.command("demo_reset").stdout == "Stopped.\nEmptied.\n"
    left = {path.name for path in demo.var.iterdir()} | {
        path.name for path in (demo.var / "embedded").iterdir()
    }
    assert left & {"postgres", "valkey", "blobs", "log", "beat-schedule"} == set()


def test_reset_refuses_a_server_of_ones_own(demo):
    demo.environ["DATABASE_URL"] = "postgresql://127.0.0.1/own"
    refused = demo.command("demo_reset")
    del demo.environ["DATABASE_URL"]
    assert refused.returncode == 1
    assert "DATABASE_URL is set" in refused.stderr


def test_a_port_that_is_no_number_is_named(demo):
    demo.environ["PORT"] = "web"
    refused = demo.command("demo", "--exit-when-ready")
    demo.environ["PORT"] = str(demo.port)
    assert refused.returncode == 1
    assert "PORT is 'web': it must be a number." in refused.stderr
