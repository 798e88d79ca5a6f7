"""Edited copies of an article, made by code: what a newspaper does to its text, and what must follow.

A number is changed, a sentence split, one deleted, one that looks like another added, a paragraph moved. What
must become of each statement is written down beside the edit, from the edit alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.statements import CHECKABLE, FoundStatement

_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d|st|nd|rd|th)")
_ODD = re.compile(r"[“”\"():;]|\b[A-Z]\.|\.\S")


@dataclass
class Copy:
    """A text while it is edited, and what must become of its statements: by the words of each."""

    text: str
    changed: list[tuple[str, str]] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    appeared: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    @property
    def touched(self) -> set[str]:
        """Return the words of the old statements that do not simply stay."""
        return {*(old for old, _ in self.changed), *self.vanished, *self.moved}

    def put(self, old: str, new: str) -> None:
        """Write `new` for the one place of `old`."""
        assert self.text.count(old) == 1
        self.text = self.text.replace(old, new)


def edited(text: str, statements: Sequence[FoundStatement]) -> Copy:
    """Return the copy of `text` with each edit made once, where it is first possible, each elsewhere."""
    copy = Copy(text)
    lines = _move(copy, text, statements)
    free = [row for row in _once(text, statements) if not any(row.exact in line for line in lines)]
    for edit in (_add_look_alike, _split, _change_number, _delete):
        done = next((row for row in free if edit(copy, row)), None)
        if done is None:
            raise LookupError(f"no sentence for {edit.__name__}")
        free.remove(done)
    return copy


def _once(text: str, statements: Sequence[FoundStatement]) -> Iterator[FoundStatement]:
    """Yield the checkable statements of the text whose words stand in it once; whole sentences first."""
    rows = [row for row in statements if row.checkability in CHECKABLE and text.count(row.exact) == 1]
    yield from sorted(rows, key=lambda row: row.kind != "sentence")


def _change_number(copy: Copy, row: FoundStatement) -> bool:
    found = _NUMBER.search(row.exact)
    if found is None:
        return False
    new = f"{row.exact[: found.start()]}{int(found[0]) + 1}{row.exact[found.end() :]}"
    copy.put(row.exact, new)
    copy.changed.append((row.exact, new))
    return True


def _split(copy: Copy, row: FoundStatement) -> bool:
    commas = [at.start() for at in re.finditer(", ", row.exact)]
    for at in commas if row.kind == "sentence" and not _ODD.search(row.exact) else ():
        first, second = row.exact[:at], row.exact[at + 2 :]
        if len(first.split()) > len(second.split()) >= 4:
            halves = f"{first}.", f"{second[0].upper()}{second[1:]}"
            copy.put(row.exact, " ".join(halves))
            copy.changed.append((row.exact, halves[0]))
            copy.appeared.append(halves[1])
            return True
    return False


def _delete(copy: Copy, row: FoundStatement) -> bool:
    if row.kind != "sentence" or len(row.exact.split()) < 6 or f" {row.exact}" not in copy.text:
        return False
    copy.put(f" {row.exact}", "")
    copy.vanished.append(row.exact)
    return True


def _add_look_alike(copy: Copy, row: FoundStatement) -> bool:
    if row.kind != "sentence" or len(row.exact.split()) < 6 or row.exact[-1] != ".":
        return False
    alike = f"{row.exact[:-1]} once more."
    copy.put(row.exact, f"{row.exact} {alike}")
    copy.appeared.append(alike)
    return True


def _move(copy: Copy, text: str, statements: Sequence[FoundStatement]) -> tuple[str, ...]:
    """Let two paragraphs change places: the one of fewer statements is the one that moved.

    Returns both; nothing where no two that can be told apart stand beside each other.
    """
    paragraphs = list(_paragraphs(text, statements))
    for (one, mine), (other, theirs) in pairwise(paragraphs):
        fewer = min(mine, theirs, key=len)
        told = all(len(row.exact.split()) >= 6 and text.count(row.exact) == 1 for row in fewer)
        between = text[text.index(one) + len(one) : text.index(other)]
        if told and len(mine) != len(theirs) and not between.strip():
            copy.put(f"{one}{between}{other}", f"{other}{between}{one}")
            copy.moved += [row.exact for row in fewer]
            return one, other
    return ()


def _paragraphs(
    text: str, statements: Sequence[FoundStatement]
) -> Iterator[tuple[str, list[FoundStatement]]]:
    """Yield the lines that are sentences from end to end, each with its statements."""
    at = 0
    for line in text.split("\n"):
        within = [row for row in statements if at <= row.start < at + len(line)]
        plain = all(row.kind == "sentence" and not row.speaker for row in within)
        if within and plain and within[0].start == at:
            yield line, within
        at += len(line) + 1
