"""Read the text of a captured evidence page: everything a reader of it could see, the article first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from articles.formats.binary import binary_kind
from articles.formats.decoding import Undecodable, declared_encoding, decode
from articles.formats.html import is_html
from articles.formats.html_head import read_head
from articles.formats.html_text import article_text, block_text
from articles.formats.html_tree import TooComplex, read_tree

_HTML = frozenset(("text/html", "application/xhtml+xml"))


class Unreadable(ValueError):
    """The page's text cannot be read here; the message says why and is fit for the person who cites it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a captured page says, and what it says about itself."""

    text: str
    title: str = ""
    publisher: str = ""
    published_at: datetime | None = None


def read_page(body: bytes, media_type: str, charset: str) -> Page:
    """Return the page in `body`. `media_type` and `charset` are the server's word, "" where it gave none.

    Raises Unreadable for anything but HTML and plain text, an unknown encoding, and a page without text.
    """
    kind = media_type.lower()
    if kind not in _HTML | {"text/plain", ""}:
        raise Unreadable(f"the page is {media_type}; only HTML and plain text can be quoted from")
    if binary := binary_kind(body):
        raise Unreadable(f"the page is {binary}; only HTML and plain text can be quoted from")
    text = _decoded(body, charset)
    page = _html_page(text) if kind in _HTML or (not kind and is_html(text)) else Page(text=text)
    if not page.text.strip():
        raise Unreadable("the page holds no text")
    return page


def _decoded(body: bytes, charset: str) -> str:
    """Decode as a browser does: the server's word counts, a stray byte shows as U+FFFD."""
    try:
        text = decode(body, declared=charset or declared_encoding(body), errors="replace")
    except Undecodable as unknown:
        raise Unreadable(f"the page is in an {unknown}") from unknown
    return text.replace("\x00", "\ufffd")


def _html_page(text: str) -> Page:
    try:
        tree = read_tree(text)
    except TooComplex as refused:
        raise Unreadable(f"the page cannot be read: {refused}") from refused
    if tree is None:
        raise Unreadable("the page holds no text")
    head = read_head(tree)
    return Page(
        text=_whole_text(tree), title=head.title, publisher=head.publisher, published_at=head.published_at
    )


def _whole_text(tree: HtmlElement) -> str:
    """Every visible block once, as the page has it: the article first, then what stands above and below it.

    The search for the article says only where that begins and ends. It drops words that are no prose to it,
    such as a date within a sentence, and those are what is quoted.
    """
    visible = block_text(tree).split("\n\n")
    said = {_bare(line) for line in article_text(tree, recall=True).split("\n")}
    found = [at for at, block in enumerate(visible) if all(_bare(line) in said for line in block.split("\n"))]
    first, last = (found[0], found[-1] + 1) if found else (0, len(visible))
    return "\n\n".join([*visible[first:last], *visible[:first], *visible[last:]])


def _bare(line: str) -> str:
    return line.lstrip("#>-| ").rstrip(" |")
