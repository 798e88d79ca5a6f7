"""Splits a text into blocks: reads its lines from top to bottom, each by the first rule that knows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from articles.statements import columns, furniture_rules, heading_rules, live_rules, text_rules
from articles.statements.block import Block
from articles.statements.lines import Line
from articles.statements.reader import Reader

Rule = Callable[[Reader, Line], bool]

_RULES: Final[tuple[Rule, ...]] = (
    furniture_rules.rule_line,
    heading_rules.kicker,
    heading_rules.title,
    heading_rules.marked_heading,
    heading_rules.silent_section,
    furniture_rules.silent_part,
    text_rules.table,
    columns.delimited,
    furniture_rules.signature,
    furniture_rules.furniture,
    live_rules.entry,
    text_rules.block_quote,
    text_rules.question,
    heading_rules.numbered_heading,
    text_rules.list_item,
    text_rules.caption,
    live_rules.result,
    heading_rules.plain_heading,
    text_rules.paragraph,
)
# A line that begins with none of these marks, and holds no bar, needs only the rules for prose.
_MARKS: Final = frozenset("#*_=~-–—―+•●▪■‣◦∙·⁃>|!([0123456789")
_PICTURES: Final = "\u2190"
"""From here on lie arrows, signs and small pictures that stand for a bullet."""
_PROSE_RULES: Final[tuple[Rule, ...]] = (
    heading_rules.kicker,
    heading_rules.title,
    heading_rules.silent_section,
    furniture_rules.silent_part,
    columns.delimited,
    furniture_rules.furniture,
    text_rules.question,
    text_rules.caption,
    live_rules.result,
    heading_rules.plain_heading,
    text_rules.paragraph,
)


def split_blocks(text: str, *, title: str = "") -> list[Block]:
    """Return the blocks of `text` in order; offsets are code points, no two blocks overlap.

    `title` is the title known from elsewhere: the early line that repeats it becomes the title block. Without
    it the first line becomes the title if it looks like one.
    """
    reader = Reader(text, title)
    while reader.at < len(reader.lines):
        line = reader.lines[reader.at]
        if line.is_rest:
            reader.add(line.start, line.end, "paragraph")
            break
        first = line.text[0]
        marked = first in _MARKS or (first >= _PICTURES and not first.isalpha())
        prose = not marked and line.text[1:2] != ")" and "|" not in line.text
        next(rule for rule in (_PROSE_RULES if prose else _RULES) if rule(reader, line))
    return reader.blocks
