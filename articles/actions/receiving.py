"""Receiving: a file that comes piece by piece goes to the store as it comes, and never past its limit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from django.conf import settings

from articles.actions.handing_over import IncomingFile
from articles.formats.row_detect import rows_format
from articles.formats.row_formats import HEAD
from factcheck import storage

_ROWS: Final = ("jsonl", "csv")


class TooLarge(ValueError):
    """More came than is read of such a file; the message names the limit and its setting."""


def receive(
    pieces: Iterator[bytes],
    *,
    name: str,
    format: str = "auto",  # noqa: A002  the word that the API uses
    length: int | None = None,
) -> IncomingFile:
    """Return the file that `pieces` hold together, kept under its hash; at most a piece is held at a time.

    `length` is the number of bytes that is to come, where that is known. Raises TooLarge as soon as it shows:
    rows (JSONL, CSV) may have `IMPORT_MAX_STREAM_BYTES`, any other file `IMPORT_MAX_BYTES`. What came until
    then is thrown away, as it is for whatever `pieces` raises.
    """
    head = b""
    while len(head) < HEAD and (piece := next(pieces, b"")):
        head += piece
    limit = _limit(head, format)
    if length is not None and length > limit[0]:
        raise _too_large(*limit)
    sha256, size = storage.put_stream(_within(chain([head], pieces), *limit))
    return IncomingFile(name, b"", format, sha256=sha256 if size else "")


def _limit(head: bytes, format: str) -> tuple[int, str]:  # noqa: A002  as above
    """Return (the most bytes, the setting that says so) for a file that begins like this."""
    if format in _ROWS or rows_format(head[:HEAD]):
        return settings.IMPORT_MAX_STREAM_BYTES, "IMPORT_MAX_STREAM_BYTES"
    return settings.IMPORT_MAX_BYTES, "IMPORT_MAX_BYTES"


def _within(pieces: Iterator[bytes], limit: int, setting: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise _too_large(limit, setting)
        yield piece


def _too_large(limit: int, setting: str) -> TooLarge:
    return TooLarge(f"The most that is read of such a file is {limit:,} bytes ({setting}).")
