"""Feed a CSV reader line by line, in the one encoding that the file shows, never more than a row ahead."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articles.formats.limits import Limits
from articles.formats.row_lines import RawLine

# What a line costs in memory beside its bytes, so that a row of a million empty lines counts too.
_LINE_COST = 50
_LETTERS_OF_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")


class Endless(ValueError):
    """A row goes on past the limit of bytes: as a rule a quote that never closes."""


class Line(NamedTuple):
    """A line as text; `wrong` says why its bytes could not be read as they should."""

    number: int
    text: str
    wrong: str


class CsvLines(Iterator[str]):
    """The lines of a CSV file for `csv.reader`; `taken` are those of the row being read."""

    def __init__(self, lines: Iterable[RawLine], limits: Limits) -> None:
        self.lines = iter(lines)
        self.limits = limits
        self.taken: list[Line] = []
        self.waiting: deque[Line] = deque()
        self.size = 0
        self.encoding = ""

    def __next__(self) -> str:
        """Return the next line with its end; raise Endless where the row has grown past the limit."""
        line = self.waiting.popleft() if self.waiting else self._decoded(next(self.lines))
        self.taken.append(line)
        self.size += len(line.text) + _LINE_COST
        if self.size > self.limits.row:
            raise Endless(f"the row is longer than {self.limits.row:,} bytes: does a quote never close?")
        return line.text + "\n"

    def begin(self) -> None:
        """Forget the lines of the row before."""
        self.taken, self.size = [], 0

    def put_back(self) -> None:
        """Give all lines of this row but its first to the rows that follow."""
        self.waiting.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]

    def _decoded(self, line: RawLine) -> Line:
        """The first line that is not ASCII tells UTF-8 from Windows-1252; a line in the other is wrong."""
        data = line.data
        if not line.whole:
            return Line(line.number, "", f"the line is longer than {self.limits.row:,} bytes")
        if data.isascii():
            return Line(line.number, data.decode("ascii"), "")
        found = _encoding(data)
        self.encoding = self.encoding or found
        if found != self.encoding:
            bad = next(at for at, byte in enumerate(data) if byte > 0x7F)
            wrong = f"byte {bad} (0x{data[bad]:02x}) is not valid {self.encoding}, which lines above are in"
            return Line(line.number, data.decode("ascii", "replace"), wrong)
        try:
            return Line(line.number, data.decode(found), "")
        except UnicodeDecodeError as bad:
            wrong = f"byte {bad.start} (0x{data[bad.start]:02x}) is not valid {found}"
            return Line(line.number, data.decode(found, "replace"), wrong)


def _encoding(data: bytes) -> str:
    """Return "utf-8", or "cp1252" for a line that no encoder of UTF-8 wrote: spreadsheets save in it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return "utf-8" if _LETTERS_OF_UTF8.search(data) else "cp1252"
    return "utf-8"
