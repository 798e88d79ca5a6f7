"""Turn a tree of HTML into plain text that keeps its blocks: headings, lists, tables, quotes, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from articles.formats.html_tags import BLOCKS, BREAKS, CELLS, FORMATTING, HEADINGS, INVISIBLE, LISTS, QUOTES

# The search for the article takes time that grows with the square of this: half a second at the limit.
MAX_SEARCHED = 8_000

# Only HTML's own white space folds; a no-break space is the author's and stays.
_FOLDING = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_PARAGRAPH = re.compile(r"\n{2,}")


def article_text(tree: HtmlElement, *, recall: bool = False) -> str:
    """Return the article in a page, without its navigation, as blocks parted by blank lines; "" if none.

    `recall` prefers keeping too much over losing a passage. Changes `tree`. Of a page too large to
    search, the element that the page itself marks as its article is read whole.
    """
    etree.strip_tags(tree, *FORMATTING)
    marked = next(tree.iter("article"), None)
    marked = next(tree.iter("main"), tree) if marked is None else marked
    if sum(1 for _ in tree.iter()) > MAX_SEARCHED:
        return block_text(marked)
    found = trafilatura.bare_extraction(
        deepcopy(tree),
        include_comments=False,
        include_formatting=True,
        include_tables=True,
        favor_recall=recall,
    )
    body = getattr(found, "body", None)
    blocks = [] if body is None else _Walk(body).blocks(body)
    # Of a short page the search may return all words as one lump; then the page's own blocks say more.
    return "\n\n".join(blocks) if len(blocks) > 1 else block_text(marked)


def block_text(tree: HtmlElement) -> str:
    """Return all visible text under `tree`, one block a paragraph, in the order of the page."""
    return "\n\n".join(_Walk(tree).blocks(tree))


class _Walk:
    """One reading of a tree; `holds_blocks` are the elements that are no inline text."""

    def __init__(self, tree: HtmlElement) -> None:
        self.holds_blocks: set[HtmlElement] = set()
        for block in tree.iter(*BLOCKS):
            above = block.getparent()
            while above is not None and above not in self.holds_blocks:
                self.holds_blocks.add(above)
                above = above.getparent()

    def blocks(self, element: HtmlElement) -> list[str]:
        """Return the blocks of one element, gathering what stands between its block children."""
        out: list[str] = []
        inline: list[str] = [element.text or ""]
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and (tag in BLOCKS or child in self.holds_blocks) and _seen(child):
                out += _paragraphs(inline)
                out += self.block(child)
                inline = []
            elif isinstance(tag, str):
                inline += _inline(child)
            inline.append(child.tail or "")
        return out + _paragraphs(inline)

    def block(self, element: HtmlElement) -> list[str]:
        """Return the blocks that one block element makes."""
        tag = element.tag
        if tag in HEADINGS:
            return self.heading(element)
        if tag in LISTS:
            return self.list_lines(element)
        if tag in QUOTES:
            quoted = "\n".join(self.blocks(element))
            return ["\n".join(f"> {line}" for line in quoted.split("\n") if line)] if quoted else []
        if tag == "table":
            return self.table(element)
        return self.blocks(element)

    def heading(self, element: HtmlElement) -> list[str]:
        """`# ` to `###### ` by the element's level."""
        level = HEADINGS.get(element.get("rend", ""), HEADINGS[element.tag])
        words = self.line(element)
        return [f"{'#' * level} {words}"] if words else []

    def list_lines(self, element: HtmlElement) -> list[str]:
        """One `- ` line an item, nested ones too; a term and its definition share a line."""
        lines: list[str] = []
        term = ""
        for child in element:
            if child.tag == "dt" or child.get("rend", "").startswith("dt"):
                term = self.line(child).removesuffix(":")
                continue
            parts = self.blocks(child) if isinstance(child.tag, str) and _seen(child) else []
            words = " ".join(_one_line(part) for part in parts if not part.startswith(("- ", "| ")))
            if words or term:
                lines.append("- " + ": ".join(filter(None, (term, words))))
            lines += [part for part in parts if part.startswith(("- ", "| "))]
            term = ""
        lines += [f"- {term}"] if term else []
        return ["\n".join(lines)] if lines else []

    def table(self, element: HtmlElement) -> list[str]:
        """`| a | b |` lines under a header rule; a table that only lays out the page makes plain blocks."""
        if next(element.iterdescendants("table"), None) is not None:
            return self.blocks(element)
        rows = [[self.line(cell) for cell in row if cell.tag in CELLS] for row in element.iter("tr", "row")]
        rows = [row for row in rows if any(row)]
        if not rows or max(map(len, rows)) < 2:
            return self.blocks(element)
        captions = [self.line(caption) for caption in element.iterchildren("caption")]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|" + "---|" * len(rows[0]))
        return [caption for caption in captions if caption] + ["\n".join(lines)]

    def line(self, element: HtmlElement) -> str:
        """Return all words under one element on one line."""
        return _one_line(" ".join(self.blocks(element)))


def _seen(element: HtmlElement) -> bool:
    return element.tag not in INVISIBLE and "hidden" not in element.attrib


def _inline(element: HtmlElement) -> Iterator[str]:
    if element.tag in BREAKS:
        yield "\0"
    elif _seen(element):
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _inline(child)
            yield child.tail or ""


def _paragraphs(inline: list[str]) -> list[str]:
    """Fold white space; one line break stays, two part paragraphs. NUL stands for a break until then."""
    words = _AROUND_BREAK.sub("\n", _FOLDING.sub(" ", "".join(inline)).replace("\0", "\n"))
    return [part.strip(" \n") for part in _PARAGRAPH.split(words) if part.strip()]


def _one_line(text: str) -> str:
    return _FOLDING.sub(" ", text).strip(" ")
