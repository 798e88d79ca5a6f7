"""Rules for titles and headings, with and without a mark."""

from __future__ import annotations

import re
from typing import Final

from articles.statements import headings, markers
from articles.statements.boilerplate import is_boilerplate
from articles.statements.furniture import is_metadata
from articles.statements.lexicon import AUXILIARIES
from articles.statements.lines import Line
from articles.statements.reader import SILENT_ROLES, Reader, same_words
from articles.statements.signals import is_act
from articles.statements.wrapping import continues

_MARKS: Final = (
    markers.BULLET,
    markers.LONE_BULLET,
    markers.NUMBER,
    markers.QUOTE,
    markers.QUESTION,
    markers.IMAGE,
)
_TITLE_LINES: Final = 15
_TITLE_WORDS: Final = 30
_LEAD_WORDS: Final = 4
# What a paper names its series by, behind its own name and a mark: “HARBOUR POST – THE LONG READ”.
_RUBRIC: Final = re.compile(
    r"\s[–—|/•·:-]\s*(?:the\s+)?(?:long\s+reads?|big\s+read|opinion|comment|editorial|analysis|explainer|feature|news"
    r"|interview|profile|investigation|special\s+report|politics|world|business|economy|health|science|sport|culture"
    r"|weekend|magazine)$",
    re.IGNORECASE,
)


def kicker(reader: Reader, line: Line) -> bool:
    """The name of a series in capitals above the title, which is a line of its own below."""
    below = reader.below()
    if reader.blocks or below is None or not line.text.isupper() or not _RUBRIC.search(line.text):
        return False
    if below.text.isupper() or is_metadata(below.text, at_edge=True):
        return False
    is_titled = headings.looks_like_heading(below.text, words=_TITLE_WORDS, question=True)
    return is_titled and reader.add(line.start, line.end, "metadata")


def title(reader: Reader, line: Line) -> bool:
    """The early line that repeats the known title, or the first line when it looks like one."""
    if reader.content or reader.at > _TITLE_LINES or any(block.kind == "title" for block in reader.blocks):
        return False
    mark = headings.MARKED.match(line.text)
    start = line.start + (mark.end() if mark else 0)
    if reader.title:
        found = same_words(reader.text[start : line.end]) == reader.title
    else:
        first = all(block.kind in {"metadata", "boilerplate"} for block in reader.blocks)
        silent = reader.role in SILENT_ROLES or headings.section_role(reader.text[start : line.end])
        found = first and not silent and (bool(mark) or _could_be_title(reader, line))
    return found and reader.add(start, line.end, "title", level=1)


def _could_be_title(reader: Reader, line: Line) -> bool:
    below = [reader.below(steps) for steps in (1, 2, 3)]
    if below[0] is None or _is_marked(line.text) or _goes_on(below[0]):
        return False
    if is_metadata(line.text, at_edge=True) or is_boilerplate(line.text, at_end=False):
        return False
    words = line.text[1:-1] if markers.is_wholly_quoted(line.text) and line.text[-2].isalnum() else line.text
    if not headings.looks_like_heading(words, words=_TITLE_WORDS, question=True) or _fills(reader, line):
        return False
    return below[0].after_blank or any(
        other is not None and len(other.text) > len(line.text) for other in below
    )


def _fills(reader: Reader, line: Line) -> bool:
    """In a text wrapped throughout: the paragraph goes on below."""
    return reader.width > 0 and continues(reader.below(), line, reader.width)


def marked_heading(reader: Reader, line: Line) -> bool:
    """`# Heading`, or a short line that is bold throughout."""
    mark = headings.MARKED.match(line.text)
    if mark:
        start, end, level = line.start + mark.end(), line.start + len(line.text.rstrip("# \t")), len(mark[1])
    elif headings.BOLD.match(line.text):
        start, end, level = line.start + 2, line.start + line.text.rindex(line.text[:2]), 6
        if not headings.looks_like_heading(reader.text[start:end], question=True):
            return False
    else:
        return False
    if start >= end:
        return False
    if reader.role == "comments" or (reader.role == "author" and level > reader.level > 0):
        return reader.add(start, end, "boilerplate", level=level)
    if reader.role == "faq" and level >= reader.level and reader.text[start:end].endswith("?"):
        return _question_heading(reader, start, end, level)
    return reader.open_section(start, end, level)


def _question_heading(reader: Reader, start: int, end: int, level: int) -> bool:
    mark = markers.QUESTION.match(reader.text[start:end])
    reader.answering = True
    return reader.add(start + (mark.end() if mark else 0), end, "question", level=level)


def silent_section(reader: Reader, line: Line) -> bool:
    """“Author”, “Share this:”, “Comments”: a line that opens a part which is not the article."""
    role = headings.section_role(line.text) if len(line.text) <= 60 else ""
    if role == "comments" and reader.in_head:
        return reader.add(line.start, line.end, "boilerplate")  # how many there are, above the article
    if role not in SILENT_ROLES:
        return False
    return reader.open_section(line.start, line.end, 0)


def plain_heading(reader: Reader, line: Line) -> bool:
    """A short line without final punctuation above something longer, a list, a table or another heading."""
    below = reader.below()
    if below is None or reader.last_kind == "question" or _is_marked(line.text) or _goes_on(below):
        return False
    if _fills(reader, line):
        return False
    if _is_lead(line.text):
        return reader.open_section(line.start, line.end, 0)
    if not headings.looks_like_heading(line.text, question=not reader.answering):
        return False
    if reader.role == "glossary" and markers.TERM.match(line.text):
        return False
    if markers.TURN.match(line.text) and markers.TURN.match(below.text):
        return False
    known = headings.section_role(line.text) != "" or _is_shouted(line.text)
    longer = known or len(below.text) > len(line.text)
    if _leads_in(below):
        return False
    return (longer or _is_marked(below.text) or _heads_a_heading(reader, below)) and reader.open_section(
        line.start, line.end, 0
    )


def _is_lead(line: str) -> bool:
    """`Highlights:`, `Notes to editors:`: a few words with a colon in which nothing happens or is said."""
    name = line[:-1]
    words = name.lower().split()
    quiet = len(words) <= _LEAD_WORDS and not any(is_act(word) or word in AUXILIARIES for word in words[1:])
    return line.endswith(":") and quiet and headings.looks_like_heading(name)


def _leads_in(below: Line) -> bool:
    """“The rules apply” directly above items with small letters goes on in them, and is no heading."""
    mark = markers.BULLET.match(below.text) if not below.after_blank else None
    return mark is not None and below.text[mark.end()].islower()


def _is_shouted(line: str) -> bool:
    return line.isupper() and " " in line and not any(character.isdigit() for character in line)


def _goes_on(below: Line) -> bool:
    """A small letter directly below: the line above was wrapped, and is no heading."""
    return below.text[0].islower() and not below.after_blank


def _heads_a_heading(reader: Reader, below: Line) -> bool:
    under = reader.below(2)
    return headings.looks_like_heading(below.text) and under is not None and len(under.text) > len(below.text)


def numbered_heading(reader: Reader, line: Line) -> bool:
    """`2. Background` above a paragraph: numbered, short, open-ended, and no list goes on below."""
    mark = markers.NUMBER.match(line.text)
    below = reader.below()
    name = line.text[mark.end() :] if mark else ""
    in_list = below is not None and (_is_marked(below.text) or reader.last_kind == "list_item")
    if mark is None or below is None or (in_list and not name.isupper()):
        return False
    if not headings.looks_like_heading(name):
        return False
    if not name.isupper() and len(below.text) < 2 * len(line.text):
        return False
    return reader.open_section(line.start + mark.end(), line.end, 0)


def _is_marked(line: str) -> bool:
    if line[0].isalpha() and line[0] not in "qQ" and line[1:2] not in ")":
        return False
    return line[0] == "|" or any(pattern.match(line) for pattern in _MARKS)
