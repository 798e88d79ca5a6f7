"""Opening: files at paths of this machine and uploads, each with its bytes or the reason why it has none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.actions.handing_over import IncomingFile, size_objection
from articles.formats.parsed import Refusal
from articles.formats.row_formats import HEAD
from factcheck import storage

PIECE: Final = 1_000_000


def open_files(
    paths: Sequence[str],
    *,
    format: str = "auto",  # noqa: A002  the word that the command line uses
) -> tuple[list[IncomingFile], list[Refusal]]:
    """Return the files at `paths` in order, and a refusal for each one that could not be opened.

    A folder stands for the regular files directly in it, sorted by name.
    """
    opened = [_open(path, format) for given in paths for path in _expand(Path(given))]
    files = [each for each in opened if isinstance(each, IncomingFile)]
    return files, [each for each in opened if isinstance(each, Refusal)]


def open_uploads(
    uploads: Sequence[UploadedFile[Any]],
    *,
    format: str = "auto",  # noqa: A002  as above
) -> tuple[list[IncomingFile], list[Refusal]]:
    """Return the uploaded files in order, and a refusal with its whole size for each that is too large.

    An empty one passes: the import refuses it by name.
    """
    opened = [_upload(file, format) for file in uploads]
    files = [each for each in opened if isinstance(each, IncomingFile)]
    return files, [each for each in opened if isinstance(each, Refusal)]


def _upload(upload: UploadedFile[Any], format: str) -> IncomingFile | Refusal:  # noqa: A002  as above
    name = upload.name or "file"
    if not upload.size:
        return IncomingFile(name, b"", format)
    return _taken(name, format, upload.size, cast(BinaryIO, upload))


def _expand(path: Path) -> list[Path]:
    """Return the files of a folder, and anything else as it is: `_open` says what is wrong with it."""
    if not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
        return [path]
    return sorted(entry for entry in path.iterdir() if entry.is_file()) or [path]


def _taken(name: str, format: str, size: int, file: BinaryIO) -> IncomingFile | Refusal:  # noqa: A002  as above
    """Return a file with its bytes; a long one of rows goes to the store piece by piece."""
    head = file.read(HEAD)
    file.seek(0)
    if reason := size_objection(size, head=head):
        return Refusal(locator=name, reason=reason)
    if size > settings.IMPORT_MAX_BYTES:
        return IncomingFile(
            name, b"", format, sha256=storage.put_stream(iter(lambda: file.read(PIECE), b""))[0]
        )
    return IncomingFile(name, file.read(), format)


def _open(path: Path, format: str) -> IncomingFile | Refusal:  # noqa: A002  as above
    name = os.fsencode(path).decode(errors="replace")
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # raises where the folder cannot be read
            return Refusal(locator=name, reason="the folder holds no files")
        size = path.stat().st_size
        if not path.is_file():  # a pipe or a device may never end
            return Refusal(locator=name, reason="not a regular file")
        with path.open("rb") as file:
            return _taken(name, format, size, file)
    except OSError as error:
        return Refusal(locator=name, reason=error.strerror or str(error))
