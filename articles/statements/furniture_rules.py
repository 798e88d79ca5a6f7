"""Rules for lines that are not the article: metadata, boilerplate, and whole parts such as biographies."""

from __future__ import annotations

from typing import Final

from articles.statements import headings, markers
from articles.statements.boilerplate import is_boilerplate, is_personal
from articles.statements.furniture import CLOCK, LABEL, is_metadata
from articles.statements.lines import Line
from articles.statements.reader import SILENT_ROLES, Reader

_SENTENCE_ENDS: Final = tuple(".!?”\"'’")
_PROSE_WORDS, _SENTENCE_WORDS = 12, 6


def rule_line(reader: Reader, line: Line) -> bool:
    """`---`, `***`, `===`: a line that only divides."""
    if not markers.RULE.match(line.text):
        return False
    reader.at += 1
    return True


def furniture(reader: Reader, line: Line) -> bool:
    """Metadata and boilerplate; a label without a value takes the short line below as its value."""
    glossary = reader.role == "glossary" and not reader.in_tail
    if is_metadata(line.text, at_edge=(reader.in_head or reader.in_tail) and not glossary):
        reader.add(line.start, line.end, "metadata")
        return _value_below(reader, line) or True
    after_end = reader.in_tail and reader.last_kind in {"metadata", "boilerplate"} and not _is_live(reader)
    if is_boilerplate(line.text, at_end=reader.in_tail) or (after_end and is_personal(line.text)):
        return reader.add(line.start, line.end, "boilerplate")
    return False


def _is_live(reader: Reader) -> bool:
    """The line above tells a time of day or what happens in the room: a report or a transcript goes on."""
    above = reader.text[reader.blocks[-1].start : reader.blocks[-1].end]
    return above[0] in "([" or bool(CLOCK.match(above))


def _value_below(reader: Reader, line: Line) -> bool:
    label, value = LABEL.match(line.text), reader.below(0)
    if label is None or label[2] or value is None or value.after_blank or LABEL.match(value.text):
        return False
    return len(value.text.split()) <= _PROSE_WORDS and reader.add(value.start, value.end, "metadata")


def silent_part(reader: Reader, line: Line) -> bool:
    """Lines below “Author”, “Related”, “Comments”, as long as that part lasts."""
    if reader.role not in SILENT_ROLES:
        return False
    known = reader.role != "comments" and headings.names_a_section(line.text)
    if known or _back_in_article(reader, line):
        reader.role = ""
        return False
    return reader.add(line.start, line.end, "boilerplate")


def _back_in_article(reader: Reader, line: Line) -> bool:
    """A list of links ends at prose; a biography above the article at the first full sentence."""
    if reader.role == "comments" or (reader.role == "author" and reader.role_opened_at > 1):
        return False
    below = reader.below()
    if "|" in line.text and below is not None and markers.TABLE_RULE.match(below.text):
        return True
    listed = (
        markers.BULLET.match(line.text)
        or markers.NUMBER.match(line.text)
        or markers.LONE_BULLET.match(line.text)
    )
    least = _SENTENCE_WORDS if line.after_blank and line.text.endswith(".") else _PROSE_WORDS
    return not listed and line.text.endswith(_SENTENCE_ENDS) and len(line.text.split()) >= least


def signature(reader: Reader, line: Line) -> bool:
    """`— A. Speaker` below a quote: says whose words they were, and is no statement itself."""
    mark = markers.SIGNATURE.match(line.text)
    if mark is None or not reader.blocks or reader.last_kind not in {"quote", "paragraph"}:
        return False
    above = reader.blocks[-1]
    quoted = above.kind == "quote" or reader.text[above.end - 1] in '”»"'
    if not quoted or len(line.text.split()) > 10 or line.text.endswith((".", "!", "?", "”")):
        return False
    return reader.add(line.start + mark.end(), line.end, "metadata", level=1)
