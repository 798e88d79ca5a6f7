"""Read one XML part of a Word document, after a scan has refused what no such part needs."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# A tree takes about a hundred bytes for each mark of markup; a long report has fifty thousand.
_MOST_MARKS = 400_000


class NotAPart(ValueError):
    """A part of the document cannot be read as XML, or is unlike any that a word processor writes."""


def read_part(data: bytes, name: str) -> etree._Element | None:
    """Return the root of a part, None for an empty one; raise NotAPart naming the part and what is wrong."""
    if not data:
        return None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data[:200]:
        raise NotAPart(f"{name} must not declare a DOCTYPE, and must be in UTF-8")
    if data.count(b"<") + data.count(b"=") > _MOST_MARKS:
        raise NotAPart(f"{name} has more markup than any document needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as wrong:
        line, column = wrong.position
        raise NotAPart(f"{name}, line {line}, column {column}: {wrong.msg}") from wrong


def value(element: etree._Element | None, path: str, attribute: str = "val") -> str:
    """Return an attribute of the first element at `path` (local names parted by /), or ""."""
    if element is None:
        return ""
    found = element.find("/".join(W + name for name in path.split("/")))
    return "" if found is None else found.get(W + attribute, "")
