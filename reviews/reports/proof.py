"""The marked proof: an article's text cut into groups of blocks, and each block into marked pieces."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from articles.statements import Block, split_blocks
from reviews.reports.coverage import Marked

# Blocks that a reader sees as one thing, and what it is.
_TOGETHER = {"list_item": "list", "glossary": "list", "table_header": "table", "table_row": "table"}
_SET_ASIDE = ("metadata", "boilerplate")

Notes = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words from `start` (code points); in a statement or between statements.

    `opens` is whether the statement starts here, so that the piece may carry its anchor; `notes` are the
    numbers of its findings, on the last piece of the statement in its block.
    """

    start: int
    text: str
    mark: Marked | None = None
    opens: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One block: its kind, the level of a heading (2 or 3), and its cells (one but for table rows)."""

    kind: str
    level: int
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def start(self) -> int:
        """Return where the block begins in the text, in code points."""
        return self.pieces[0].start

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces of a block that is no table row."""
        return self.cells[0]


@dataclass(slots=True)
class Group:
    """Blocks that stand together: `kind` is list, table, aside, or the kind of the one block in it.

    `beside` are the findings whose notes stand level with it on paper.
    """

    kind: str
    parts: list[Part] = field(default_factory=list)
    beside: list[Any] = field(default_factory=list)

    @property
    def notes(self) -> set[int]:
        """Return the numbers of the findings whose notes stand in it."""
        return {
            number for part in self.parts for cell in part.cells for piece in cell for number in piece.notes
        }


def proof(text: str, title: str, marks: Sequence[Marked], notes: Notes) -> list[Group]:
    """Return the article as groups in reading order; `marks` are in reading order too.

    `notes` are the numbers of findings by statement key. Text outside blocks (bullets, `#`, bars of tables)
    is left out; words of overlapping statements belong to the shortest that covers them.
    """
    groups: list[Group] = []
    cutter = _Cutter(text, marks, notes)
    for block in split_blocks(text, title=title):
        kind = "aside" if block.kind in _SET_ASIDE else _TOGETHER.get(block.kind, block.kind)
        if not groups or groups[-1].kind != kind or kind not in ("list", "table", "aside"):
            groups.append(Group(kind))
        groups[-1].parts.append(cutter.cut(block))
    return groups


class _Cutter:
    """Cuts blocks, met in reading order, at the edges of the statements that reach into them."""

    def __init__(self, text: str, marks: Sequence[Marked], notes: Notes) -> None:
        self.text = text
        self.notes = notes
        self.waiting = deque(marks)
        self.near: list[Marked] = []
        self.opened: set[int] = set()
        self.highest = 0

    def cut(self, block: Block) -> Part:
        while self.waiting and self.waiting[0].statement.start < block.end:
            self.near.append(self.waiting.popleft())
        self.near = [mark for mark in self.near if mark.statement.end > block.start]
        cells = [list(self._pieces(start, end)) for start, end in _cells(self.text, block)]
        self._number(cells)
        return Part(block.kind, self._level(block), tuple(tuple(cell) for cell in cells))

    def _level(self, block: Block) -> int:
        """Return 2 for a heading as high as the highest so far, else 3, so that no level is skipped."""
        if block.kind != "heading":
            return 0
        if self.highest and block.level > self.highest:
            return 3
        self.highest = block.level
        return 2

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        edges = {start, end}
        for near in self.near:
            edges |= {edge for edge in (near.statement.start, near.statement.end) if start < edge < end}
        for left, right in pairwise(sorted(edges)):
            mark = _shortest(self.near, left, right)
            opens = mark is not None and mark.statement.pk not in self.opened
            if mark is not None:
                self.opened.add(mark.statement.pk)
            yield Piece(left, self.text[left:right], mark, opens)

    def _number(self, cells: list[list[Piece]]) -> None:
        """Put the numbers of each statement's findings on its last piece in the block."""
        done: set[int] = set()
        for cell in reversed(cells):
            for place in reversed(range(len(cell))):
                mark = cell[place].mark
                if mark is not None and mark.statement.pk not in done:
                    done.add(mark.statement.pk)
                    cell[place] = replace(cell[place], notes=self.notes.get(mark.statement.pk, ()))


def _cells(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield where the block's cells stand: between the bars of a table row, else the whole block."""
    if _TOGETHER.get(block.kind) != "table":
        yield block.start, block.end
        return
    start = block.start
    for cell in text[block.start : block.end].split("|"):
        left, right = len(cell) - len(cell.lstrip()), len(cell.rstrip())
        yield start + min(left, right), start + right
        start += len(cell) + 1


def _shortest(marks: Sequence[Marked], left: int, right: int) -> Marked | None:
    over = [mark for mark in marks if mark.statement.start <= left and mark.statement.end >= right]
    return min(over, key=lambda mark: mark.statement.end - mark.statement.start, default=None)
