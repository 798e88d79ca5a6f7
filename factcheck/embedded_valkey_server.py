"""The built-in Valkey, the doorbell between web and workers: started, adopted, stopped; nothing on disk."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from factcheck.embedded_addresses import Addresses, EmbeddedServerError
from factcheck.embedded_place import Account
from factcheck.processes import running_in, wait_until

# Every unit of work is a row in PostgreSQL, so losing this server's memory loses nothing.
SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{data}"
logfile "{data}/server.log"
loglevel warning
daemonize yes
pidfile ""
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
"""
START_SECONDS = 20


@dataclass(frozen=True)
class ValkeyServer:
    """One Valkey: its program, its folder, the account it runs as, and its addresses."""

    program: Path
    data: Path
    account: Account
    addresses: Addresses

    def answers(self) -> bool:
        """Say whether the server at our address is the one that works in our folder."""
        try:
            with redis.Redis.from_url(
                self.addresses.valkey_url,
                socket_timeout=3,
                socket_connect_timeout=3,
                retry=Retry(NoBackoff(), 0),  # whoever asks waits and asks again by itself
                decode_responses=True,
            ) as client:
                folder = client.config_get("dir")["dir"]
        except (redis.ConnectionError, redis.TimeoutError, redis.ResponseError):
            return False
        return Path(folder).resolve() == self.data.resolve()

    def processes(self) -> list[int]:
        """Return the process ids that work in our folder: one, or none."""
        return running_in(self.data, "valkey-server")

    def adopt(self) -> bool:
        """Return True when our server answers, after waiting for one that is starting.

        Raises EmbeddedServerError when it runs and does not answer.
        """
        if self.answers():
            return True
        if not self.processes():
            return False
        if not wait_until(lambda: not self.processes() or self.answers(), START_SECONDS):
            raise EmbeddedServerError(
                f"Valkey runs in {self.data} as process {self.processes()}, but does not answer at "
                f"127.0.0.1:{self.addresses.valkey_port}. See {self.data / 'server.log'}, or `make stop`."
            )
        return bool(self.processes())

    def start(self) -> None:
        """Start the server and wait until it answers. Raises EmbeddedServerError with the end of its log."""
        if not self.data.exists():
            self.data.mkdir(mode=0o700)
            self.account.own(self.data)
        # The settings go in as input, so the password stands in no file and in no list of processes.
        settings = SETTINGS.format(
            port=self.addresses.valkey_port, password=self.addresses.valkey_password, data=self.data
        )
        done = self.account.run(self.program, "-", text=settings)
        if done.returncode != 0 or not wait_until(self.answers, START_SECONDS):
            log = self.data / "server.log"
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            raise EmbeddedServerError(f"Valkey did not start: {done.stdout}{done.stderr}{tail}")

    def stop(self) -> None:
        """Stop the server if it runs."""
        for pid in self.processes():
            os.kill(pid, signal.SIGTERM)
        if not wait_until(lambda: not self.processes(), START_SECONDS):
            raise EmbeddedServerError(f"Valkey in {self.data} did not stop: process {self.processes()}")
