"""The page of one revision: what carried, moved, changed, appeared and vanished against the one before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, ArticleRevision, Statement
from articles.revision_diff import trace
from reviews.matching.differences import Difference, word_diff
from reviews.models import Orphan

# What an editor must look at stands first.
ORDER = ("orphaned", "changed", "vanished", "appeared", "moved", "carried")
WORDS = {
    "orphaned": "In doubt",
    "changed": "Changed",
    "vanished": "Vanished",
    "appeared": "Appeared",
    "moved": "Moved",
    "carried": "Carried over",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One statement before and after, its fate with the reason, and the words that differ."""

    old: Statement | None
    new: Statement | None
    fate: str
    why: str
    differences: Sequence[Difference]
    orphans: Sequence[Orphan]


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """A revision beside the one before it (None for the first), and the changes by their fate."""

    article: Article
    revision: ArticleRevision
    before: ArticleRevision | None
    revisions: Sequence[ArticleRevision]
    groups: Sequence[tuple[str, str, Sequence[Change]]]
    counts: Sequence[tuple[str, int]]


def revision_page(article: Article, number: int) -> RevisionPage:
    """Return what the page of a revision shows; six queries at most, however long the texts.

    Raises ArticleRevision.DoesNotExist for a number that the article has not.
    """
    revisions = list(
        ArticleRevision.objects.filter(article=article).defer("text", "extra").order_by("-number")
    )
    by_number = {row.number: row for row in revisions}
    if number not in by_number:
        raise ArticleRevision.DoesNotExist
    revision, before = by_number[number], by_number.get(number - 1)
    changes = _changes(before, revision) if before and before.extracted_at and revision.extracted_at else []
    tally = Counter(change.fate for change in changes)
    found = [fate for fate in ORDER if tally[fate]]
    return RevisionPage(
        article=article,
        revision=revision,
        before=before,
        revisions=revisions,
        groups=[(fate, WORDS[fate], [row for row in changes if row.fate == fate]) for fate in found],
        counts=[(WORDS[fate], tally[fate]) for fate in found],
    )


def _changes(before: ArticleRevision, revision: ArticleRevision) -> list[Change]:
    old, new = (list(row.statements.order_by("start", "end")) for row in (before, revision))
    waiting = _orphans(revision)
    changes = []
    for row in trace(old, new):
        was = None if row.before is None else old[row.before]
        now = None if row.after is None else new[row.after]
        kept = row.fate in ("carried", "moved")
        differences = [] if kept else word_diff(was.alone if was else "", now.alone if now else "")
        orphans = waiting.get(was.pk, []) if was and row.fate != "appeared" else []
        changes.append(Change(was, now, row.fate, row.why, differences, orphans))
    return changes


def _orphans(revision: ArticleRevision) -> dict[int, list[Orphan]]:
    """Return what this revision lost of what people decided, by the statement that it was decided on."""
    found: dict[int, list[Orphan]] = {}
    rows = Orphan.objects.filter(revision=revision, match__claim__merged_into__isnull=True)
    for orphan in rows.select_related("match__claim", "decided_by").order_by("pk"):
        found.setdefault(orphan.match.statement_id, []).append(orphan)
    return found
