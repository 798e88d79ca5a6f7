"""The page of one article: its text marked, and every statement with the reasons for how it was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles.models import Article, ArticleRevision
from factcheck.models import User
from reviews.reports.article_report import latest_revision
from reviews.reports.coverage import Coverage, Marked, count, finding_line, marked
from reviews.reports.machine_shown import shown_statements
from reviews.reports.proof import Group, proof


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of one article shows."""

    article: Article
    revision: ArticleRevision
    marks: list[Marked]
    coverage: Coverage
    groups: list[Group]
    shown: Collection[int]

    @property
    def is_titled(self) -> bool:
        """Return whether the text itself has its title."""
        return any(group.kind == "title" for group in self.groups)

    @property
    def line(self) -> str:
        """Return the finding about the whole article in one line."""
        return finding_line(self.article, self.revision, self.coverage)


def article_page(article: Article, *, user: User) -> ArticlePage:
    """Return what the page shows `user` of the latest revision; its number of queries does not grow with it.

    `shown` are the statements (keys) whose judgement by the machine is not held back.
    """
    revision = latest_revision(article)
    marks = marked([revision.pk])[revision.pk]
    groups = proof(revision.text, revision.title, marks, {})
    shown = shown_statements([mark.statement.pk for mark in marks], user=user)
    return ArticlePage(article, revision, marks, count(marks), groups, shown)
