"""The verdict report of one article: is it safe to run, what must change, on what evidence?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, ArticleRevision
from factcheck.models import Membership
from reviews.models import DeskPolicy
from reviews.reports.conflicts import Conflicts, conflicts
from reviews.reports.coverage import Coverage, Marked, count, finding_line, marked
from reviews.reports.custody import Custody, custody
from reviews.reports.findings import Finding, findings, notes
from reviews.reports.proof import Group, proof

IN_THE_WAY = ("change", "unproven", "disputed")


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """All that the report of one revision shows."""

    article: Article
    revision: ArticleRevision
    marks: list[Marked]
    coverage: Coverage
    findings: list[Finding]
    groups: list[Group]
    conflicts: Conflicts
    custody: Custody

    @property
    def is_titled(self) -> bool:
        """Return whether the text itself has its title."""
        return any(group.kind == "title" for group in self.groups)

    @property
    def in_the_way(self) -> list[Finding]:
        """Return the findings that the text may not run with as it is: must change, unproven, disputed."""
        return [found for found in self.findings if found.verdict and found.verdict.rating.mark in IN_THE_WAY]

    @property
    def line(self) -> str:
        """Return the finding about the whole article, or what the machine is still doing to it."""
        return finding_line(self.article, self.revision, self.coverage)


def latest_revision(article: Article) -> ArticleRevision:
    """Return the text that stands now; ArticleRevision.DoesNotExist where an article has none."""
    revision = ArticleRevision.objects.get(article=article, is_latest=True)
    revision.article = article
    return revision


def article_report(article: Article, *, places: Sequence[Membership] = ()) -> ArticleReport:
    """Return the report on the latest revision of `article`; its number of queries does not grow with it."""
    revision = latest_revision(article)
    marks = marked([revision.pk])[revision.pk]
    counts = count(marks)
    found = findings(marks)
    return ArticleReport(
        article=article,
        revision=revision,
        marks=marks,
        coverage=counts,
        findings=found,
        conflicts=conflicts(
            {claim.pk for mark in marks for claim, _ in mark.claims},
            suggested=_is_shown(article),
            places=places,
        ),
        groups=_with_notes(proof(revision.text, revision.title, marks, notes(found)), found),
        custody=custody(revision, marks, counts, found),
    )


def _with_notes(groups: list[Group], found: Sequence[Finding]) -> list[Group]:
    """Put each finding beside the group that brings it first."""
    waiting = {finding.number: finding for finding in found}
    for group in groups:
        group.beside = [waiting.pop(number) for number in sorted(group.notes) if number in waiting]
    return groups


def _is_shown(article: Article) -> bool:
    """Return whether the desk shows suggestions to whoever reads, whatever they have chosen."""
    mode = DeskPolicy.objects.values_list("ai_suggestions", flat=True).get(desk=article.desk_id)
    return mode == DeskPolicy.Suggestions.BEFORE
