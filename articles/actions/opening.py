"""Opening: files at paths of this machine and uploads, each with its bytes or the reason why it has none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from articles.actions.handing_over import IncomingFile, size_objection
from articles.formats.parsed import Refusal


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
    fit = [file for file in uploads if not (file.size and size_objection(file.size))]
    files = [IncomingFile(name=file.name or "file", data=file.read(), format=format) for file in fit]
    return files, [
        Refusal(locator=file.name or "file", reason=size_objection(file.size or 0))
        for file in uploads
        if file not in fit
    ]


def _expand(path: Path) -> list[Path]:
    """Return the files of a folder, and anything else as it is: `_open` says what is wrong with it."""
    if not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
        return [path]
    return sorted(entry for entry in path.iterdir() if entry.is_file()) or [path]


def _open(path: Path, format: str) -> IncomingFile | Refusal:  # noqa: A002  as above
    name = os.fsencode(path).decode(errors="replace")
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # raises where the folder cannot be read
            return Refusal(locator=name, reason="the folder holds no files")
        size = path.stat().st_size
        if not path.is_file():  # a pipe or a device may never end
            return Refusal(locator=name, reason="not a regular file")
        if reason := size_objection(size):
            return Refusal(locator=name, reason=reason)
        return IncomingFile(name, path.read_bytes(), format)
    except OSError as error:
        return Refusal(locator=name, reason=error.strerror or str(error))
