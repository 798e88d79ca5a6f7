"""Splits one block, or any text, into sentences by rules in one pass: time grows with length alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from articles.statements.lines import shrink, told_apart
from articles.statements.list_runs import list_markers
from articles.statements.sentence_ends import glued_ends, sentence_ends

LONGEST: Final = 5_000
"""No sentence is longer than this many characters."""

_INNER_MARK: Final = re.compile(
    r"[.!?…](?=[\s\u200b\u2060\ufeff\w\"“”«»‘’'(\[)\]])|[。！？؟۔।](?=.)", re.DOTALL
)
_BREAK: Final = re.compile(r"\n[ \t\r]*(?=\n)|\n(?=[ \t]*[•●▪■‣◦∙⁃*+–-][ \t])")
_SHORT_WORDS: Final = 3
_ENDS: Final = tuple('.!?:;,…"”’»)]')


def split_sentences(
    text: str, start: int = 0, end: int | None = None, *, most: int = 20_000
) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]` as (start, end) in code points, in order, edges trimmed.

    A blank line, a line that begins with a bullet, and a list run together on one line part sentences; any
    other line end is white space. Takes time linear in the length. After `most` cuts of a sort the rest is
    parted only where it exceeds the longest sentence.
    """
    end = len(text) if end is None else end
    piece = text[start:end] if start or end < len(text) else text
    spans: list[tuple[int, int]] = []
    for left, right in pairwise([0, *_cuts(piece, most), len(piece)]):
        for begin, past in _pieces(piece, left, right):
            first, last = shrink(text, start + begin, start + past)
            if first < last:
                spans.append((first, last))
    return spans


def _cuts(piece: str, most: int) -> list[int]:
    found: set[int] = set()
    if _INNER_MARK.search(piece):
        found.update(islice(sentence_ends(piece), most))
        found.update(islice(glued_ends(piece), most))
    if "\n" in piece:
        found.update(match.end() for match in islice(_BREAK.finditer(piece), most))
        found.update(islice(_short_lines(piece), most))
    if markers := list_markers(piece):
        # No sentence ends between a marker and its item.
        found = {at for at in found if not any(first < at <= last for first, last in markers)}
        found.update(first for first, _ in markers)
    return sorted(at for at in found if 0 < at < len(piece))[:most]


def _short_lines(piece: str) -> Iterator[int]:
    """A column of a few words a line, none of them with an end mark, is a list and no wrapped sentence."""
    at = 0
    lines = piece[: told_apart(piece)].splitlines(keepends=True)
    short = [0 < len(line.split()) <= _SHORT_WORDS and not line.rstrip().endswith(_ENDS) for line in lines]
    for place, line in enumerate(lines[:-1]):
        at += len(line)
        if short[place] and short[place + 1]:
            yield at


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an endless sentence after white space where there is any, so that no rule meets unbounded input."""
    while end - start > LONGEST:
        space = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in " \n\t")
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
