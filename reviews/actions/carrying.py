"""Carrying over: what people decided about a statement holds for the same words in the next revision."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from articles.models import ArticleRevision, Statement
from reviews.models import ClaimMatch


def earlier(revision: ArticleRevision) -> QuerySet[ClaimMatch]:
    """Return the matches with live claims in earlier revisions of the same article."""
    return ClaimMatch.objects.filter(
        statement__revision__article=revision.article_id,
        statement__revision__number__lt=revision.number,
        claim__merged_into__isnull=True,
    )


def carried(revision: ArticleRevision, statements: Iterable[Statement]) -> list[ClaimMatch]:
    """Return unsaved matches for `statements` of the revision, from those of the one before it.

    Marks by hand, suggestions and decisions are carried where the exact words still stand; matches by
    fingerprint are not, for they are made anew.
    """
    places: dict[str, list[Statement]] = {}
    for statement in statements:
        places.setdefault(statement.exact, []).append(statement)
    return [
        _onto(_likest(match.statement, places[match.statement.exact]), match)
        for match in _of_the_one_before(revision)
        if match.statement.exact in places
    ]


def _of_the_one_before(revision: ArticleRevision) -> QuerySet[ClaimMatch]:
    before = ArticleRevision.objects.filter(
        article=revision.article_id, number__lt=revision.number, matched_at__isnull=False
    ).order_by("-number")
    matches = earlier(revision).filter(statement__revision__in=before.values("pk")[:1])
    return matches.exclude(method=ClaimMatch.Method.FINGERPRINT).select_related("statement").order_by("pk")


def _likest(old: Statement, places: list[Statement]) -> Statement:
    """Return the place with the same words around it, else the first."""
    return min(places, key=lambda new: (new.prefix != old.prefix) + (new.suffix != old.suffix))


def _onto(statement: Statement, match: ClaimMatch) -> ClaimMatch:
    return ClaimMatch(
        statement=statement,
        claim_id=match.claim_id,
        start=match.start,
        end=match.end,
        state=match.state,
        method=match.method,
        score=match.score,
        decided_by_id=match.decided_by_id,
        decided_at=match.decided_at,
    )
