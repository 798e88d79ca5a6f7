"""Parse one HTML page into one article."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

from articles.formats.completing import complete
from articles.formats.decoding import Undecodable, decode
from articles.formats.file_format import FileFormat
from articles.formats.html_article import find_article
from articles.formats.html_head import read_head
from articles.formats.html_text import block_text
from articles.formats.html_tree import TooComplex, read_tree
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight, first_markup

_SNIPPET = 120
_START = re.compile(
    r"<(!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|meta|title|link|script|style|table|ul|ol"
    r"|blockquote|span|figure|header|nav|a|b|i|em|strong|img|br|hr)[\s>/]",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Return whether decoded text is HTML: markup is told by its first element."""
    return bool(_START.match(first_markup(text)))


def parse_html(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the article in an HTML page, or one Refusal saying what is wrong and where."""
    try:
        text = decode(data)
        tree = read_tree(text)
    except (Undecodable, TooComplex) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    if tree is None:
        return [Refusal(locator=locator, reason="the HTML holds no element", snippet=text[:_SNIPPET])]
    head = read_head(tree)
    try:
        words, with_edges = find_article(tree, title=head.title, stated=_stated(head.body))
    except TooComplex as wrong:
        return [Refusal(locator=locator, reason=str(wrong))]
    if not words:
        snippet = " ".join(text[:_SNIPPET].split())
        return [Refusal(locator=locator, reason="the HTML holds no readable text", snippet=snippet)]
    title, words = titled_text(head.title, words)
    fields = {name: value for name, value in asdict(head).items() if name not in {"title", "body"}}
    article = complete(ParsedArticle(locator=locator, title=title, text=with_edges, **fields))
    return [replace(article, text=words)]


def _stated(body: str) -> str:
    """Return the words of a body that a page states; some write it with its markup, which may be too much."""
    try:
        tree = read_tree(body) if "</" in body or "<br" in body else None
    except TooComplex:
        return ""
    return body if tree is None else block_text(tree)


def titled_text(title: str, text: str) -> tuple[str, str]:
    """Return (title, text beginning with it as a heading). A first heading there is the title as published.

    Without any title the first words stand for one, and the text is left as it is.
    """
    if not text:
        return title, ""
    first = text.split("\n", 1)[0]
    if first.startswith("# "):
        return first.removeprefix("# "), text
    if title:
        return title, f"# {title}\n\n{text}"
    plain = first.lstrip("#>-| ").rstrip(" |")
    return (plain if len(plain) <= _SNIPPET else plain[:_SNIPPET].rsplit(" ", 1)[0] + "…"), text


def _is_html(sight: Sight) -> bool:
    return bool(_START.match(sight.markup))


FORMAT = FileFormat(name="html", label="HTML", said="HTML", parse=parse_html, detects=_is_html)
