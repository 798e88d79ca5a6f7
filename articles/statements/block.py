"""The pieces of a text between which no statement reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SILENT: Final[frozenset[str]] = frozenset({"heading", "table_header", "metadata", "boilerplate"})
"""Kinds of blocks that yield no statement at all."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `start`..`end` (code points) hold its words without marker, `#` or `|`.

    `kind` is title, heading, paragraph, list_item, table_header, table_row, question, answer, caption,
    glossary, quote, metadata or boilerplate; `section` is the heading that the block stands under, `level`
    the depth of a heading.
    """

    start: int
    end: int
    kind: str
    section: str
    level: int = 0
