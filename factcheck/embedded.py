"""The zero-install default: a PostgreSQL and a Valkey of this checkout's own, started or adopted when needed.

Where DATABASE_URL or REDIS_URL is set, that server is used and nothing is embedded for it. Servers that a
command started go on running for the next command to adopt; `make stop` stops them.
"""

import os
import shutil
import sys
from pathlib import Path

from factcheck import embedded_addresses as kept
from factcheck.embedded_addresses import Addresses, EmbeddedServerError
from factcheck.embedded_place import OUTSIDE, account_for, data_place, make_outside, programs_for, say
from factcheck.embedded_postgres_server import PostgresServer
from factcheck.embedded_valkey_server import ValkeyServer

# Commands that read or write no row: they start nothing. `demo` and its kin see to the servers themselves.
WITHOUT_SERVERS = frozenset(
    {"check", "collectstatic", "demo", "demo_reset", "demo_stop", "diffsettings", "findstatic", "help"}
    | {"parse", "spectacular", "startapp", "statements", "states", "version"}
)
_told: set[str] = set()


def postgres_url(var: Path) -> str:
    """Return where the built-in PostgreSQL of this folder listens, or will; starts nothing.

    The first call chooses a free port and a password and keeps them under `var`. Raises
    EmbeddedServerError when they cannot be kept or read.
    """
    return _tell(kept.read_or_make(_folder(var)).postgres_url)


def valkey_url(var: Path) -> str:
    """Return where the built-in Valkey of this folder listens, or will; as `postgres_url`."""
    return _tell(kept.read_or_make(_folder(var)).valkey_url)


def var_folder() -> Path:
    """Return the folder for everything this checkout writes: VAR_DIR, else `var` beside manage.py."""
    return Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parent.parent / "var")


def ensure(var: Path | None = None) -> None:
    """Start the built-in servers that are wanted, or adopt those of this folder that already run.

    Safe to call at any time and from several processes at once. Raises EmbeddedServerError saying
    what stands in the way.
    """
    if not _wanted():
        return
    if not sys.platform.startswith("linux"):
        raise EmbeddedServerError("The built-in servers need Linux: set DATABASE_URL and REDIS_URL.")
    folder = _folder(var or var_folder())
    kept.read_or_make(folder)
    with kept.locked(folder):
        addresses = kept.read_or_make(folder)
        _make_place(folder, addresses)
        if "DATABASE_URL" in _wanted():
            addresses = _ensure_postgres(folder, addresses)
        if "REDIS_URL" in _wanted():
            _ensure_valkey(folder, addresses)


def ensure_for(argv: list[str]) -> None:
    """Do `ensure` before a `manage.py` command that needs servers; leave with a message when it fails."""
    command = argv[1] if len(argv) > 1 else "help"
    if command in WITHOUT_SERVERS or command.startswith("-") or {"-h", "--help"} & set(argv):
        return
    try:
        ensure()
    except EmbeddedServerError as error:
        sys.exit(f"{argv[0]}: {error}")


def not_running(var: Path | None = None) -> list[str]:
    """Return the names of the wanted built-in servers that do not run now; looks only at processes."""
    folder = _folder(var or var_folder())
    addresses = kept.read_or_make(folder)
    down = []
    if "DATABASE_URL" in _wanted() and _postgres(folder, addresses).postmaster() is None:
        down.append("PostgreSQL")
    if "REDIS_URL" in _wanted() and not _valkey(folder, addresses).processes():
        down.append("Valkey")
    return down


def stop(var: Path | None = None) -> None:
    """Stop the built-in servers of this folder, whoever started them; nothing happens when none run."""
    folder = _folder(var or var_folder())
    if not (folder / kept.FILE).exists():
        return
    with kept.locked(folder):
        _stop(folder, kept.read_or_make(folder))


def empty(var: Path | None = None) -> None:
    """Stop the built-in servers and delete their data. Ports and passwords stay."""
    folder = _folder(var or var_folder())
    if not (folder / kept.FILE).exists():
        return
    with kept.locked(folder):
        addresses = kept.read_or_make(folder)
        _stop(folder, addresses)
        for data in (
            folder / "postgres",
            folder / "valkey",
            *folder.glob("new-*"),
            OUTSIDE / addresses.token,
        ):
            if data.is_dir():
                shutil.rmtree(data)


def _make_place(folder: Path, addresses: Addresses) -> None:
    place = data_place(folder, addresses.token)
    if not place.exists():
        say(f"The account nobody cannot enter {folder}: the data of the built-in servers goes to {place}")
        make_outside(place)


def _ensure_postgres(folder: Path, addresses: Addresses) -> Addresses:
    server = _postgres(folder, addresses)
    if server.adopt():
        return addresses
    if not kept.is_free(addresses.postgres_port):
        addresses = kept.with_free_port(addresses, "postgres_port")
        _keep_new(folder, addresses, addresses.postgres_url)
        server = _postgres(folder, addresses)
    say(f"Starting the built-in PostgreSQL on 127.0.0.1:{addresses.postgres_port}, data in {server.data}")
    server.start()
    return addresses


def _ensure_valkey(folder: Path, addresses: Addresses) -> None:
    server = _valkey(folder, addresses)
    if server.adopt():
        return
    if not kept.is_free(addresses.valkey_port):
        addresses = kept.with_free_port(addresses, "valkey_port")
        _keep_new(folder, addresses, addresses.valkey_url)
        server = _valkey(folder, addresses)
    say(f"Starting the built-in Valkey on 127.0.0.1:{addresses.valkey_port}")
    server.start()


def _keep_new(folder: Path, addresses: Addresses, url: str) -> None:
    kept.write(folder, addresses)
    say("Another program has taken the port of a built-in server: it moves to a new one.")
    if _told and url not in _told:
        # Settings already hold the old address in this process; a new process reads the new one.
        raise EmbeddedServerError("The address of a built-in server has changed: run the command again.")


def _stop(folder: Path, addresses: Addresses) -> None:
    place = data_place(folder, addresses.token)
    if (place / "valkey").exists():
        _valkey(folder, addresses).stop()
    if (place / "postgres").exists():
        _postgres(folder, addresses).stop()


def _postgres(folder: Path, addresses: Addresses) -> PostgresServer:
    data = data_place(folder, addresses.token) / "postgres"
    account = account_for(data)
    return PostgresServer(programs_for(account).postgres, data, account, addresses)


def _valkey(folder: Path, addresses: Addresses) -> ValkeyServer:
    place = data_place(folder, addresses.token)
    account = account_for(place / "postgres")
    return ValkeyServer(programs_for(account).valkey, place / "valkey", account, addresses)


def _wanted() -> list[str]:
    return [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]


def _folder(var: Path) -> Path:
    return var.resolve() / "embedded"


def _tell(url: str) -> str:
    _told.add(url)
    return url
