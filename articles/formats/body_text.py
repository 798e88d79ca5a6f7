"""The words of the bodies that entries carry: a piece of HTML, plain text, or a tree of markup."""

from __future__ import annotations

import re

from lxml import etree

from articles.formats.html import titled_text
from articles.formats.html_text import block_text
from articles.formats.html_tree import MAX_ELEMENTS, TooComplex, read_tree

_TRAILING = re.compile(r"[ \t]+\n")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def html_words(markup: str) -> str:
    """Return all words of a piece of HTML, blocks parted by blank lines. Raises TooComplex."""
    tree = read_tree(markup) if markup.strip() else None
    return "" if tree is None else block_text(tree)


def one_line(markup: str) -> str:
    """Return the words of a title that may hold markup, on one line. Raises TooComplex."""
    return " ".join((html_words(markup) if "<" in markup or "&" in markup else markup).split())


def plain_words(text: str) -> str:
    """Return plain text as it is, but for white space at the ends of its lines."""
    return _TRAILING.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def words_of(value: str, media_type: str = "") -> str:
    """Return the words of a body by its media type; without one it is HTML if it holds a tag."""
    kind = media_type.lower()
    marked = "html" in kind or "xml" in kind or (not kind and bool(_TAG.search(value)))
    return html_words(value) if marked else plain_words(value)


def headed(title: str, text: str) -> tuple[str, str]:
    """Return (title, text beginning with it as a heading); a heading of the text's own comes below it.

    Without a title the text's first heading or words stand for one.
    """
    own = text.split("\n", 1)[0].removeprefix("# ")
    if title and text.startswith("# ") and own.casefold() != title.casefold():
        return title, f"# {title}\n\n#{text}"
    return (title, text) if title and text.startswith("# ") else titled_text(title, text)


def tree_words(tree: etree._Element) -> str:
    """Return the words of a tree made by an XML parser, its elements named as in HTML. Raises TooComplex."""
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise TooComplex(f"line {tree.sourceline}: more than {MAX_ELEMENTS:,} elements")
    return block_text(tree)
