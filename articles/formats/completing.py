"""Fill what markup left unsaid from the metadata lines that stand in the article's own text."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.formats.parsed import ParsedArticle
from articles.statements import Metadata, read_metadata

_FIGURE = re.compile(r"\d")


def complete(article: ParsedArticle) -> ParsedArticle:
    """Return `article` with each empty field filled that its text names, word for word."""
    return fill(article, read_metadata(article.text))


def fill(article: ParsedArticle, stated: Metadata) -> ParsedArticle:
    """Return `article` with each empty field filled from what its metadata lines were found to state."""
    return _held_back(
        replace(
            article,
            byline=article.byline or stated.byline,
            publisher=article.publisher or stated.publisher,
            original_author=article.original_author or stated.original_author,
            published_at=article.published_at or stated.published_at,
            modified_at=article.modified_at or stated.modified_at,
            attribution=article.attribution or stated.attribution,
            editorial_note=article.editorial_note or stated.editorial_note,
            rights=article.rights or stated.rights,
            embargoed_until=article.embargoed_until or stated.embargoed_until,
        ),
        stated.embargo,
    )


def _held_back(article: ParsedArticle, embargo: str) -> ParsedArticle:
    """An embargo whose time cannot be read must not run out at once: the article counts as withdrawn."""
    if article.embargoed_until or not _FIGURE.search(embargo):
        return article
    return replace(article, status="withdrawn", extra={**article.extra, "embargo": embargo})
