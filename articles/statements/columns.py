"""Tables without bars: rows parted by tabs, semicolons, commas or wide gaps."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lines import Line
from articles.statements.reader import Reader

_PARTS: Final = (
    re.compile(r"\t+"),
    re.compile(r" ?; ?"),
    re.compile(r" {2,}"),
    re.compile(r",(?=\S)"),
)
_ENDS: Final = (".", "!", "?", ":", "”", ",")
_CELL_WORDS: Final = 6
_LEAST_ROWS, _LEAST_CELLS = 2, 3
_MOST_ROWS: Final = 2_000


def delimited(reader: Reader, line: Line) -> bool:
    """Two rows or more, directly below each other, with the same three cells or more, most with a figure.

    A first row without a figure, above rows with some, is the header.
    """
    part = next((one for one in _PARTS if _cells(one, line.text)), None)
    if part is None:
        return False
    count, rows = _cells(part, line.text), 1
    while rows < _MOST_ROWS and _goes_on(reader.below(rows), part, count):
        rows += 1
    texts = [reader.lines[reader.at + row].text for row in range(rows)]
    figured = [any(character.isdigit() for character in text) for text in texts]
    if rows < _LEAST_ROWS or sum(figured) < rows - 1:
        return False
    for place, text in enumerate(texts):
        here = reader.lines[reader.at]
        header = place == 0 and not figured[0]
        reader.add(here.start, here.start + len(text), "table_header" if header else "table_row")
    return True


def _goes_on(below: Line | None, part: re.Pattern[str], count: int) -> bool:
    return below is not None and not below.after_blank and _cells(part, below.text) == count


def _cells(part: re.Pattern[str], text: str) -> int:
    """How many cells a row has, 0 when it is none: three at least, all of a few words, no end mark."""
    if text.endswith(_ENDS) or len(text) > 400:
        return 0
    cells = part.split(text)
    short = all(len(cell.split()) <= _CELL_WORDS for cell in cells)
    return len(cells) if short and len(cells) >= _LEAST_CELLS else 0


def cells_of(row: str, columns: str) -> list[str]:
    """Return the cells of a row, without white space, parted as the header of its table is."""
    if "|" not in columns:
        for part in _PARTS:
            if _cells(part, columns):
                return [cell.strip() for cell in part.split(row)]
    return [cell.strip() for cell in row.split("|")]
