"""What an import run brought: its counts, its refusals, and each article with its claims and tasks."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from articles.models import ArticleRevision, ImportItem, ImportRun, Statement
from reviews.models import Claim, ClaimMatch

_CONFIRMED = Q(matches__state=ClaimMatch.State.CONFIRMED)


def import_outcome(run: ImportRun) -> dict[str, Any]:
    """Return the run as JSON values: counts, `articles` in the order of their items, `refusals`.

    `claims` are the live claims that a statement of the latest revision is confirmed to make; `tasks` are all
    review tasks of these claims, whatever their state.
    """
    refused = run.items.filter(outcome=ImportItem.Outcome.REFUSED).order_by("pk")
    return {
        "run": run.pk,
        "state": run.state,
        "seen": run.seen,
        "created": run.created,
        "revised": run.revised,
        "unchanged": run.unchanged,
        "refused": run.refused,
        "articles": [_article(revision) for revision in _latest(run)],
        "refusals": list(refused.values("locator", "reason", "snippet")),
    }


def _latest(run: ImportRun) -> list[ArticleRevision]:
    order = list(run.items.exclude(article=None).order_by("pk").values_list("article_id", flat=True))
    latest = ArticleRevision.objects.filter(article__in=order, is_latest=True)
    by_article = {revision.article_id: revision for revision in latest}
    return [by_article[article_id] for article_id in dict.fromkeys(order)]


def _article(revision: ArticleRevision) -> dict[str, Any]:
    made = Claim.objects.live().filter(_CONFIRMED, matches__statement__revision=revision)
    counts = Claim.objects.filter(pk__in=made.values("pk")).aggregate(
        claims=Count("pk", distinct=True), tasks=Count("tasks", distinct=True)
    )
    return {
        "id": revision.article_id,
        "title": revision.title,
        "statements": Statement.objects.filter(revision=revision).count(),
        **counts,
    }
