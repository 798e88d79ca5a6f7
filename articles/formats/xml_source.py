"""Read XML that others wrote: no entities, no network, bounded depth, exact about what is wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from articles.formats.decoding import decode
from articles.formats.limits import DEEPEST, in_force

Element = etree._Element  # noqa: SLF001  lxml gives its element no public name

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
# Comments and CDATA are matched first, so that what stands inside them is not taken for markup.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)",
    re.DOTALL | re.IGNORECASE,
)
# Names a DTD and declares nothing itself; no DTD is ever loaded.
_BARE_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]<>]{1,500}>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_COUNTED = re.compile(r",? line \d+(?:, column \d+)?(?: \(.*\))?")


class Unsafe(ValueError):
    """The file holds what no article needs and an attack would; the message names the line."""


class NotXml(ValueError):
    """The file is not well-formed; the message names line and column."""


def read_xml(data: bytes, *, what: str, doctype: bool = False) -> Element:
    """Return the root of an XML file, without comments and processing instructions.

    `what` names the kind of file in a refusal; `doctype` lets one stand that declares nothing itself.
    Raises Undecodable for the encoding, Unsafe for declarations and deep nesting, NotXml.
    """
    text = safe_text(data, what=what, doctype=doctype)
    failure = failure_of(text)
    if failure is not None:
        line, column = failure.position
        raise NotXml(f"line {line}, column {column}: {complaint(failure)}")
    return etree.fromstring(text.encode(), xml_parser())


def safe_text(data: bytes, *, what: str, doctype: bool = False) -> str:
    """Return the text of an XML file without its declaration, HTML's named characters spelled out.

    Raises Undecodable, and Unsafe where the file declares a DOCTYPE or an entity.
    """
    text = _DECLARATION.sub(blank, decode(data))
    if doctype:
        text = _BARE_DOCTYPE.sub(blank, text, count=1)
    for found in _MARKUP.finditer(text):
        if found.group(1):
            raise Unsafe(f"{place(text, found.start())}: {what} must not declare a {found.group(1).upper()}")
    return _ENTITY.sub(_spelled_out, text)


def failure_of(xml: str) -> etree.XMLSyntaxError | None:
    """Return what makes `xml` not well-formed, or None. Raises Unsafe where its elements nest too deep."""
    try:
        root = etree.fromstring(xml.encode(), xml_parser())
    except etree.XMLSyntaxError as failure:
        if "depth" in str(failure).lower():
            raise Unsafe(f"line {failure.position[0]}: elements nest too deep") from failure
        return failure
    _check_depth(root)
    return None


def _check_depth(root: Element) -> None:
    """The parser has a limit of its own; only a lower one needs a look at each element."""
    deepest = in_force().depth
    if deepest >= DEEPEST:
        return
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            raise Unsafe(f"line {element.sourceline}: elements nest too deep")


def complaint(failure: etree.XMLSyntaxError) -> str:
    """Return the parser's words without its own counting of lines, true only for the piece it was given."""
    return _COUNTED.sub("", failure.msg)


def without_comments(text: str) -> str:
    """Return `text` with its comments and CDATA blanked, so that what is left of `<` is markup."""
    return _MARKUP.sub(blank, text)


def blank(found: re.Match[str]) -> str:
    """Return spaces of the same length, so that lines and columns stay true."""
    return re.sub(r"[^\n]", " ", found.group())


def place(text: str, at: int) -> str:
    """Return the line of a character as a reader counts it."""
    return f"line {text.count(chr(10), 0, at) + 1}"


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of that local name, in order; of no element none."""
    for child in () if element is None else element:
        if isinstance(child.tag, str) and local(child) == name:
            yield child


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path of local names (`head/docdata`), or None."""
    found = element
    for name in path.split("/"):
        found = next(children(found, name), None)
    return found


def words(element: Element | None) -> str:
    """Return all words in an element on one line; of no element none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def words_at(element: Element | None, path: str) -> str:
    """Return the words of the first element at a path."""
    return words(find(element, path))


def xml_parser() -> etree.XMLParser:
    """Return a parser that resolves nothing, goes nowhere, and stops at 256 levels."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


def _spelled_out(found: re.Match[str]) -> str:
    """HTML's named characters are undefined in XML without a DTD, yet feeds use them."""
    character = html.unescape(found.group())
    return found.group() if set(character) & set("<>&\"'") else character
