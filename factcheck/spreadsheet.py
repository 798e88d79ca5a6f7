"""Cells of a CSV file that no spreadsheet runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Final

# What a spreadsheet takes for the beginning of a formula, in narrow and in full-width forms, and the white
# space that it skips before looking (OWASP, CSV Injection).
_RUNS: Final = frozenset("=+-@\t\r\n＝＋－＠｜|%")


def safe_cell(text: str) -> str:
    """Return `text`, behind an apostrophe where a spreadsheet would run it; NUL characters are left out."""
    text = text.replace("\0", "")
    bare = text.lstrip(" \u00a0\u3000\ufeff")
    return f"'{text}" if bare[:1] in _RUNS and bare else text


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the rows as lines of CSV (RFC 4180), every cell safe."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


class _Echo:
    """Hands back each line that the writer of the standard library means to write."""

    def write(self, line: str) -> str:
        """Return `line`."""
        return line
