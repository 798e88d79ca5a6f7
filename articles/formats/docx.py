"""Parse a Word document (.docx): its words in blocks, its properties as fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from lxml import etree

from articles.formats.archive import Archive, BadArchive, is_zip
from articles.formats.completing import complete
from articles.formats.dates import read_date
from articles.formats.docx_text import Document
from articles.formats.docx_xml import NotAPart, read_part
from articles.formats.entries import too_long
from articles.formats.file_format import FileFormat
from articles.formats.html import titled_text
from articles.formats.json_ld import storable
from articles.formats.limits import in_force
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight

_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_FIELDS = {"title", "creator", "created", "modified", "language", "identifier"}


def parse_docx(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the one article in a .docx, or one Refusal that says why there is none.

    Tracked insertions count as made, deletions as gone; comments, headers and footers are left out; footnotes
    stand below the text. What the text says about itself wins over the file's properties.
    """
    try:
        archive = Archive(data, in_force())
        text = Document(archive).text()
        properties = _properties(read_part(archive.part(_PROPERTIES), _PROPERTIES))
    except (BadArchive, NotAPart) as wrong:
        return [Refusal(locator=locator, reason=str(wrong))]
    if not text:
        return [Refusal(locator=locator, reason="the document holds no text")]
    if len(text) > in_force().characters:
        return [Refusal(locator=locator, reason=too_long(text, in_force()), snippet=text[:80])]
    return [_article(text, properties, locator)]


def is_docx(data: bytes) -> bool:
    """Tell whether the bytes are a zip archive that holds a Word document."""
    if not is_zip(data):
        return False
    try:
        return _MAIN in Archive(data, in_force()).names()
    except BadArchive:
        return _MAIN.encode() in data


def _article(text: str, properties: dict[str, str], locator: str) -> ParsedArticle:
    title, text = titled_text(properties.get("title", ""), text)
    kept: dict[str, object] = {name: value for name, value in properties.items() if name not in _FIELDS}
    article = complete(ParsedArticle(locator=locator, title=title, text=text))
    return replace(
        article,
        byline=article.byline or properties.get("creator", ""),
        external_id=properties.get("identifier", ""),
        language=properties.get("language", ""),
        published_at=article.published_at or _date(properties, "created", kept),
        modified_at=article.modified_at or _date(properties, "modified", kept),
        extra={"docx": kept} if kept else {},
    )


def _properties(root: etree._Element | None) -> dict[str, str]:
    """Return the core properties (ECMA-376 part 2, 11) by their local names, those that say anything."""
    found: dict[str, str] = {}
    for each in root if root is not None else ():
        value = " ".join((each.text or "").split())
        if isinstance(each.tag, str) and value:
            found[etree.QName(each).localname] = str(storable(value))
    return found


def _date(properties: dict[str, str], name: str, kept: dict[str, object]) -> datetime | None:
    written = properties.get(name, "")
    try:
        return read_date(written) if written else None
    except ValueError:
        kept[name] = written
        return None


def _is_docx(sight: Sight) -> bool:
    return is_docx(sight.data)


FORMAT = FileFormat(
    name="docx",
    label="Word document",
    said="a Word document",
    parse=parse_docx,
    detects=_is_docx,
    binary=True,
)
