"""A row of a table as words that can be read without the table: each cell after the name of its column."""

from __future__ import annotations

from itertools import zip_longest

from articles.statements.columns import cells_of


def read_row(columns: str, row: str) -> str:
    """Return `Country: China; Share: 92%` for the columns `Country | Share` and the row `China | 92%`.

    Tables parted by tabs, semicolons, commas or wide gaps are read alike. An empty cell is left out; a cell
    under no name stands alone.
    """
    names, cells = cells_of(columns, columns), cells_of(row, columns)
    pairs = zip_longest(names, cells, fillvalue="")
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
