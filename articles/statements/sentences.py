"""Splits one block into sentences: syntok finds the boundaries, our repairs mend what news copy breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import syntok.segmenter

from articles.statements.lines import shrink
from articles.statements.sentence_repairs import glued_boundaries, is_false_boundary

LONGEST: Final = 5_000
"""No piece handed to the splitter, and so no sentence, is longer than this many characters."""

_MARKS: Final = ".!?…。！？؟۔।"
_INNER_MARK: Final = re.compile(rf"[{_MARKS}](?=[\s\w\"“”«»‘’'(\[])")
_PLAIN_BOUNDARY: Final = re.compile(
    rf"[{_MARKS}]{{1,4}}[\"”»’')\]]{{0,3}}\s{{1,9}}(?=[\"“«‘'(\[]{{0,3}}[^\W_a-z])"
)
_FULL_WIDTH: Final = re.compile(r"[。！？؟۔।]{1,4}[”»」』’)]{0,2}")


def split_sentences(
    text: str, start: int, end: int, *, careful_until: int = 200_000
) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]` as spans without white space around them, in order.

    Past the place `careful_until` plain patterns do the work of syntok, which takes two seconds for a million
    characters: a text of that length is no article.
    """
    spans: list[tuple[int, int]] = []
    for left, right in _pieces(text, start, end):
        cuts = [left, *_boundaries(text, left, right, right <= careful_until), right]
        trimmed = (shrink(text, first, last) for first, last in pairwise(cuts))
        spans += [span for span in trimmed if span[0] < span[1]]
    return spans


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an oversized block after white space where there is any, so that no rule meets unbounded input."""
    while end - start > LONGEST:
        space = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in " \n\t")
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _boundaries(text: str, start: int, end: int, careful: bool) -> list[int]:
    piece = text[start:end]
    if not _INNER_MARK.search(piece):
        return []
    found = set(_by_syntok(piece) if careful else _by_pattern(piece))
    kept = {at for at in found if not is_false_boundary(piece, at)}
    kept |= set(glued_boundaries(piece)) | {match.end() for match in _FULL_WIDTH.finditer(piece)}
    return sorted(start + at for at in kept if 0 < at < len(piece))


def _by_syntok(piece: str) -> Iterator[int]:
    for paragraph in syntok.segmenter.analyze(piece):
        for sentence in paragraph:
            first = next(iter(sentence), None)
            if first is not None:
                yield first.offset - len(first.spacing.lstrip())


def _by_pattern(piece: str) -> Iterator[int]:
    return (match.end() for match in _PLAIN_BOUNDARY.finditer(piece))
