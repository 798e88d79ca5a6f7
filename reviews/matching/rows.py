"""Rows of tables as claims read them, `Country: China; Share: 92%`: their columns and their cells."""

from __future__ import annotations

import re
from typing import Final

_COLUMN: Final = re.compile(r"(?:^|; )([^:;]+): ")


def columns(text: str) -> list[str]:
    """Return the names of the columns of a row, in order; [] for what is no row of two columns or more."""
    names = _COLUMN.findall(text)
    return names if len(names) > 1 and text.startswith(names[0]) else []


def cells(text: str) -> list[str]:
    """Return the cells of a row in the order of its columns; the whole text, alone, for what is no row."""
    return _COLUMN.split(text)[2::2] if columns(text) else [text]


def are_one_thing(a: str, b: str) -> bool:
    """Return whether two texts can speak of one thing as far as rows go.

    Two rows do under the same columns with the same first cell, which says what the row is about. A row and
    a sentence never surely do: whose figure stands in which column is more than words can tell.
    """
    if not columns(a) and not columns(b):
        return True
    return columns(a) == columns(b) and cells(a)[0].casefold() == cells(b)[0].casefold()
