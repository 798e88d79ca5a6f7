"""Turn the parts of a Word document into plain text that keeps its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from articles.formats.archive import Archive
from articles.formats.docx_styles import Styles
from articles.formats.docx_xml import NotAPart, W, read_part, value

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away words, field codes, comments, hidden properties.
_SKIPPED = {
    W + name
    for name in (
        *("del", "delText", "moveFrom", "instrText", "commentReference", "annotationRef"),
        *("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr"),
    )
} | {_FALLBACK}
_SIGNS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "word/footnotes.xml", W + "endnoteReference": "word/endnotes.xml"}
_SPACE = re.compile(r"[ \t\r\f\v]+")
_AROUND_BREAK = re.compile(r" ?\n ?")


class Document:
    """The text of one document, and the notes that it refers to, in the order of their marks."""

    def __init__(self, archive: Archive) -> None:
        """Raises NotAPart or BadArchive for a document that cannot be read."""
        root = read_part(archive.part("word/document.xml"), "word/document.xml")
        if root is None:
            raise NotAPart("the document has no word/document.xml")
        self.body = root.find(W + "body")
        self.styles = Styles(read_part(archive.part("word/styles.xml"), "word/styles.xml"))
        self.sources = {mark: read_part(archive.part(name), name) for mark, name in _NOTES.items()}
        self.noted: dict[tuple[str, str], int] = {}

    def text(self) -> str:
        """Return the blocks of the document parted by blank lines, the notes last; "" without words."""
        blocks = [] if self.body is None else self._blocks(self.body)
        notes = self._notes() if blocks else []
        return "\n\n".join([*_joined(blocks), *notes])

    def _blocks(self, parent: etree._Element) -> list[tuple[str, str]]:
        """Return (kind, words) of each block; items and quotes that follow each other are joined later."""
        found: list[tuple[str, str]] = []
        for child in parent:
            if child.tag == W + "p":
                found += self._paragraph(child)
            elif child.tag == W + "tbl":
                found += self._table(child)
            elif child.tag not in _SKIPPED:
                found += self._blocks(child)
        return found

    def _paragraph(self, paragraph: etree._Element) -> list[tuple[str, str]]:
        words = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", "".join(self._words(paragraph)))).strip(" \n")
        boxes = [block for box in _boxes(paragraph) for block in self._blocks(box)]
        if not words:
            return boxes
        meaning = self.styles.meaning(paragraph)
        line = words.replace("\n", " ")
        if meaning.level:
            return [("heading", f"{'#' * meaning.level} {line}"), *boxes]
        if meaning.item:
            return [("item", f"- {line}"), *boxes]
        if meaning.quote:
            return [("quote", "\n".join(f"> {each}" for each in words.split("\n") if each)), *boxes]
        return [("paragraph", words), *boxes]

    def _words(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag == W + "t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag in _NOTES:
                yield self._mark(child)
            elif child.tag == W + "r" and _hidden(child):
                continue
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != W + "txbxContent":
                yield from self._words(child)

    def _mark(self, reference: etree._Element) -> str:
        key = (str(reference.tag), reference.get(W + "id", ""))
        return f"[{self.noted.setdefault(key, len(self.noted) + 1)}]"

    def _notes(self) -> list[str]:
        """Each note once, by the number of its mark; a mark within a note is not followed."""
        found = []
        for (mark, identifier), number in list(self.noted.items()):
            source = self.sources[mark]
            notes = [] if source is None else [each for each in source if each.get(W + "id") == identifier]
            words = " ".join(line for note in notes for _, line in self._blocks(note))
            found += [f"[{number}] {words}"] if words else []
        return found

    def _table(self, table: etree._Element) -> list[tuple[str, str]]:
        rows = [
            [self._cell(cell) for cell in row.iterchildren(W + "tc")] for row in table.iterchildren(W + "tr")
        ]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        if max(map(len, rows)) < 2:
            return [("paragraph", row[0]) for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|" + "---|" * len(rows[0]))
        return [("table", "\n".join(lines))]

    def _cell(self, cell: etree._Element) -> str:
        return " ".join(words.replace("\n", " ") for _, words in self._blocks(cell)).replace("|", "/")


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The text boxes that hang on a paragraph; Word writes each twice, for old readers as a fallback."""
    found = []
    for box in paragraph.iter(W + "txbxContent"):
        above = next(box.iterancestors(_FALLBACK, W + "txbxContent", W + "p"), None)
        # A box within a box is found again when that one is read.
        if above is paragraph:
            found.append(box)
    return found


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and value(run, "rPr/vanish") not in {"0", "false"}


def _joined(blocks: list[tuple[str, str]]) -> list[str]:
    """Items of one list, and lines of one quotation, stand below each other without a blank line."""
    out: list[str] = []
    last = ""
    for kind, words in blocks:
        if kind == last and kind in {"item", "quote"}:
            out[-1] += f"\n{words}"
        else:
            out.append(words)
        last = kind
    return out
