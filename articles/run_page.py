"""The page of one import run: its progress, and its items with the titles of their articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.actions.importing import Progress, progress
from articles.models import ArticleRevision, ImportItem, ImportRun
from factcheck.models import Membership
from factcheck.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class RunPage:
    """What the page shows: `rows` are items with their article's title, `tabs` outcome, words and count."""

    run: ImportRun
    progress: Progress
    outcome: str
    page: Page[ImportItem]
    rows: list[tuple[ImportItem, str]]
    tabs: list[tuple[str, str, int]]


def run_page(
    run: ImportRun, *, outcome: str = "", cursor: str = "", places: Sequence[Membership] = ()
) -> RunPage:
    """Return the page of `run` with its items of one outcome ("pending" is one too), in their order.

    Without an outcome the refused items are shown where there are some, else all. Five queries at most.
    `places` are the memberships of whoever looks; an embargo keeps items from those who may not see them.
    """
    counts = progress(run)
    outcome = outcome or ("refused" if counts.refused else "all")
    page = page_of(_items(run, outcome, places), cursor, newest_first=False)
    return RunPage(run, counts, outcome, page, _titled(page.rows), _tabs(counts))


def _items(run: ImportRun, outcome: str, places: Sequence[Membership]) -> QuerySet[ImportItem]:
    items = ImportItem.objects.visible_to(places).filter(run=run).defer("payload")
    if outcome == "all":
        return items
    if outcome == "pending":
        return items.filter(state=ImportItem.State.PENDING)
    return items.filter(outcome=outcome)


def _tabs(counts: Progress) -> list[tuple[str, str, int]]:
    rows = [(key, words, getattr(counts, key)) for key, words in ImportItem.Outcome.choices]
    waiting = [("pending", "Pending", counts.pending)]
    return [("all", "All", counts.seen), *(row for row in [*waiting, *rows] if row[2])]


def _titled(items: Sequence[ImportItem]) -> list[tuple[ImportItem, str]]:
    articles = [item.article_id for item in items if item.article_id]
    latest = ArticleRevision.objects.filter(article__in=articles, is_latest=True)
    titles = dict(latest.values_list("article", "title"))
    return [(item, titles.get(item.article_id, "") if item.article_id else "") for item in items]
