"""What of the reviews' background work is due: rows whose state says so, old enough to have been lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.functions import Now

from articles.models import Article, ArticleRevision
from factcheck.models import Desk
from reviews.models import Claim, ClaimEmbedding, ClaimMatch, DeskModel, DeskPolicy, Snapshot
from reviews.models.decided_claims import decided_claims
from reviews.steps import COMPARING, MATCHING, SUGGESTING, Step

BATCH = 200
LESSON = 50
"""New decisions after which a desk's model is trained again."""
MOST_REVISIONS = 2000
_RECENT = timedelta(minutes=10)


def unmatched_revisions() -> list[int]:
    """Return the ids of revisions whose statements wait to be matched, oldest first, at most MOST_REVISIONS.

    What was given up waits for a lead (`trying`).
    """
    rows = MATCHING.waiting().filter(extracted_at__lt=Now() - _grace())
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_REVISIONS])


def left_among(step: Step, revision_ids: Sequence[int]) -> list[int]:
    """Return those of `revision_ids` that wait for this step and were not given up, in order."""
    return list(step.waiting().filter(pk__in=revision_ids).order_by("pk").values_list("pk", flat=True))


def articles_wait() -> bool:
    """Return whether an article of the last minutes waits for its tasks, so that all else may wait for it.

    An older one is stuck, and holds nothing up.
    """
    recent = ArticleRevision.objects.filter(matched_at__isnull=True, created_at__gt=Now() - _RECENT)
    waiting = recent.filter(extracted_at__isnull=False), recent.filter(extracted_at__isnull=True)
    return any(rows.exists() for rows in waiting)


def unsuggested_revisions() -> list[int]:
    """Return the ids of matched revisions whose new claims were compared with no others yet, oldest first."""
    late = SUGGESTING.waiting().filter(matched_at__lt=Now() - _grace())
    return list(late.order_by("pk").values_list("pk", flat=True)[:MOST_REVISIONS])


def uncompared_revisions() -> list[int]:
    """Return the ids of matched revisions whose claims wait to be compared, newest first, at most BATCH."""
    rows = COMPARING.waiting().filter(matched_at__lt=Now() - _grace())
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:BATCH])


def unembedded_claims() -> bool:
    """Return whether a claim waits for its embedding."""
    return ClaimEmbedding.objects.filter(vector__isnull=True).exists()


def unindexed_claims() -> bool:
    """Return whether a release without search terms wrote a claim that no search finds yet."""
    return Claim.objects.filter(searchable=False).exists()


def matches_to_confirm() -> bool:
    """Return whether a suggested match waits for the machine to confirm it or leave it to people."""
    return ClaimMatch.objects.filter(confirm_due=True).exists()


def restated_articles() -> list[int]:
    """Return the ids of articles withdrawn or restored whose tasks do not know yet, at most BATCH."""
    rows = Article.objects.filter(tasks_due=True).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def pending_snapshots() -> list[int]:
    """Return the ids of snapshots that wait to be captured, oldest first, at most BATCH."""
    rows = Snapshot.objects.filter(state="PENDING", requested_at__lt=Now() - _grace())
    return list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])


def lowered_floors() -> list[int]:
    """Return the ids of desks whose floor was lowered so long ago that no job can still go by the old one."""
    longest = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    rows = DeskPolicy.objects.filter(floor_lowered_at__lt=Now() - longest)
    return list(rows.order_by("floor_lowered_at").values_list("desk_id", flat=True)[:BATCH])


def stale_orders() -> list[int]:
    """Return the ids of desks whose model changed so long ago that no job can still go by the earlier one."""
    longest = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    rows = DeskPolicy.objects.filter(ranked_anew_at__lt=Now() - longest)
    return list(rows.order_by("ranked_anew_at").values_list("desk_id", flat=True)[:BATCH])


def lessons() -> list[tuple[int, str]]:
    """Return (desk, language) of those with LESSON or more decisions since their last training, or ever."""
    counted = decided_claims().values_list("desk", "language").annotate(count=Count("pk"))
    trained = DeskModel.objects.values_list("desk", "language").annotate(count=Max("decisions"))
    known = {(desk, language): count for desk, language, count in trained}
    found = sorted((desk, language, count) for desk, language, count in counted.order_by())
    return [
        (desk, language)
        for desk, language, count in found
        if count - known.get((desk, language), 0) >= LESSON
    ]


def desks_of_revisions(revision_ids: Sequence[int]) -> list[Desk]:
    """Return the desks that revisions belong to."""
    return list(Desk.objects.filter(articles__revisions__in=revision_ids).distinct().order_by("pk"))


def _grace() -> timedelta:
    """Return how old a row must be to be looked at: younger ones were rung for just now."""
    return timedelta(seconds=settings.CATCH_UP_GRACE_SECONDS)
