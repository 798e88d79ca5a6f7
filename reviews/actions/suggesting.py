"""Suggesting: once a batch is matched, the older claims that its new ones resemble, for editors to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from factcheck import audit, commits, tallies
from reviews.actions import candidates
from reviews.models import Claim, ClaimMatch


def suggest(revision_id: int) -> int:
    """Store the suggestions of one revision, as `suggest_all` does."""
    return suggest_all([revision_id])


@transaction.atomic
@tallies.timed("suggest")
def suggest_all(revision_ids: Collection[int]) -> int:
    """Store suggestions for the claims that these matched revisions were the first to make; return how many.

    What has its suggestions, or is in another worker's hands, is left as it is. Raises what went wrong.
    """
    commits.need_not_wait()
    waiting = ArticleRevision.objects.filter(
        pk__in=revision_ids, matched_at__isnull=False, suggested_at__isnull=True
    )
    locked = waiting.select_for_update(no_key=True, skip_locked=True, of=("self",)).select_related("article")
    places = defaultdict(list)
    for row in locked.defer("text", "extra").order_by("pk"):
        places[row.article.desk_id, row.article.language].append(row.pk)
    total = sum(_suggest(pks, desk=desk, language=language) for (desk, language), pks in places.items())
    done = [pk for pks in places.values() for pk in pks]
    ArticleRevision.objects.filter(pk__in=done).update(suggested_at=Now())
    return total


def _suggest(revisions: list[int], *, desk: int, language: str) -> int:
    first = _first_makers(revisions)
    asked = Claim.objects.live().filter(pk__in=first, dismissed_at__isnull=True)
    claims = list(asked.order_by("pk"))
    found = candidates.suggest(first, claims=claims, desk=desk, language=language)
    if found:
        event = [(revisions[0], {"suggestions": found, "revisions": revisions})]
        audit.record_many("revision.suggested", event, model=ArticleRevision, by=None, desk=desk)
    return found


def _first_makers(revisions: list[int]) -> dict[int, Statement]:
    """Return the statements of these revisions that made a claim before any other did, by claim."""
    earlier = ClaimMatch.objects.filter(claim=OuterRef("claim"), statement__lt=OuterRef("statement"))
    made = ClaimMatch.objects.filter(
        ~Exists(earlier), statement__revision__in=revisions, method=ClaimMatch.Method.FINGERPRINT
    )
    return {match.claim_id: match.statement for match in made.select_related("statement")}
