"""A drop folder on disk: look at its files, read them, move them aside. No link is followed, none leads out.

Every step goes by descriptors of folders that were opened one below the other, so that nobody who may write
into a drop folder can turn a name into a link between our look and our reading.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

DONE: Final = "done"
REFUSED: Final = "refused"
_UNFINISHED: Final = (".part", ".tmp", ".partial", ".filepart", ".crdownload", ".download", "~")
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

Stamp = list[int]
"""Size in bytes, time of the last change in ns, inode: what two looks compare."""


class FolderRefused(Exception):
    """The folder cannot be used; the message says why and is fit for people."""


@dataclass(frozen=True)
class Look:
    """What lies in a folder: `files` by name with their stamps, `strange` names with what is wrong."""

    files: dict[str, Stamp] = field(default_factory=dict)
    strange: dict[str, str] = field(default_factory=dict)


def look(root: Path, parts: Sequence[str]) -> Look:
    """Return what lies directly in the folder `parts` below `root`, names sorted.

    Hidden files, names of files that are still being written, and folders are left out. Raises FolderRefused.
    """
    found = Look()
    with _opened(root, parts) as folder:
        for entry in sorted(os.scandir(folder), key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False) or _is_unfinished(entry.name):
                continue
            told = entry.stat(follow_symlinks=False)
            if why := _strange(entry.name, told.st_mode):
                found.strange[entry.name] = why
            else:
                found.files[entry.name] = _stamp(told)
    return found


def read(root: Path, parts: Sequence[str], name: str) -> tuple[bytes, Stamp]:
    """Return the bytes of a file, as many as it had when it was opened, and its stamp after the reading.

    Raises FolderRefused for what cannot be read or is no regular file.
    """
    with _opened(root, parts) as folder:
        try:
            handle = os.open(name, _FILE, dir_fd=folder)
        except OSError as error:
            raise FolderRefused(f"{name} cannot be read: {error.strerror}") from error
        with os.fdopen(handle, "rb") as file:
            told = os.fstat(file.fileno())
            if not stat.S_ISREG(told.st_mode):
                raise FolderRefused(f"{name} is not a regular file")
            data = file.read(told.st_size)
            return data, _stamp(os.fstat(file.fileno()))


def move_aside(root: Path, parts: Sequence[str], name: str, stamp: Stamp | None, to: str, note: str) -> bool:
    """Move a file into the folder `to` (`done` or `refused`) with `note` beside it as `….reason.txt`.

    Return False, with nothing done, where the file is gone (moved before) or is no longer the one of `stamp`:
    somebody put a newer one in its place. An earlier file of that name in `to` is kept.
    """
    with _opened(root, parts) as folder:
        try:
            told = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return False
        if stamp is not None and _stamp(told) != stamp:
            return False
        with _made(folder, to) as aside:
            free = _free_name(aside, name)
            if note:
                _write(aside, f"{free}.reason.txt", note)
            os.rename(name, free, src_dir_fd=folder, dst_dir_fd=aside)
    return True


@contextmanager
def _opened(root: Path, parts: Sequence[str]) -> Iterator[int]:
    """Open `parts` one below the other from `root`; yield the descriptor of the last."""
    shown = "/".join(parts)
    try:
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise FolderRefused(f"the root of the drop folders cannot be opened: {error.strerror}") from error
    try:
        for part in parts:
            below = _below(handle, part, shown)
            os.close(handle)
            handle = below
        yield handle
    finally:
        os.close(handle)


def _below(folder: int, part: str, shown: str) -> int:
    if part in {"", ".", ".."} or "/" in part or "\0" in part:
        raise FolderRefused(f"“{part}” is no name of a folder")
    try:
        return os.open(part, _FOLDER, dir_fd=folder)
    except FileNotFoundError as missing:
        raise FolderRefused(f"there is no folder {shown} (“{part}” is missing)") from missing
    except OSError as error:
        # A link gives ELOOP or ENOTDIR, according to what it leads to.
        why = "it is a link" if _is_link(folder, part) else error.strerror
        raise FolderRefused(f"the folder {shown} cannot be opened at “{part}”: {why}") from error


def _is_link(folder: int, name: str) -> bool:
    return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)


@contextmanager
def _made(folder: int, name: str) -> Iterator[int]:
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=folder)
    handle = _below(folder, name, name)
    try:
        yield handle
    finally:
        os.close(handle)


def _free_name(folder: int, name: str) -> str:
    taken = set(os.listdir(folder))
    stem, dot, suffix = name.rpartition(".")
    stem, dot, suffix = (stem, dot, suffix) if stem else (name, "", "")
    names = (f"{stem}-{number}{dot}{suffix}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in names if each not in taken)


def _write(folder: int, name: str, text: str) -> None:
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644, dir_fd=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(_UNFINISHED)


def _strange(name: str, mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "it is a link, and no link is followed"
    if not stat.S_ISREG(mode):
        return "it is not a regular file"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "its name is not text"
    return ""


def _stamp(told: os.stat_result) -> Stamp:
    return [told.st_size, told.st_mtime_ns, told.st_ino]
