"""The articles of a desk as a list, each row with its title and how far it is checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, ArticleRevision
from factcheck.models import Desk, Membership
from factcheck.pages import Page, page_of
from reviews.reports.coverage import Coverage, coverages, finding_line

IN_THE_WAY = {"change": "must change", "disputed": "disputed", "unproven": "not confirmed"}


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article with its latest text (its words left in the database) and its counts."""

    article: Article
    revision: ArticleRevision
    coverage: Coverage

    @property
    def publisher(self) -> str:
        """Return who published it, by its own words or its source; empty where neither says."""
        source = self.article.source
        return self.revision.publisher or (source.name if source else "")

    @property
    def in_the_way(self) -> list[tuple[str, str]]:
        """Return the states that keep it from running as it is, with how many statements are in each."""
        counts = self.coverage.counts
        return [(name, f"{counts[name]} {IN_THE_WAY[name]}") for name in IN_THE_WAY if counts.get(name)]

    @property
    def answer(self) -> str:
        """Return the finding without its counts: ready or not, or with care."""
        return self.line.partition(":")[0]

    @property
    def line(self) -> str:
        """Return the finding about it in one line."""
        return finding_line(self.article, self.revision, self.coverage)


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One page of articles."""

    page: Page[Article]
    rows: list[ArticleRow]


def article_list(
    desk: Desk, *, q: str = "", cursor: str = "", places: Sequence[Membership] = ()
) -> ArticleList:
    """Return the page of articles, newest first, whose present title holds every word of `q`. Six queries.

    `places` are the memberships of whoever looks; without one an embargo hides what is under it.
    """
    latest = ArticleRevision.objects.filter(is_latest=True)
    articles = Article.objects.of(desk).visible_to(places).select_related("source")
    if q:
        titled = latest.filter(article__desk=desk)
        for word in q.split():
            titled = titled.filter(title__iregex=re.escape(word))
        articles = articles.filter(pk__in=titled.values("article"))
    page = page_of(articles, cursor)
    revisions = {
        row.article_id: row for row in latest.filter(article__in=page.rows).defer("text", "extra", "rights")
    }
    counts = coverages([row.pk for row in revisions.values()])
    rows = [
        ArticleRow(article, revisions[article.pk], counts[revisions[article.pk].pk])
        for article in page.rows
        if article.pk in revisions
    ]
    return ArticleList(page, rows)
