"""From a text to its statements: blocks, sentences, speakers, then what the rules say about each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from articles.statements.anchoring import selectors
from articles.statements.assessment import assess_statement, not_judged
from articles.statements.block import SILENT, Block
from articles.statements.blocks import split_blocks
from articles.statements.columns import cells_of
from articles.statements.found import CHECKABLE, FoundStatement
from articles.statements.language import other_language
from articles.statements.navigation import says_something, stage_direction
from articles.statements.rows import read_row
from articles.statements.sentences import split_sentences
from articles.statements.speakers import Speakers, Spoken

Judged = tuple[str, float, tuple[str, ...]]

_KINDS: Final = {
    "title": "headline",
    "paragraph": "sentence",
    "quote": "quote",
    "list_item": "list_item",
    "table_row": "table_row",
    "question": "question_answer",
    "answer": "question_answer",
    "caption": "caption",
    "glossary": "glossary",
}
_WHOLE: Final = frozenset({"title", "table_row", "question"})
_JUDGED: Final = 5_000
"""Statements of a text that the rules judge, for the same reason; the others are facts of the least worth."""
_PARTED: Final = 20_000
"""Sentences that are told apart in one text."""
_UNJUDGED: Final = ("fact", 0.05, (f"not judged: past the first {_JUDGED} statements",))


def extract(text: str, *, title: str = "", language: str = "en") -> list[FoundStatement]:
    """Return the statements of `text` in order, none overlapping, none reaching over a block.

    `title` is the known title, if any; `language` a BCP 47 tag. The rules know English: in another language
    the statements are found and none is judged (checkability “other”); a text may also look to be in one.
    """
    unread = _unread(text, language)
    blocks = split_blocks(text, title=title)
    found: list[FoundStatement] = []
    for spoken, columns in _spoken(text, blocks):
        if unread:
            judged: Judged = ("other", 0.0, unread)
        elif len(found) < _JUDGED:
            judged = _judged(text[spoken.start : spoken.end], _kind(spoken), spoken.is_quote, columns)
        else:
            judged = _UNJUDGED
        found.append(_found(text, spoken, judged, columns))
    return found


def _unread(text: str, language: str) -> tuple[str, ...]:
    """The reason why nothing is judged: the text is said to be, or looks to be, in another language."""
    if language.lower().replace("_", "-").split("-")[0] not in {"en", ""}:
        return (f"not judged: the rules know English, this is marked {language}",)
    other = other_language(text)
    return not_judged(other).reasons if other else ()


def _spoken(text: str, blocks: list[Block]) -> Iterator[tuple[Spoken, str]]:
    """Each sentence with its speaker; beside it the header of its table, if it is a row."""
    speakers, columns = Speakers(text), ""
    for block, below in zip_longest(blocks, blocks[1:]):
        if block.kind == "table_header":
            columns = text[block.start : block.end]
        elif block.kind != "table_row":
            columns = ""
        if block.kind in SILENT:
            speakers.pass_over(block)
            continue
        signature = (
            text[below.start : below.end] if below and below.kind == "metadata" and below.level else ""
        )
        sentences = _sentences(text, block, _PARTED - speakers.seen)
        for spoken in speakers.read(block, sentences, signature):
            yield spoken, columns


def _sentences(text: str, block: Block, most: int) -> list[tuple[int, int]]:
    if block.kind in _WHOLE:
        return [(block.start, block.end)]
    spans = split_sentences(text, block.start, block.end, most=max(0, most))
    told = [(start + stage_direction(text[start:end]), end) for start, end in spans]
    return [(start, end) for start, end in told if says_something(text[start:end])]


def _kind(spoken: Spoken) -> str:
    return "quote" if spoken.is_quote and spoken.block.kind == "paragraph" else _KINDS[spoken.block.kind]


def _found(text: str, spoken: Spoken, judged: Judged, columns: str) -> FoundStatement:
    exact, prefix, suffix = selectors(text, spoken.start, spoken.end)
    checkability, worth, reasons = judged
    return FoundStatement(
        start=spoken.start,
        end=spoken.end,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        kind=_kind(spoken),
        section=spoken.block.section,
        speaker=spoken.speaker,
        checkability=checkability,
        check_worthiness=worth,
        reasons=reasons,
        readable=read_row(columns, exact) if columns else "",
    )


def _judged(exact: str, kind: str, quoted: bool, columns: str) -> Judged:
    """What is made of one statement; `quoted`: mostly a quote; `columns`: the header of its table."""
    if kind == "headline":
        return "other", 0.0, ("headline: the body carries the claim",)
    found = assess_statement(exact, kind, quoted=quoted)
    if found.checkability not in CHECKABLE:
        return found.checkability, 0.0, found.reasons[:1]
    header = (f"columns: {' | '.join(cells_of(columns, columns))}",) if columns else ()
    plain = header and found.reasons == ("plain statement",)
    return found.checkability, found.check_worthiness, header if plain else header + found.reasons
