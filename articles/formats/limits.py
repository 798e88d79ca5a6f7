"""How much of a file is read: one set of limits for all formats, with defaults that fit a newsroom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields

DEEPEST = 256
"""The parser of XML reads no deeper."""


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
    depth: int = DEEPEST
    """Elements inside each other in HTML and XML, values inside each other in a row of JSON."""
    entries: int = 2_000
    """Entries of a feed or an archive."""
    items: int = 20_000
    """Items of a wire's file, posts of an export, addresses of a sitemap."""
    inflated: int = 20_000_000
    """All entries of an archive together, unpacked."""
    ratio: int = 200
    """Unpacked bytes for each packed one, of one entry of an archive."""
    seconds: float = 1.5
    """The processor's time for one row, one entry, or what a file holds beside its entries."""
    file_seconds: float = 60.0
    """The processor's time for all entries of a file that is read as a whole; rows have no such limit."""

    def __post_init__(self) -> None:
        """Raise ValueError for a limit that nothing could keep to, and for a depth that no parser reaches."""
        for each in fields(self):
            if getattr(self, each.name) <= 0:
                raise ValueError(f"the limit “{each.name}” must be more than 0")
        if self.depth > DEEPEST:
            raise ValueError(f"the limit “depth” must be at most {DEEPEST}")


DEFAULT = Limits()

_IN_FORCE = ContextVar("limits", default=DEFAULT)


def in_force() -> Limits:
    """Return the limits of the file that is being read."""
    return _IN_FORCE.get()


@contextmanager
def keeping(limits: Limits) -> Iterator[None]:
    """Read under these limits. Parsers and all that they call ask `in_force`, so none can be left out."""
    before = _IN_FORCE.set(limits)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)
