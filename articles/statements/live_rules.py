"""Rules for lines of live reports and results: a time before its entry, a score, a figure with its label."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lines import Line
from articles.statements.reader import Reader
from articles.statements.text_rules import add_paragraph

_TIMED: Final = re.compile(
    r"[\[(]?(?:\d{1,2}[:h]\d\d(?::\d\d)?|\d{1,2}[.]\d\d(?= ?[ap]\.?m\b| ?[-–—|:])"
    r"|\d{1,2}(?= ?[ap]\.?m\.? ?[-–—|:]))"
    r"(?: ?[ap]\.?m\.?(?!\w))?(?: ?(?:[A-Z]{2,4}"
    r"|local time)(?![\w.]))?[\])]?(?: ?[-–—|:•·]+)? {1,4}(?=[A-Z0-9“\"‘#@$€£])",
)
_SCORE: Final = re.compile(
    r"[A-Z][\w.’' &-]{1,40} \d{1,3} ?[-–:] ?\d{1,3}(?: \(\d{1,3} ?[-–:] ?\d{1,3}\))? [A-Z][\w.’' &-]{1,40}"
    r"(?: \([^()]{1,30}\))?$"
    r"|[A-Z][\w.’' &-]{1,40} \d{1,3},? [A-Z][\w.’' &-]{1,40} \d{1,3}(?: \([^()]{1,30}\))?$"
)
_FIGURE: Final = re.compile(r"[A-Z][\w’' -]{1,40}: [$€£+-]?\d[\d.,]*(?:[ %\w/€$£-]{0,30})$")
_LABELLED: Final = re.compile(r"[A-Z][\w’'-]{1,20}(?: [\w’'-]{1,20})?: \S")
_LABEL_WORDS: Final = 3
_ENDS: Final = (".", "!", "?", ":", "”", '"', ",")


def entry(reader: Reader, line: Line) -> bool:
    """`09:41 Two bridges are closed`, `[11:02] Water recedes.`: the time is no part of the statement."""
    timed = _TIMED.match(line.text)
    return timed is not None and add_paragraph(reader, line, line.start + timed.end())


def result(reader: Reader, line: Line) -> bool:
    """`Tolm Rovers 3-1 Dunmere`, `Attendance: 14,203`: short and without an end mark, yet no heading."""
    figure = _FIGURE.match(line.text)
    labelled = figure is not None and len(line.text.partition(":")[0].split()) <= _LABEL_WORDS
    if not labelled and not _SCORE.match(line.text) and not _is_data(reader, line):
        return False
    return reader.add(line.start, line.end, "list_item")


def _is_data(reader: Reader, line: Line) -> bool:
    """`Referee: P. Novak` directly above or below another line of a short label and its value."""
    if reader.role == "glossary" or not _has_label(line):
        return False
    below, above = reader.below(), reader.below(-1) if reader.at else None
    if below is not None and not below.after_blank and _has_label(below):
        return True
    return above is not None and not line.after_blank and _has_label(above)


def _has_label(line: Line) -> bool:
    return len(line.text) <= 90 and not line.text.endswith(_ENDS) and _LABELLED.match(line.text) is not None
