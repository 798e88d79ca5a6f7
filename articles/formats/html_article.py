"""Find the article in a page: furniture out, the search, the page's own word about its body, the edges."""

from __future__ import annotations

from lxml.html import HtmlElement

from articles.formats.html_edges import trim
from articles.formats.html_furniture import take_out_furniture
from articles.formats.html_layout import undo_layout
from articles.formats.html_stated import reconcile
from articles.formats.html_tags import APART
from articles.formats.html_text import article_text, block_text
from articles.formats.html_tree import TooComplex
from articles.formats.limits import in_force


def find_article(tree: HtmlElement, *, title: str, stated: str) -> tuple[str, str]:
    """Return (the article's words as blocks parted by blank lines, the same with what stood at its edges).

    `title` is what the page says its title is, `stated` the body that it names in its own description. The
    words at the edges (bylines, dates, notes of rights) are fields of the article, and no part of it.
    Changes `tree`. Raises TooComplex for more characters than an article may have.
    """
    undo_layout(tree)
    for element in list(tree.iter(*APART)):
        if element.getparent() is not None:
            element.drop_tree()
    if sum(len(words) for words in tree.itertext()) > in_force().characters:
        raise TooComplex(f"the page has more than {in_force().characters:,} characters of text")
    whole = block_text(tree).split("\n\n") if stated else []
    take_out_furniture(tree)
    found = article_text(tree).split("\n\n")
    blocks = reconcile(found, whole, stated) if stated else found
    return "\n\n".join(trim(blocks, title)), "\n\n".join(found)
