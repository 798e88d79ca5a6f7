"""Read HTML into a tree, after a cheap scan has refused what would make the slow parsers suffer."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.formats.html_tags import OPAQUE, UNNESTED
from articles.formats.limits import in_force

MAX_ELEMENTS = 50_000
# The parser compares each attribute of an element with all others, and each reference is read at a price.
MAX_ATTRIBUTES, MAX_REFERENCES = 500, 300_000
# No start tag with fewer characters up to the next has that many attributes.
_LONG_TAG = 2 * MAX_ATTRIBUTES

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][^\s/<>]*)([^<>]*))")
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")
# What a page may hold, written out or as a reference, and no tree takes when words in it are moved.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in OPAQUE}


class TooComplex(ValueError):
    """The HTML nests deeper or holds more elements than any article does; the message says where."""


def read_tree(text: str) -> HtmlElement | None:
    """Return the document element of an HTML page or fragment, or None when there is no element at all.

    Raises TooComplex for more open elements than the limits allow, more than MAX_ELEMENTS or MAX_REFERENCES
    in all, and more than MAX_ATTRIBUTES of one element.
    """
    if text.count("&") > MAX_REFERENCES:
        raise TooComplex(f"more than {MAX_REFERENCES:,} character references")
    check_nesting(text)
    parser = HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        return None
    if "&#" in text or _UNFIT.search(text):
        _take_out_controls(tree)
    return tree


def _take_out_controls(tree: HtmlElement) -> None:
    """Turn control characters and what is no character into spaces; a form feed is one anyway."""
    for element in tree.iter():
        if element.text and _UNFIT.search(element.text):
            element.text = _UNFIT.sub(" ", element.text)
        if element.tail and _UNFIT.search(element.tail):
            element.tail = _UNFIT.sub(" ", element.tail)


def check_nesting(text: str) -> None:
    """Raise TooComplex where `text` opens too many elements; one pass, whatever the input."""
    opened: list[str] = []
    deepest = in_force().depth
    elements = at = 0
    while found := _TAG.search(text, at):
        comment, closing, name, rest = found.groups()
        name = (name or "").lower()
        if comment or (name in _END and not closing):
            at = _end_of_opaque(text, name, found.end())
            continue
        at = found.end()
        if closing:
            _close(opened, name)
            continue
        elements += 1
        _check_attributes(text, found.end(3))
        if name not in UNNESTED and not rest.endswith("/"):
            opened.append(name)
        if len(opened) > deepest or elements > MAX_ELEMENTS:
            line = text.count("\n", 0, at) + 1
            excess = f"{deepest} nested" if len(opened) > deepest else f"{MAX_ELEMENTS:,}"
            raise TooComplex(f"line {line}: more than {excess} elements")


def _check_attributes(text: str, at: int) -> None:
    following = text.find("<", at)
    if (len(text) if following < 0 else following) - at < _LONG_TAG:
        return
    place = at
    for _ in range(MAX_ATTRIBUTES):
        attribute = _ATTRIBUTE.match(text, place)
        if attribute is None:
            return
        place = attribute.end()
    line = text.count("\n", 0, at) + 1
    raise TooComplex(f"line {line}: an element with more than {MAX_ATTRIBUTES} attributes")


def _end_of_opaque(text: str, name: str, at: int) -> int:
    if name:
        end = _END[name].search(text, at)
        return end.end() if end else len(text)
    end_of_comment = text.find("-->", at)
    return end_of_comment + 3 if end_of_comment >= 0 else len(text)


def _close(opened: list[str], name: str) -> None:
    """An end tag closes everything opened since its start tag, as parsers do; a stray one closes nothing."""
    if name in opened:
        while opened.pop() != name:
            pass
