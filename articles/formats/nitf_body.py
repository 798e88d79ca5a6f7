"""The words of a NITF body: its elements renamed to HTML's, so that one walk reads both."""

from __future__ import annotations

from copy import deepcopy

from articles.formats.body_text import tree_words
from articles.formats.xml_source import Element, children, local

# NITF 3.6, "body.content": what stands there and which element of HTML shows it.
_AS_HTML = {
    "hl1": "h1",
    "hl2": "h2",
    "bq": "blockquote",
    "block": "div",
    "body.content": "div",
    "media-caption": "figcaption",
    "media": "figure",
    "fn": "p",
    "note": "p",
    "datasource": "p",
    "dl": "dl",
    "nitf-table": "div",
    "tagline": "p",
}
_WITHOUT_WORDS = frozenset(
    ("media-metadata", "media-object", "media-reference", "nitf-table-metadata", "head")
)


def body_words(body: Element) -> str:
    """Return the words of one `body.content`, headings, lists, quotes and tables kept. Raises TooComplex."""
    tree = deepcopy(body)
    for element in list(tree.iter()):
        if isinstance(element.tag, str):
            name = local(element)
            element.tag = "script" if name in _WITHOUT_WORDS else _AS_HTML.get(name, name)
    return tree_words(tree)


def xhtml_words(root: Element) -> str:
    """Return the words of an XHTML element, its namespace set aside; only its body, where it has one."""
    tree = deepcopy(root)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = local(element).lower()
    return tree_words(next(children(tree, "body"), tree))
