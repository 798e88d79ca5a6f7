"""How much of a file is read: one set of limits for all formats, with defaults that fit a newsroom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is read; what is over a limit is refused by name, never cut. Sizes are bytes."""

    file: int = 5_000_000
    """A file of any format that is read as a whole, and an entry of an archive."""
    stream: int = 1_000_000_000
    """A JSONL or CSV file, of which one row at a time is held."""
    row: int = 2_000_000
    """One row of a JSONL or CSV file."""
    columns: int = 1_000
    """Columns of a CSV file."""
    characters: int = 1_000_000
    """Characters (code points) of one article's text."""
    depth: int = 256
    """Elements inside each other in HTML and XML, values inside each other in JSON."""
    entries: int = 2_000
    """Entries of a feed or an archive."""
    inflated: int = 20_000_000
    """All entries of an archive together, unpacked."""
    ratio: int = 200
    """Unpacked bytes for each packed one, of one entry of an archive."""


DEFAULT = Limits()
