"""The order of open checks: by their desk's active model, or by the engine's worth where none is active."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from factcheck import audit, prepared
from reviews.actions import claim_locks
from reviews.learning.features import features
from reviews.learning.weights import Weights
from reviews.models import Claim, DeskModel, DeskPolicy, ReviewTask

BATCH = 500

_JUDGED = """
    SELECT c.id, c.text, c.check_worthiness, m.id FROM reviews_claim c
    {join} reviews_deskmodel m ON m.desk_id = c.desk_id AND m.language = c.language AND m.state = 'ACTIVE'
    WHERE c.id = ANY(%(claims)s::bigint[])
"""
_WHERE_A_MODEL_RANKS = _JUDGED.format(join="JOIN")
_ALL = _JUDGED.format(join="LEFT JOIN")
_ORDER = """
    UPDATE reviews_reviewtask t SET priority = v.priority
    FROM unnest(%(claims)s::bigint[], %(priorities)s::float8[]) AS v (claim_id, priority)
    WHERE t.claim_id = v.claim_id AND t.kind = 'CHECK' AND t.state IN ('OPEN', 'LEASED')
      AND t.priority <> v.priority RETURNING t.id
"""


def rank(claims: Collection[int]) -> int:
    """Put the live checks of these claims (keys) where an active model wants them; return how many moved.

    Where no model is active nothing is done, by one query. Callers hold the claims' locks.
    """
    return _order(_WHERE_A_MODEL_RANKS, claims)


def rank_again(desk_id: int) -> int:
    """Put every live check of a desk where the model that is active now wants it; return how many moved.

    For a desk whose model was activated or rolled back. In batches, each a transaction; it may run twice. The
    desk stays due until no job can still be at work that read the earlier model.
    """
    policy = DeskPolicy.objects.get(desk=desk_id)
    if policy.ranked_anew_at is None:
        return 0
    moved, last = 0, 0
    checks = ReviewTask.objects.live().filter(desk=desk_id, kind="CHECK").order_by("claim")
    while keys := list(checks.filter(claim__gt=last).values_list("claim", flat=True)[:BATCH]):
        last = keys[-1]
        moved += claim_locks.settled(lambda keys=keys: _rank_batch(keys))  # type: ignore[misc]  # bound at once
    longest = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    mark = DeskPolicy.objects.filter(pk=policy.pk, ranked_anew_at=policy.ranked_anew_at)
    with transaction.atomic():
        if mark.filter(ranked_anew_at__lt=Now() - longest).update(ranked_anew_at=None):
            audit.record("desk.reranked", policy, by=None, desk=desk_id)
    return moved


def _rank_batch(keys: list[int]) -> int:
    live = Claim.objects.live().filter(pk__in=keys).values_list("pk", flat=True)
    return _order(_ALL, claim_locks.lock(live))


def _order(judged: str, claims: Collection[int]) -> int:
    found = prepared.run(judged, {"claims": list(claims)})
    if not found:
        return 0
    priorities = [
        worth if model is None else weights_of(model).score(features(text, worth))
        for _, text, worth, model in found
    ]
    return len(prepared.run(_ORDER, {"claims": [row[0] for row in found], "priorities": priorities}))


@lru_cache(maxsize=64)
def weights_of(model: int) -> Weights:
    """Return the weights of a desk's model by its key; they never change."""
    return Weights.read(DeskModel.objects.values_list("coefficients", flat=True).get(pk=model))
