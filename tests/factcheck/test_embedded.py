"""The built-in servers: started once, adopted, brought back after any death, private, and stopped."""

import json
import multiprocessing
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from factcheck import embedded
from factcheck.embedded_addresses import EmbeddedServerError
from factcheck.embedded_place import OUTSIDE
from factcheck.processes import running_in, wait_until

pytestmark = pytest.mark.slow

REPOSITORY = Path(embedded.__file__).resolve().parent.parent
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")


@pytest.fixture(autouse=True)
def no_servers_of_our_own(monkeypatch):
    """As on a fresh machine; and as in a new process, which has told nobody an address."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr(embedded, "_told", set())


@pytest.fixture
def var():
    """An empty folder that every account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    embedded.empty(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def running():
    """A folder whose servers run; a test that breaks them mends them by `ensure`."""
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL", raising=False)
        environment.delenv("REDIS_URL", raising=False)
        embedded.ensure(folder)
        yield folder
        embedded.empty(folder)
    shutil.rmtree(folder)


def postmaster(var: Path) -> int:
    return int((var / "embedded" / "postgres" / "postmaster.pid").read_text().split()[0])


def valkey(var: Path) -> int:
    [pid] = running_in(var / "embedded" / "valkey", "valkey-server")
    return pid


def query(var: Path, statement: str):
    with psycopg.connect(embedded.postgres_url(var), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else None


def ping(var: Path) -> bool:
    with redis.Redis.from_url(embedded.valkey_url(var)) as client:
        return client.ping()


def launcher(var: Path) -> subprocess.Popen:
    """Start `ensure` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from factcheck import embedded; embedded.ensure()"],
        cwd=REPOSITORY,
        env={**os.environ, "VAR_DIR": str(var)},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_addresses_are_told_before_anything_runs_and_stay_the_same(var):
    first = (embedded.postgres_url(var), embedded.valkey_url(var))
    assert (embedded.postgres_url(var), embedded.valkey_url(var)) == first
    assert embedded.not_running(var) == ["PostgreSQL", "Valkey"]
    assert [path.name for path in (var / "embedded").iterdir() if path.is_dir()] == []


def test_both_servers_serve_and_a_second_call_adopts_them(running):
    before = (postmaster(running), valkey(running))
    embedded.ensure(running)
    assert (postmaster(running), valkey(running)) == before
    assert embedded.not_running(running) == []
    assert query(running, "SELECT 1") == [(1,)]
    assert ping(running)


def test_the_applications_role_makes_databases_and_is_no_superuser(running):
    assert query(running, "SELECT rolcreatedb, rolsuper FROM pg_roles WHERE rolname = current_user") == [
        (True, False)
    ]
    assert query(running, "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database "
                          "WHERE datname = 'desk'") == [("b", "C.UTF-8", "UTF8")]  # fmt: skip
    assert query(running, "SHOW fsync") == [("on",)]
    query(running, "CREATE EXTENSION IF NOT EXISTS pg_trgm")


def test_nobody_gets_in_without_the_password(running):
    url = embedded.postgres_url(running).replace("desk:", "desk:x", 1)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=urlsplit(embedded.valkey_url(running)).port, retry=Retry(NoBackoff(), 0)).ping()


def test_folders_and_passwords_are_private_and_the_servers_are_not_root(running):
    home = running / "embedded"
    modes = {
        name: stat.S_IMODE((home / name).stat().st_mode)
        for name in ("addresses.json", "lock", "postgres", "valkey")
    }
    assert modes == {"addresses.json": 0o600, "lock": 0o600, "postgres": 0o700, "valkey": 0o700}
    owner = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in (postmaster(running), valkey(running))}
    assert owners == {owner}
    assert (home / "postgres").stat().st_uid == owner


def test_a_killed_postgres_comes_back_with_what_it_acknowledged(running):
    query(running, "CREATE TABLE IF NOT EXISTS kept (n integer)")
    query(running, "INSERT INTO kept VALUES (7)")
    old = postmaster(running)
    os.kill(old, signal.SIGKILL)
    embedded.ensure(running)
    assert postmaster(running) != old
    assert query(running, "SELECT n FROM kept") == [(7,)]


def test_a_killed_valkey_comes_back(running):
    old = valkey(running)
    os.kill(old, signal.SIGKILL)
    assert wait_until(lambda: embedded.not_running(running) == ["Valkey"], 30)
    embedded.ensure(running)
    assert valkey(running) != old
    assert ping(running)


def test_a_pid_file_whose_number_lives_on_in_another_process_deceives_nobody(running):
    embedded.stop(running)
    owner = (running / "embedded" / "postgres").stat().st_uid
    other = subprocess.Popen(["/bin/sleep", "60"], user=owner if os.geteuid() == 0 else None)
    try:
        pid_file = running / "embedded" / "postgres" / "postmaster.pid"
        pid_file.write_text(f"{other.pid}\n{pid_file.parent}\n1\n1\n\n127.0.0.1\n")
        assert embedded.not_running(running) == ["PostgreSQL", "Valkey"]
        embedded.ensure(running)
        assert postmaster(running) != other.pid
        assert query(running, "SELECT 1") == [(1,)]
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_stop_leaves_no_process_and_keeps_the_data(running):
    query(running, "CREATE TABLE IF NOT EXISTS stays (n integer)")
    embedded.stop(running)
    home = running / "embedded"
    assert running_in(home / "postgres", "postgres") + running_in(home / "valkey", "valkey-server") == []
    embedded.stop(running)
    embedded.ensure(running)
    assert query(running, "SELECT count(*) FROM stays") == [(0,)]


def test_replaced_addresses_are_named_and_nothing_is_killed(running):
    path = running / "embedded" / "addresses.json"
    kept, alive = path.read_text(), postmaster(running)
    path.unlink()
    try:
        with pytest.raises(EmbeddedServerError, match=r"addresses\.json was replaced"):
            embedded.ensure(running)
        assert postmaster(running) == alive
    finally:
        path.write_text(kept)


def test_damaged_addresses_are_named(var):
    embedded.postgres_url(var)
    path = var / "embedded" / "addresses.json"
    path.write_text("{")
    with pytest.raises(EmbeddedServerError, match=f"{path} is damaged"):
        embedded.postgres_url(var)
    path.unlink()


def test_two_launchers_at_once_start_each_server_once(var):
    launchers = [launcher(var) for _ in range(2)]
    printed = "".join(each.communicate(timeout=60)[1] for each in launchers)
    assert [each.returncode for each in launchers] == [0, 0]
    assert printed.count("Starting the built-in PostgreSQL") == 1
    assert printed.count("Starting the built-in Valkey") == 1
    assert query(var, "SELECT 1") == [(1,)]


def test_a_launcher_killed_while_it_makes_the_database_is_followed_by_one_that_finishes(var):
    first = launcher(var)
    assert wait_until(lambda: any((var / "embedded").glob("new-*/PG_VERSION")), 30)
    first.kill()
    first.communicate()
    embedded.ensure(var)
    assert query(var, "SELECT current_database()") == [("desk",)]


def test_a_launcher_killed_while_the_server_starts_is_followed_by_one_that_adopts(var):
    first = launcher(var)
    assert wait_until(lambda: (var / "embedded" / "postgres" / "postmaster.pid").exists(), 30)
    first.kill()
    first.communicate()
    embedded.ensure(var)
    assert query(var, "SELECT current_database()") == [("desk",)]
    assert ping(var)


def test_a_taken_port_is_left_to_its_program(var):
    embedded.postgres_url(var)
    kept = json.loads((var / "embedded" / "addresses.json").read_text())
    embedded._told.clear()
    with socket.create_server(("127.0.0.1", kept["postgres_port"])):
        embedded.ensure(var)
        assert (
            json.loads((var / "embedded" / "addresses.json").read_text())["postgres_port"]
            != kept["postgres_port"]
        )
        assert query(var, "SELECT 1") == [(1,)]


def test_a_process_that_was_told_the_old_port_is_asked_to_run_again(var):
    port = urlsplit(embedded.postgres_url(var)).port
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(EmbeddedServerError, match="run the command again"),
    ):
        embedded.ensure(var)


@needs_root
def test_in_a_folder_that_the_servers_account_cannot_enter_the_data_goes_elsewhere(var, capsys):
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    embedded.ensure(closed)
    token = json.loads((closed / "embedded" / "addresses.json").read_text())["token"]
    place = OUTSIDE / token
    assert str(place) in capsys.readouterr().err
    assert query(closed, "SHOW server_encoding") == [("UTF8",)]
    assert [stat.S_IMODE((place / name).stat().st_mode) for name in ("postgres", "valkey")] == [0o700, 0o700]
    assert not (closed / "embedded" / "postgres").exists()
    embedded.empty(closed)
    assert not place.exists()


@needs_root
def test_an_ordinary_user_has_the_data_in_the_checkout_and_root_may_stop_it(running, var):
    nobody = pwd.getpwnam("nobody")
    os.chown(var, nobody.pw_uid, nobody.pw_gid)
    embedded.ensure(running)  # so that all is imported: the interpreter may lie where `nobody` cannot read

    def as_nobody() -> None:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        embedded.ensure(var)
        embedded.ensure(var)

    child = multiprocessing.get_context("fork").Process(target=as_nobody)
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert (var / "embedded" / "addresses.json").stat().st_uid == nobody.pw_uid
    assert query(var, "SELECT 1") == [(1,)]
    embedded.stop(var)
    assert running_in(var / "embedded" / "postgres", "postgres") == []
