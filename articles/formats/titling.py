"""The title above a text: put there on reading, so that it can be checked too, and told from the body."""

from __future__ import annotations

from articles.formats.parsed import ParsedArticle


def body_of(article: ParsedArticle) -> str:
    """Return the text of an article without the heading that repeats its title."""
    heading = f"# {article.title}"
    first, _, rest = article.text.partition("\n")
    return rest.lstrip("\n") if first == heading and rest.strip() else article.text
