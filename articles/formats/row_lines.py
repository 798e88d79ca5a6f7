"""Take a file of rows apart into its lines without holding more than one, whatever its size or encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from articles.formats.limits import Limits

_CHUNK = 65_536
_MARKS = ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class RawLine(NamedTuple):
    """A line by its number (from 1) without its end; not `whole`: it went on past the limit."""

    number: int
    data: bytes
    whole: bool


class TooLong(ValueError):
    """The stream holds more bytes than may be read of one; the message says where reading stopped."""


def read_lines(stream: BinaryIO, limits: Limits) -> Iterator[RawLine]:
    """Yield the lines of `stream` in UTF-8 or the 8-bit encoding they are in; UTF-16 becomes UTF-8.

    Of a line longer than `limits.row` only the beginning is kept. Raises TooLong past `limits.stream` bytes.
    """
    source = _plain(stream)
    taken = number = 0
    while data := source.readline(limits.row + 1):
        number += 1
        taken += len(data)
        whole = len(data) <= limits.row or data.endswith(b"\n")
        ended = data.endswith(b"\n")
        while not ended and (rest := source.readline(_CHUNK)):
            taken += len(rest)
            ended = rest.endswith(b"\n")
            if taken > limits.stream:
                break
        if taken > limits.stream:
            raise TooLong(
                f"line {number}: the file is larger than {limits.stream:,} bytes; the rest is not read"
            )
        yield RawLine(number, data.rstrip(b"\r\n"), whole)


def _plain(stream: BinaryIO) -> BinaryIO:
    """Return the stream without its byte order mark, with \\n between lines, UTF-16 as UTF-8."""
    head = stream.read(_CHUNK)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return rejoined(head[len(mark) :], stream, encoding=encoding)
    return rejoined(head, stream, old_ends=b"\r" in head.rstrip(b"\r") and b"\n" not in head)


def rejoined(head: bytes, stream: BinaryIO, *, encoding: str = "", old_ends: bool = False) -> BinaryIO:
    """Return a stream of `head` and what `stream` still has; in `encoding` it comes out as UTF-8."""
    return io.BufferedReader(_Rejoined(head, stream, encoding, old_ends=old_ends), _CHUNK)


class _Rejoined(io.RawIOBase):
    """A stream put together again from the piece that was looked at and the rest."""

    def __init__(self, head: bytes, stream: BinaryIO, encoding: str, *, old_ends: bool) -> None:
        self.head, self.stream, self.old_ends = head, stream, old_ends
        self.decoder = codecs.getincrementaldecoder(encoding)(_UNFIT) if encoding else None
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` from the head, then the stream; 0 at the end."""
        while not self.ready:
            piece = self.head or self.stream.read(_CHUNK)
            self.head = b""
            self.ready = self._translated(piece)
            if not piece:
                break
        fit, self.ready = self.ready[: len(buffer)], self.ready[len(buffer) :]
        buffer[: len(fit)] = fit
        return len(fit)

    def _translated(self, piece: bytes) -> bytes:
        if self.decoder is not None:
            return self.decoder.decode(piece, final=not piece).encode("utf-8", "surrogatepass")
        return piece.replace(b"\r", b"\n") if self.old_ends else piece


def _unfit(wrong: UnicodeError) -> tuple[str, int]:
    """Stand a lone surrogate for what is no UTF-16: its line is then refused alone as no UTF-8."""
    return "\udc80", wrong.end if isinstance(wrong, UnicodeDecodeError) else 0


_UNFIT = "articles.unfit"
codecs.register_error(_UNFIT, _unfit)
