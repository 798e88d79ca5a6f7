"""A program under the supervisor: its lines, its log, its death and what is left of its group."""

import os
import signal
import sys
from pathlib import Path

import pytest

from factcheck import child as children
from factcheck.child import Child, worth_showing
from factcheck.processes import wait_until


@pytest.fixture
def make_child(tmp_path):
    made = []

    def make(script: str, **fields) -> Child:
        child = Child(
            name="trial",
            argv=[sys.executable, "-c", script],
            folder=tmp_path,
            log=tmp_path / "log" / "trial.log",
            environ=dict(os.environ),
            **fields,
        )
        made.append(child)
        return child

    yield make
    for child in made:
        child.kill()
        if child.process is not None:
            child.process.wait()


def is_alive(pid: int) -> bool:
    """A zombie is dead."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def collect(child: Child, count: int) -> list[str]:
    found: list[str] = []
    assert wait_until(lambda: bool(found.extend(child.lines()) or len(found) >= count), 30)
    return found


def test_its_lines_arrive_whole_and_stand_in_its_log(make_child):
    child = make_child("import sys, time; sys.stdout.write('one\\ntw'); sys.stdout.flush(); print('o')")
    child.start()
    assert collect(child, 2) == ["one", "two"]
    assert child.log.read_text() == "one\ntwo\n"


def test_its_last_words_are_kept(make_child):
    child = make_child("print('\\n'.join(str(n) for n in range(30))); raise SystemExit(3)")
    child.start()
    assert wait_until(lambda: not child.is_running(), 30)
    assert child.bury() == 3
    assert child.last_lines == [str(n) for n in range(10, 30)]


def test_a_full_log_gives_way_to_a_new_one(make_child, monkeypatch):
    monkeypatch.setattr(children, "LOG_BYTES", 3)
    child = make_child("print('new')")
    child.log.parent.mkdir()
    child.log.write_text("long ago\n")
    child.start()
    collect(child, 1)
    assert child.log.with_suffix(".log.1").read_text() == "long ago\n"
    assert child.log.read_text() == "new\n"


def test_what_it_started_dies_with_it(make_child):
    child = make_child(
        "import subprocess\n"
        "print(subprocess.Popen(['/bin/sleep', '60']).pid, flush=True)\n"
        "raise SystemExit(1)"
    )
    child.start()
    [line] = collect(child, 1)
    assert wait_until(lambda: not child.is_running(), 30)
    assert is_alive(int(line))
    assert child.bury() == 1
    assert wait_until(lambda: not is_alive(int(line)), 30)


def test_each_death_in_a_row_makes_the_next_start_later(make_child):
    child = make_child("raise SystemExit(1)")
    waits = []
    for _ in range(7):
        child.start()
        assert wait_until(lambda: not child.is_running(), 30)
        child.bury()
        waits.append(child.wait_before_start())
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_a_long_life_forgives_earlier_deaths(make_child, monkeypatch):
    monkeypatch.setattr(children, "SETTLED", 0.0)
    child = make_child("pass", deaths=5)
    child.start()
    assert wait_until(lambda: not child.is_running(), 30)
    child.bury()
    assert child.wait_before_start() == 1


def test_a_program_for_once_is_not_due_again(make_child):
    child = make_child("pass", once=True)
    child.start()
    assert wait_until(lambda: not child.is_running(), 30)
    assert child.bury() == 0
    assert child.start_again_at is None


def test_a_killed_parent_takes_it_along(make_child, tmp_path):
    script = (
        "import os, time; from pathlib import Path; from factcheck.child import Child\n"
        f"log = Path({str(tmp_path)!r}) / 'x.log'\n"
        "c = Child('x', ['/bin/sleep', '60'], Path('/'), log, dict(os.environ))\n"
        "c.start(); print(c.process.pid, flush=True); time.sleep(60)"
    )
    parent = make_child(script)
    parent.folder = Path(children.__file__).resolve().parent.parent
    parent.start()
    [line] = collect(parent, 1)
    assert is_alive(int(line))
    os.kill(parent.process.pid, signal.SIGKILL)
    assert wait_until(lambda: not is_alive(int(line)), 30)


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "x", "level": "warning"}',
        '{"level":"error", "event": "x"}',
        "[2026-11-20 10:00:00 +0000] [12] [CRITICAL] WORKER TIMEOUT",
        "Traceback (most recent call last):",
        "django.db.utils.OperationalError: no",
    ],
)
def test_warnings_and_worse_are_shown(line):
    assert worth_showing(line) == line


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "error page served", "level": "info"}',
        "[2026-11-20 10:00:00 +0000] [12] [INFO] Booting",
        "    . logfile -> [stderr]@%WARNING",
        "",
    ],
)
def test_the_rest_is_quiet(line):
    assert worth_showing(line) is None


def test_a_very_long_line_is_cut():
    line = "ValueError: " + "x" * 500
    assert worth_showing(line) == f"{line[:300]} …"
