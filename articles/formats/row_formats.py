"""JSONL and CSV among the formats that are read as a whole; `reading` reads the same rows from a stream."""

from __future__ import annotations

import io

from articles.formats.csv_rows import read_csv
from articles.formats.file_format import FileFormat
from articles.formats.jsonl import read_jsonl
from articles.formats.limits import in_force
from articles.formats.parsed import Parsed
from articles.formats.row_article import RowReader
from articles.formats.row_detect import rows_format
from articles.formats.row_lines import read_lines
from articles.formats.sight import Sight

HEAD = 65_536
"""How many bytes are looked at to tell rows from anything else."""


def parse_jsonl(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the article or Refusal of each line that is not blank, located as `file:line`."""
    limits = in_force()
    lines = read_lines(io.BytesIO(data), limits)
    return list(read_jsonl(lines, locator=locator, rows=RowReader(limits, {})))


def parse_csv(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the article or Refusal of each row, located as `file:line`."""
    limits = in_force()
    lines = read_lines(io.BytesIO(data), limits)
    return list(read_csv(lines, locator=locator, rows=RowReader(limits, {})))


def _is_jsonl(sight: Sight) -> bool:
    """Objects below each other; or one alone on one line, which no other JSON format has claimed."""
    if rows_format(sight.data[:HEAD]) == "jsonl":
        return True
    return isinstance(sight.value, dict) and "\n" not in sight.text.strip()


def _is_csv(sight: Sight) -> bool:
    return rows_format(sight.data[:HEAD]) == "csv"


JSONL = FileFormat(name="jsonl", label="JSONL", said="JSONL", parse=parse_jsonl, detects=_is_jsonl)
# Asked before the bytes are taken for text: spreadsheets save CSV in Windows-1252.
CSV = FileFormat(name="csv", label="CSV", said="CSV", parse=parse_csv, detects=_is_csv, binary=True)
