"""Undo what old pages do for looks: forms around whole pages, tables as columns, breaks as paragraphs."""

from __future__ import annotations

from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement

from articles.formats.html_tags import BLOCKS, INVISIBLE, ITEMS

_ENOUGH = 300
"""Characters: a cell with more of them is no cell of figures, a form with more is no form to fill in."""

_LONGEST_NAME = 1_000
_NO_WORDS = INVISIBLE | {"option", "label", "legend"}
_IN_TABLES = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_HOLD_LINES = ("div", "td", "span", "section", "article", "main", "body")


def undo_layout(tree: HtmlElement) -> None:
    """Make plain divisions and paragraphs of markup that only places them. Changes `tree`."""
    for element in tree.iter():
        if len(element.get("class") or "") > _LONGEST_NAME:
            del element.attrib["class"]
    for form in list(tree.iter("form")):
        if _is_long(form):
            form.tag = "div"
    for table in reversed(list(tree.iter("table"))):
        if _places(table):
            _dissolve(table)
    for holder in list(tree.iter(*_HOLD_LINES)):
        if _has_double_break(holder):
            _into_paragraphs(holder)


def _places(table: HtmlElement) -> bool:
    """A table with another one or a long text in a cell is there for the layout, if it has no headers."""
    if next(table.iter("th"), None) is not None:
        return False
    if table.get("data-dissolved") or next(table.iterdescendants("table"), None) is not None:
        return True
    return any(_is_long(cell) for cell in table.iter("td"))


def _is_long(part: HtmlElement) -> bool:
    """Whether a part has more words than a form or a cell; the choices of a list and code do not count."""
    length = 0
    for element in part.iter():
        words = element.text if isinstance(element.tag, str) and element.tag not in _NO_WORDS else ""
        length += len((words or "").strip()) + len(
            (element.tail or "").strip() if element is not part else ""
        )
        if length > _ENOUGH:
            return True
    return False


def _dissolve(table: HtmlElement) -> None:
    above = next(table.iterancestors("table"), None)
    if above is not None:
        above.set("data-dissolved", "1")
    for part in list(table.iter(*_IN_TABLES)):
        part.tag = "div"


def _has_double_break(holder: HtmlElement) -> bool:
    return any(_ends_paragraph(child) for child in holder.iterchildren("br"))


def _ends_paragraph(line_break: HtmlElement) -> bool:
    below = line_break.getnext()
    return below is not None and below.tag == "br" and not (line_break.tail or "").strip()


def _into_paragraphs(holder: HtmlElement) -> None:
    """Wrap what stands between two breaks in a paragraph; block elements stay beside them as they are."""
    pieces: list[HtmlElement | str] = [holder.text or ""]
    children = list(holder)
    for child in children:
        tail, child.tail = child.tail or "", None
        pieces += [child, tail]
    for child in children:
        holder.remove(child)
    holder.text = None
    if holder.tag == "span":
        holder.tag = "div"
    for kind, run in groupby(_sorted_out(pieces), key=_kind):
        if kind == "words":
            _append_paragraph(holder, list(run))
        elif kind == "block":
            holder.extend(piece for piece in run if not isinstance(piece, str))


def _sorted_out(pieces: list[HtmlElement | str]) -> list[HtmlElement | str]:
    """Put the mark "\\0" for each pair of breaks, and leave the white space around it away."""
    out: list[HtmlElement | str] = []
    for piece in pieces:
        if not isinstance(piece, str) and piece.tag == "br" and _last_is_break(out):
            while out and not _is_words(out[-1]):
                out.pop()
            out.append("\0")
        elif not (isinstance(piece, str) and not piece):
            out.append(piece)
    return out


def _last_is_break(out: list[HtmlElement | str]) -> bool:
    for piece in reversed(out):
        if isinstance(piece, str):
            if piece == "\0":
                return True
            if piece.strip():
                return False
        else:
            return bool(piece.tag == "br")
    return False


def _is_words(piece: HtmlElement | str) -> bool:
    return bool(piece.strip()) if isinstance(piece, str) else piece.tag != "br"


def _kind(piece: HtmlElement | str) -> str:
    if isinstance(piece, str):
        return "mark" if piece == "\0" else "words"
    holds = piece.tag in BLOCKS and piece.tag not in ITEMS
    return "block" if holds or next(piece.iterdescendants("p", "div"), None) is not None else "words"


def _append_paragraph(holder: HtmlElement, run: list[HtmlElement | str]) -> None:
    if not any(_is_words(piece) for piece in run):
        return
    paragraph = etree.SubElement(holder, "p")
    last: HtmlElement | None = None
    for piece in run:
        if not isinstance(piece, str):
            paragraph.append(piece)
            last = piece
        elif last is None:
            paragraph.text = (paragraph.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece
