"""Where the built-in servers of one checkout listen, and their passwords: one private file."""

import fcntl
import json
import os
import random
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

# Below the range from which the kernel takes ports for outgoing connections, so a port that was free
# once is rarely taken later.
PORTS = range(15000, 32000)
FILE = "addresses.json"


class EmbeddedServerError(RuntimeError):
    """A built-in server cannot be found, started or stopped; the message says what to do."""


@dataclass(frozen=True)
class Addresses:
    """Ports on 127.0.0.1, passwords, and a token that names this checkout's data outside the checkout."""

    token: str
    postgres_port: int
    postgres_password: str
    superuser_password: str
    valkey_port: int
    valkey_password: str

    @property
    def postgres_url(self) -> str:
        """The address for the application's own role, which may make databases but is no superuser."""
        return f"postgresql://desk:{self.postgres_password}@127.0.0.1:{self.postgres_port}/desk"

    @property
    def superuser_url(self) -> str:
        """The address for the launcher alone."""
        return f"postgresql://postgres:{self.superuser_password}@127.0.0.1:{self.postgres_port}/postgres"

    @property
    def valkey_url(self) -> str:
        """The address of the doorbell, database 0."""
        return f"redis://:{self.valkey_password}@127.0.0.1:{self.valkey_port}/0"


def read_or_make(folder: Path) -> Addresses:
    """Return the addresses kept in `folder`; at first use choose free ports and passwords and keep them.

    Starts nothing. Raises EmbeddedServerError when the file cannot be read, written or understood.
    """
    path = folder / FILE
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)  # the servers' account passes through, and sees nothing
            with locked(folder):
                if not path.exists():
                    write(folder, _fresh())
        return Addresses(**json.loads(path.read_text()))
    except PermissionError as error:
        raise EmbeddedServerError(
            f"{path}: {error.strerror}. These built-in servers belong to another user: "
            "sign in as that user, or set DATABASE_URL and REDIS_URL."
        ) from error
    except (ValueError, TypeError) as error:
        raise EmbeddedServerError(f"{path} is damaged ({error}). Put it back from a backup.") from error


def write(folder: Path, addresses: Addresses) -> None:
    """Keep `addresses` in `folder` in one step, readable by the owner alone."""
    draft = folder / f".{FILE}.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(addresses), indent=2) + "\n")
    draft.replace(folder / FILE)


def with_free_port(addresses: Addresses, field: Literal["postgres_port", "valkey_port"]) -> Addresses:
    """Return the same addresses with another free port in `field`."""
    taken = {addresses.postgres_port, addresses.valkey_port}
    port = _free_port(taken)
    return (
        replace(addresses, postgres_port=port)
        if field == "postgres_port"
        else replace(addresses, valkey_port=port)
    )


def is_free(port: int) -> bool:
    """Say whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still winding down counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold this checkout's lock: of two processes at once, one starts a server and the other finds it.

    The kernel drops the lock with the process, so a killed launcher leaves none behind.
    """
    # Private, because on a file that others may open they may take the lock as well.
    lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _fresh() -> Addresses:
    postgres_port = _free_port(set())
    return Addresses(
        token=secrets.token_hex(8),
        postgres_port=postgres_port,
        postgres_password=secrets.token_urlsafe(24),
        superuser_password=secrets.token_urlsafe(24),
        valkey_port=_free_port({postgres_port}),
        valkey_password=secrets.token_urlsafe(24),
    )


def _free_port(taken: set[int]) -> int:
    for port in random.sample(PORTS, 200):
        if port not in taken and is_free(port):
            return port
    raise EmbeddedServerError(f"No free port between {PORTS.start} and {PORTS.stop - 1} on 127.0.0.1.")
