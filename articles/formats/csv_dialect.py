"""Tell how a CSV file parts its cells, from its first line alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping

from articles.formats.columns import assign

DELIMITERS = ",;\t|"

# Spreadsheets write this line to say which separator they use; it is no row.
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?$', re.IGNORECASE)


def stated_delimiter(line: str) -> str:
    """Return the separator that a spreadsheet's `sep=;` line names, "" for any other line."""
    found = _SEPARATOR_LINE.match(line.strip(" "))
    return found[1] if found else ""


def likely_delimiter(header: str, given: Mapping[str, str]) -> str:
    """Return the separator under which `header` has most columns that we know, then most columns at all."""
    return max(DELIMITERS, key=lambda each: _known(cells(header, each), given))


def cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line, stripped; a quote that does not close holds all that follows.

    A line that is none of a table's (a carriage return stands in a cell) has no cells; who reads it says why.
    """
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in row]


def _known(names: list[str], given: Mapping[str, str]) -> tuple[int, int]:
    return len(set(assign(names, given).values()) & set(names)), len(names)
