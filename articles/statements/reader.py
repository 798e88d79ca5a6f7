"""The state of reading a text line by line: the place reached and the section it lies in."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.block import Block
from articles.statements.headings import section_role
from articles.statements.lines import Line, read_lines, shrink
from articles.statements.wrapping import wrap_width

SILENT_ROLES: Final = frozenset({"author", "comments", "navigation"})
_TAIL_LINES: Final = 12
_READ, _QUESTION, _ASKED = 1_000, 300, 2
_ADDRESSED: Final = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_NO_CONTENT: Final = frozenset({"title", "heading", "metadata", "boilerplate"})


class Reader:
    """Lines not yet read, blocks found, and what the headings above say about the lines below."""

    def __init__(self, text: str, title: str) -> None:
        self.text = text
        self.title = same_words(title)
        self.lines = read_lines(text)
        self.width = wrap_width(self.lines)
        self.interview = _is_interview(self.lines)
        self.at = 0
        self.blocks: list[Block] = []
        self.section = ""
        self.level = 0
        self.role = ""
        self.answering = False
        self.content = 0
        self.role_opened_at = 0

    def below(self, steps: int = 1) -> Line | None:
        """The line `steps` below the present one, None past the end."""
        place = self.at + steps
        return self.lines[place] if place < len(self.lines) else None

    @property
    def in_head(self) -> bool:
        """Nothing but the title and perhaps a standfirst has been read."""
        return self.content <= 1

    @property
    def in_tail(self) -> bool:
        """The last lines of the second half."""
        return (
            self.content > 0
            and len(self.lines) - self.at <= max(_TAIL_LINES, 0)
            and 2 * self.at >= len(self.lines)
        )

    @property
    def last_kind(self) -> str:
        """Kind of the block above, "" at the beginning."""
        return self.blocks[-1].kind if self.blocks else ""

    def add(self, start: int, end: int, kind: str, *, level: int = 0, lines: int = 1) -> bool:
        """Add a block and step over its lines; True, so that a rule can end with it."""
        start, end = shrink(self.text, start, end)
        if start < end:
            self.blocks.append(Block(start, end, kind, self.section, level))
        self.content += kind not in _NO_CONTENT
        self.at += lines
        return True

    def open_section(self, start: int, end: int, level: int) -> bool:
        """Add a heading; its name decides how the lines below it are read."""
        name = self.text[start:end]
        role = section_role(name)
        if role not in SILENT_ROLES:
            self.section = name
        self.level, self.role, self.answering, self.role_opened_at = level, role, False, self.content
        return self.add(start, end, "boilerplate" if role in SILENT_ROLES else "heading", level=level)


def _is_interview(lines: list[Line]) -> bool:
    """Two lines or more ask somebody something: “What did you do?”"""
    asked = (line.text for line in lines[:_READ] if line.text.endswith("?") and len(line.text) <= _QUESTION)
    return sum(bool(_ADDRESSED.search(text)) for text in asked) >= _ASKED


def same_words(title: str) -> str:
    """Return a title in the form in which two spellings of it compare equal."""
    return " ".join(title.casefold().split())
