"""Rules for the article itself: tables, lists, questions, quotes, captions, glossary, paragraphs."""

from __future__ import annotations

from typing import Final

from articles.statements import markers
from articles.statements.boilerplate import is_credit
from articles.statements.furniture import DATELINE
from articles.statements.lines import Line
from articles.statements.list_runs import list_markers
from articles.statements.reader import Reader
from articles.statements.wrapping import continues

_QUESTION_WORDS: Final = 40
_LINES: Final = 2_000
"""A paragraph wrapped over more lines goes on as another one."""
_HEADER_WORDS: Final = 4
_CAPTION: Final = 400
_OPENING: Final = "“«„\"‘'"


def table(reader: Reader, line: Line) -> bool:
    """Rows between bars; the row above `|---|` is the header, the bars at both ends are not part of a row."""
    below = reader.below()
    ruled = below is not None and "|" in below.text and bool(markers.TABLE_RULE.match(below.text))
    barred = line.text.startswith("|") and line.text.count("|") >= 2
    if not barred and not (ruled and "|" in line.text):
        return _open_row(reader, line)
    if barred and markers.TABLE_RULE.match(line.text):
        reader.at += 1
        return True
    header = ruled or _heads_figures(reader, line)
    return _row(reader, line, "table_header" if header else "table_row", lines=2 if ruled else 1)


def _heads_figures(reader: Reader, line: Line) -> bool:
    """A first row without a rule, or below a one-cell header, is a header if only rows below hold figures."""
    below = reader.below()
    above = reader.blocks[-1] if reader.blocks and not line.after_blank else None
    first = above is None or not above.kind.startswith("table")
    if above is not None and above.kind == "table_header":
        first = "|" not in reader.text[above.start : above.end]
    cells = line.text.strip("| ").split("|")
    return (
        first
        and below is not None
        and below.text.count("|") == line.text.count("|")
        and any(character.isdigit() for character in below.text)
        and not any(character.isdigit() for character in line.text)
        and all(len(cell.split()) <= _HEADER_WORDS for cell in cells)
    )


def _open_row(reader: Reader, line: Line) -> bool:
    """A row of a table written without bars at its ends."""
    in_table = reader.last_kind in {"table_header", "table_row"} and not line.after_blank and "|" in line.text
    return in_table and _row(reader, line, "table_row", lines=1)


def _row(reader: Reader, line: Line, kind: str, *, lines: int) -> bool:
    left = len(line.text) - len(line.text.lstrip("| \t"))
    right = len(line.text.rstrip("| \t"))
    return reader.add(line.start + left, line.start + max(left, right), kind, lines=lines)


def block_quote(reader: Reader, line: Line) -> bool:
    """`> words`."""
    mark = markers.QUOTE.match(line.text)
    return mark is not None and reader.add(line.start + mark.end(), line.end, "quote")


def question(reader: Reader, line: Line) -> bool:
    """`1. What …?`, `Q1. …?`, and any question under a heading for frequent questions."""
    mark = markers.QUESTION.match(line.text)
    if not line.text.endswith("?") or len(line.text.split()) > _QUESTION_WORDS:
        return False
    if mark is None and reader.role != "faq" and not (reader.interview and line.text[0] not in _OPENING):
        return False
    reader.answering = True
    return reader.add(line.start + (mark.end() if mark else 0), line.end, "question")


def list_item(reader: Reader, line: Line) -> bool:
    """A bullet or number with its text, or alone on its line with the text on the next."""
    below = reader.below()
    if markers.LONE_BULLET.match(line.text):
        reader.at += 1
        if below is None or markers.LONE_BULLET.match(below.text) or markers.BULLET.match(below.text):
            return True
        return _item(reader, below, below.start)
    if list_markers(line.text):
        return _item(reader, line, line.start)
    mark = markers.BULLET.match(line.text) or markers.NUMBER.match(line.text)
    return mark is not None and _item(reader, line, line.start + mark.end())


def _item(reader: Reader, line: Line, start: int) -> bool:
    entry = reader.role == "glossary" and markers.TERM.match(reader.text[start : line.end])
    end, lines = _wrapped(reader, line)
    return reader.add(start, end, "glossary" if entry else "list_item", lines=lines)


def caption(reader: Reader, line: Line) -> bool:
    """`Caption: words`, `Photo: words`, `![words](address)`, `A sentence. Photo: name`."""
    image = markers.IMAGE.match(line.text)
    if image:
        sentence = len(image[1].split()) >= 6
        return reader.add(
            line.start + 2, line.start + 2 + len(image[1]), "caption" if sentence else "boilerplate"
        )
    credited = _credit(line.text) if len(line.text) <= _CAPTION else None
    mark = markers.CAPTION.match(line.text)
    if credited is not None:
        return reader.add(line.start + (mark.end() if mark else 0), line.start + credited, "caption")
    kind = "boilerplate" if markers.CREDITED.search(line.text) else "caption"
    return mark is not None and reader.add(line.start + mark.end(), line.end, kind)


def _credit(line: str) -> int | None:
    """Where the sentence ends that the credit of a picture follows; None when there is no credit."""
    named = markers.CREDIT_BELOW.search(line)
    if named and is_credit(line[named.end() :]):
        return named.start()
    agency = markers.AGENCY_BELOW.search(line)
    return agency.start() if agency else None


def paragraph(reader: Reader, line: Line) -> bool:
    """Anything else: an answer below its question, an entry of the glossary, a quote, a paragraph."""
    dateline = DATELINE.match(line.text) if reader.in_head else None
    return add_paragraph(reader, line, line.start + (dateline.end() if dateline else 0))


def add_paragraph(reader: Reader, line: Line, start: int) -> bool:
    """Add the paragraph whose words begin at `start` on the present line, with the lines going on with it."""
    if reader.answering and reader.last_kind == "question":
        mark = markers.ANSWER.match(line.text)
        start += mark.end() if mark else 0
    end, lines = _wrapped(reader, line)
    return reader.add(start, end, _prose_kind(reader, reader.text[start:end]), lines=lines)


def _prose_kind(reader: Reader, words: str) -> str:
    if reader.answering:
        return "answer"
    if reader.role == "glossary" and markers.TERM.match(words):
        return "glossary"
    return "quote" if markers.is_wholly_quoted(words) else "paragraph"


def _wrapped(reader: Reader, line: Line) -> tuple[int, int]:
    """End of the paragraph that begins with the present line, and how many lines it takes."""
    lines = 1
    while lines < _LINES and continues(below := reader.below(lines), line, reader.width):
        line = below
        lines += 1
    return line.end, lines
