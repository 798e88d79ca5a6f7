"""The built-in PostgreSQL: made, started, adopted after a crash of whatever started it, and stopped."""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from factcheck.embedded_addresses import Addresses, EmbeddedServerError
from factcheck.embedded_place import Account, say
from factcheck.processes import running_in, wait_until

# For a machine of two cores that also runs the desk. What is acknowledged is on disk: fsync stays on.
SETTINGS = """\
# Written by factcheck/embedded_postgres_server.py at every start: changes made here do not last.
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
datestyle = 'iso, mdy'
default_text_search_config = 'pg_catalog.simple'
"""
ACCESS = "# Written with postgresql.conf.\nhost all all 127.0.0.1/32 scram-sha-256\n"
START_SECONDS = 60
LEFTOVER_SECONDS = 10


@dataclass(frozen=True)
class PostgresServer:
    """One PostgreSQL: its programs, its data folder, the account it runs as, and its addresses."""

    programs: Path
    data: Path
    account: Account
    addresses: Addresses

    def answers(self) -> bool:
        """Say whether the server at our address serves our data folder.

        Raises EmbeddedServerError when it refuses the recorded password.
        """
        try:
            with psycopg.connect(self.addresses.superuser_url, connect_timeout=2) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error) and self.postmaster():
                raise EmbeddedServerError(
                    f"The database in {self.data} was made with another password than the recorded one. "
                    "Put addresses.json back, or empty the data with `make demo-reset`."
                ) from error
            return False
        return row is not None and Path(row[0]).resolve() == self.data.resolve()

    def postmaster(self) -> int | None:
        """Return the process id of the running server, or None; a stale pid file does not deceive it."""
        pid = next(iter(self._pid_file()), "")
        return int(pid) if pid.isdigit() and int(pid) in running_in(self.data, "postgres") else None

    def adopt(self) -> bool:
        """Return True when our server is up and complete, after waiting for one that is starting.

        Whoever started it may have been killed before it made the application's role and database.
        Raises EmbeddedServerError when it runs and does not answer: it is not ours to kill.
        """
        if not self._is_up():
            return False
        self._make_role_and_database()
        return True

    def _is_up(self) -> bool:
        if self.answers():
            return True
        if self.postmaster() is not None and self._pid_file()[3:4] != [str(self.addresses.postgres_port)]:
            raise EmbeddedServerError(
                f"PostgreSQL runs in {self.data}, process {self.postmaster()}, but not at the recorded port: "
                "addresses.json was replaced. Put it back, or empty the data with `make demo-reset`."
            )
        wait_until(lambda: not running_in(self.data, "postgres") or self.answers(), LEFTOVER_SECONDS)
        if self.postmaster() is None:
            return False
        if not wait_until(self.answers, START_SECONDS):
            raise EmbeddedServerError(
                f"PostgreSQL runs in {self.data} as process {self.postmaster()}, but does not answer at "
                f"127.0.0.1:{self.addresses.postgres_port}. See {self.data / 'server.log'}, or `make stop`."
            )
        return True

    def start(self) -> None:
        """Start the server and wait until it answers; make its data first when there is none.

        After a crash PostgreSQL recovers by itself. Raises EmbeddedServerError with the end of its log.
        """
        if not self.data.exists():
            self._make_data()
        self._clear_leftovers()
        self.account.write(self.data / "postgresql.conf", SETTINGS.format(port=self.addresses.postgres_port))
        self.account.write(self.data / "pg_hba.conf", ACCESS)
        log = self.data / "server.log"
        done = self._pg_ctl("start", "-w", "-t", str(START_SECONDS), "-l", str(log))
        if done.returncode != 0 or not wait_until(self.answers, START_SECONDS):
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else done.stderr
            raise EmbeddedServerError(f"PostgreSQL did not start. The end of {log}:\n{tail}")
        self._make_role_and_database()

    def stop(self) -> None:
        """Stop the server if it runs: connections are ended, acknowledged work is kept."""
        if self.postmaster() is None:
            return
        done = self._pg_ctl("stop", "-m", "fast", "-w", "-t", str(START_SECONDS))
        if done.returncode != 0 and self.postmaster() is not None:
            raise EmbeddedServerError(f"PostgreSQL in {self.data} did not stop: {done.stdout}{done.stderr}")
        wait_until(lambda: not running_in(self.data, "postgres"), LEFTOVER_SECONDS)

    def _pg_ctl(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.account.run(self.programs / "pg_ctl", "-D", self.data, *arguments)

    def _pid_file(self) -> list[str]:
        """Return the lines that a running server keeps: process id, data folder, start time, port, …"""
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text().splitlines()]
        except FileNotFoundError:
            return []

    def _make_data(self) -> None:
        """Run initdb beside the final place, so that a killed one never passes for a database."""
        draft = Path(tempfile.mkdtemp(prefix="new-", dir=self.data.parent))
        password = Path(tempfile.mkstemp(prefix="new-", dir=self.data.parent)[1])
        password.write_text(self.addresses.superuser_password + "\n")
        self.account.own(draft)
        self.account.own(password)
        say(f"Making the built-in database in {self.data}")
        try:
            self._initdb(draft, password)
            draft.rename(self.data)
        finally:
            password.unlink()
            shutil.rmtree(draft, ignore_errors=True)

    def _initdb(self, draft: Path, password: Path) -> None:
        done = self.account.run(
            self.programs / "initdb", "-D", draft, "-U", "postgres", "-E", "UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-A", "scram-sha-256",
            f"--pwfile={password}",
        )  # fmt: skip
        if done.returncode != 0:
            raise EmbeddedServerError(f"initdb failed in {draft}: {done.stdout[-800:]}{done.stderr[-800:]}")

    def _clear_leftovers(self) -> None:
        """Get rid of what a killed server leaves: its children, and a pid file whose number is used again.

        PostgreSQL itself refuses a data folder whose old children still use the shared memory, so those
        go first. It also refuses when the recorded number belongs to any process of the same account.
        """
        if not wait_until(lambda: not running_in(self.data, "postgres"), LEFTOVER_SECONDS):
            for pid in running_in(self.data, "postgres"):
                os.kill(pid, signal.SIGKILL)
            wait_until(lambda: not running_in(self.data, "postgres"), LEFTOVER_SECONDS)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _make_role_and_database(self) -> None:
        """Make the application's role and database where they are missing."""
        with psycopg.connect(self.addresses.superuser_url, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'desk'").fetchone():
                role = sql.SQL("CREATE ROLE desk LOGIN CREATEDB PASSWORD {}")
                connection.execute(role.format(self.addresses.postgres_password))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'desk'").fetchone():
                connection.execute("CREATE DATABASE desk OWNER desk")
