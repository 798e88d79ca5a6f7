"""Fill what markup left unsaid from the metadata lines that stand in the article's own text."""

from __future__ import annotations

from dataclasses import replace

from articles.formats.parsed import ParsedArticle
from articles.statements import read_metadata


def complete(article: ParsedArticle) -> ParsedArticle:
    """Return `article` with each empty field filled that its text names, word for word."""
    stated = read_metadata(article.text)
    return replace(
        article,
        byline=article.byline or stated.byline,
        publisher=article.publisher or stated.publisher,
        original_author=article.original_author or stated.original_author,
        published_at=article.published_at or stated.published_at,
        modified_at=article.modified_at or stated.modified_at,
        attribution=article.attribution or stated.attribution,
        editorial_note=article.editorial_note or stated.editorial_note,
        rights=article.rights or stated.rights,
    )
