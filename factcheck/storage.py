"""Keep bytes under their own SHA-256: written once, whole or not at all, and checked on every read."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


class BlobMissing(LookupError):
    """No bytes are stored under this hash."""


class BlobCorrupt(ValueError):
    """The bytes stored under this hash no longer have it."""


def put(data: bytes) -> str:
    """Store `data` and return its SHA-256 in hex. Storing the same bytes again changes nothing.

    A stored copy that no longer matches its hash is replaced, because the right bytes are at hand.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(sha256)
    if not (path.exists() and path.read_bytes() == data):
        _make_folders(path.parent)
        _write(path, data)
    return sha256


def get(sha256: str) -> bytes:
    """Return the bytes stored under `sha256`; raise BlobMissing or BlobCorrupt, each naming the hash."""
    try:
        data = _path(sha256).read_bytes()
    except FileNotFoundError as missing:
        raise BlobMissing(f"no stored bytes for sha256 {sha256}") from missing
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise BlobCorrupt(f"the bytes stored for sha256 {sha256} now hash to {found}")
    return data


def open_blob(sha256: str) -> BinaryIO:
    """Return a stream of the bytes stored under `sha256`, unchecked: it may be too long to be read twice.

    Raises BlobMissing. The caller closes it.
    """
    try:
        return _path(sha256).open("rb")
    except FileNotFoundError as missing:
        raise BlobMissing(f"no stored bytes for sha256 {sha256}") from missing


def put_stream(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Store what `pieces` hold together, on disk as they come; return (SHA-256 in hex, number of bytes)."""
    root = Path(settings.BLOB_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    root.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    temporary = root / f".incoming.{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        path = _path(digest.hexdigest())
        _make_folders(path.parent)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return digest.hexdigest(), size


def exists(sha256: str) -> bool:
    """Tell whether bytes are stored under `sha256`, without reading them."""
    return _path(sha256).is_file()


def _path(sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in lower-case hex: {sha256[:80]!r}")
    return Path(settings.BLOB_ROOT) / sha256[:2] / sha256[2:4] / sha256


def _make_folders(leaf: Path) -> None:
    root = leaf.parent.parent
    root.parent.mkdir(parents=True, exist_ok=True)
    for folder in (root, leaf.parent, leaf):
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # Without this a power cut can forget the name of a file whose content is safe on disk.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
