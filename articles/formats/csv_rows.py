"""Parse CSV: a header, then one article a row, each read or refused alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from articles.formats.csv_dialect import likely_delimiter, stated_delimiter
from articles.formats.csv_lines import CsvLines, Endless
from articles.formats.parsed import Parsed, Refusal
from articles.formats.row_article import SNIPPET, RowReader
from articles.formats.row_lines import RawLine, TooLong

# One limit for all of a process; rows are bounded by the lines that are fed, so this one must not be met.
csv.field_size_limit(2**31 - 1)
# Each costs another reading of up to a row's bytes.
_MOST_UNCLOSED = 8
_MOST_BLANK = 50_000


class NotATable(ValueError):
    """The file has no header that names the columns of articles; the message says what is missing."""


def read_csv(lines: Iterable[RawLine], *, locator: str, rows: RowReader, start: int = 0) -> Iterator[Parsed]:
    """Yield the article or Refusal of each row that is not blank, located as `file:line` of its first line.

    The first `start` of them are passed over. A file without a usable header is one Refusal.
    """
    seen = 0
    try:
        for row in _Table(CsvLines(lines, rows.limits), locator, rows).rows_below():
            seen += 1
            if seen > start:
                yield row()
    except (NotATable, TooLong, Endless) as wrong:
        if seen >= start:
            yield Refusal(locator=locator, reason=str(wrong))


def _said(broken: Exception) -> str:
    """Return what is wrong in the words of whoever made the file, not of Python's reader."""
    if "new-line character" in str(broken):
        return "a carriage return stands in a cell without quotes"
    return str(broken)


class _Table:
    """One CSV file behind its header."""

    def __init__(self, source: CsvLines, locator: str, rows: RowReader) -> None:
        self.source, self.locator, self.rows = source, locator, rows
        self.unclosed = 0
        first = self._first_line()
        delimiter = stated_delimiter(first)
        if delimiter:
            source.begin()
        else:
            delimiter = likely_delimiter(first, rows.given)
            source.waiting.extend(source.taken)
            source.begin()
        self.reader = csv.reader(source, delimiter=delimiter, strict=True)
        self.header = self._header()
        self.columns = rows.columns(tuple(self.header))
        self._check()

    def _first_line(self) -> str:
        for line in self.source:
            if line.strip():
                return line.rstrip("\n")
            self.source.begin()
        raise NotATable("the file is empty")

    def _header(self) -> list[str]:
        try:
            names = [name.strip() for name in next(self.reader, [])]
        except csv.Error as wrong:
            raise NotATable(
                f"line {self.source.taken[0].number}: the header cannot be read: {_said(wrong)}"
            ) from wrong
        wrong_line = next((line for line in self.source.taken if line.wrong), None)
        if wrong_line:
            raise NotATable(f"line {wrong_line.number}: {wrong_line.wrong}")
        return _distinct(names)

    def _check(self) -> None:
        most = self.rows.limits.columns
        if len(self.header) > most:
            raise NotATable(f"the header has {len(self.header):,} columns; the most that is read is {most:,}")
        if any("\x00" in name for name in self.header):
            raise NotATable("the header holds NUL, which is not text")
        missing = [name for name in self.rows.given.values() if name not in self.header]
        if missing:
            raise NotATable(f"the header has no column “{missing[0]}”")
        if "text" not in self.columns and "html" not in self.columns:
            named = ", ".join(name[:40] for name in self.header[:12])
            raise NotATable(f"no column of the header holds the text: {named}")

    def rows_below(self) -> Iterator[Callable[[], Parsed]]:
        """Yield a reader of each row, to be called before the next; raise Endless when too many never end."""
        empty, blank = True, 0
        while True:
            self.source.begin()
            try:
                row = next(self.reader, None)
                wrong = ""
            except (csv.Error, Endless) as broken:
                row, wrong = [], self._broken(broken)
            if row is None:
                break
            if not wrong and not any(cell.strip() for cell in row):
                blank += 1
                if blank > _MOST_BLANK:
                    raise Endless(
                        f"more than {_MOST_BLANK:,} rows in succession are blank; the rest is not read"
                    )
                continue
            empty, blank = False, 0
            yield partial(self._article, row, wrong)
        if empty:
            raise NotATable("the file has a header, but no rows")

    def _broken(self, broken: Exception) -> str:
        """Return why a row cannot be read; one that never ends gives its other lines to the rows below."""
        at_end = "unexpected end of data" in str(broken)
        if not isinstance(broken, Endless) and not at_end:
            return f"not CSV: {_said(broken)}"
        self.unclosed += 1
        if self.unclosed > _MOST_UNCLOSED:
            line = self.source.taken[0].number
            raise Endless(f"line {line}: too many rows do not end; the rest is not read") from broken
        self.source.put_back()
        return "a quote is opened and never closed" if at_end else str(broken)

    def _article(self, row: list[str], wrong: str) -> Parsed:
        line = self.source.taken[0]
        at = f"{self.locator}:{line.number}"
        wrong = next((f"line {each.number}: {each.wrong}" for each in self.source.taken if each.wrong), wrong)
        if not wrong and any(cell.strip() for cell in row[len(self.header) :]):
            wrong = f"the row has {len(row):,} cells, the header {len(self.header):,}"
        if not wrong and any("\x00" in cell for cell in row):
            wrong = "the row holds NUL, which is not text"
        if wrong:
            snippet = " ".join(line.text[: 2 * SNIPPET].split())[:SNIPPET].replace("\x00", "�")
            return Refusal(locator=at, reason=wrong, snippet=snippet)
        # A spreadsheet leaves the empty cells at the end of a row away.
        values = dict(zip(self.header, row, strict=False))
        return self.rows.timed(at, partial(self.rows.article, values, self.columns, at))


def _distinct(names: list[str]) -> list[str]:
    """Name a column without a name by its number, and number the second of two that are named alike."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        taken = name in found
        found[f"{name or 'column'} {number}" if taken or not name else name] = None
    return list(found)
