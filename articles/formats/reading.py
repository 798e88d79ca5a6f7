"""Read a file of any format from a stream: rows one at a time in flat memory, anything else as a whole."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from articles.formats.csv_rows import read_csv
from articles.formats.jsonl import read_jsonl
from articles.formats.limits import DEFAULT, Limits
from articles.formats.parsed import Parsed, Refusal
from articles.formats.registry import FORMATS, detect, parse, parse_archive
from articles.formats.row_article import RowReader
from articles.formats.row_detect import rows_format
from articles.formats.row_formats import HEAD
from articles.formats.row_lines import read_lines, rejoined

_ROWS = {"jsonl": read_jsonl, "csv": read_csv}


def read(
    stream: BinaryIO,
    *,
    locator: str,
    format: str = "auto",  # noqa: A002  the word that the command line and the API use
    limits: Limits = DEFAULT,
    columns: Mapping[str, str] | None = None,
    start: int = 0,
) -> Iterator[Parsed]:
    """Return the articles in a stream of bytes and a Refusal for each part that is none, in their order.

    JSONL and CSV may be `limits.stream` bytes and are held a row at a time, any other format `limits.file`;
    the files of an archive are unpacked one at a time.
    The first `start` results are passed over, those of rows without reading them: `start` results of an
    earlier reading and these are all, none twice. `columns` maps our fields to their columns where the usual
    names do not fit. `format` is one of FORMATS. Raises ValueError for any other and, as UnknownColumn, for a
    column mapped to a field that no article has.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    rows = RowReader(limits, columns or {})
    found, stream = (format, stream) if format in _ROWS else _look(stream, limits)
    if found in _ROWS and format in {"auto", found}:
        return _ROWS[found](read_lines(stream, limits), locator=locator, rows=rows, start=start)
    data = _take(stream, limits.file + 1)
    if len(data) > limits.file:
        reason = f"the file is larger than {limits.file:,} bytes"
        return islice([Refusal(locator=locator, reason=reason)], start, None)
    if format in {"auto", "zip"} and detect(data) == "zip":
        return islice(parse_archive(data, locator=locator, limits=limits), start, None)
    return islice(parse(data, locator=locator, format=format, limits=limits), start, None)


def _look(stream: BinaryIO, limits: Limits) -> tuple[str, BinaryIO]:
    """Return ("jsonl", "csv" or "" for neither, the stream as if nothing had been read of it)."""
    head = _take(stream, HEAD)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"\n" not in head.strip():
        head += _take(stream, limits.row)  # the first row may be long
    return rows_format(head), rejoined(head, stream)


def _take(stream: BinaryIO, size: int) -> bytes:
    """Return `size` bytes, fewer only at the end: a socket or a pipe may give less at a time."""
    found = io.BytesIO()
    while (missing := size - found.tell()) and (piece := stream.read(missing)):
        found.write(piece)
    return found.getvalue()
