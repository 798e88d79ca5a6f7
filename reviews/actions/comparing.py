"""Pairs of near claims compared: by the rules, and what these leave open by a model of inference too.

The rules read every pair. A model costs a thousand times as much, so of one text's pairs it is asked the
nearest alone, and only those in which the rules found nothing that excludes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import structlog
from django.conf import settings

from reviews.actions.near_claims import NearClaim
from reviews.matching import inference
from reviews.matching.comparing.compare import Comparison, compare
from reviews.matching.comparing.second_reading import may_be_read_again, read_again
from reviews.matching.comparing.standing import standing
from reviews.models import ClaimRelation

log = structlog.get_logger(__name__)

MOST_READ_AGAIN: Final = 24  # pairs of one text: about two seconds of one core


class Pair(NamedTuple):
    """Two claims, the older first, and what was found between them."""

    older: NearClaim
    newer: NearClaim
    found: Comparison


def relations_between(pairs: Collection[tuple[NearClaim, NearClaim]]) -> list[ClaimRelation]:
    """Return unsaved what stands between the claims of each pair; of most pairs nothing does."""
    ordered = {tuple(sorted(pair)) for pair in pairs}
    compared = [Pair(older, newer, compare(older.text, newer.text)) for older, newer in sorted(ordered)]
    return list(_relations(_read_again(compared)))


def reader() -> inference.Reader | None:
    """Return the newsroom's model of inference; None without one, and with a bad one, which is logged."""
    if not settings.INFERENCE_MODEL:
        return None
    try:
        return inference.load(Path(settings.INFERENCE_MODEL))
    except inference.NoInference as error:
        log.warning("inference.unusable", reason=str(error))
        return None


def _read_again(pairs: list[Pair]) -> list[Pair]:
    model = reader()
    if model is None:
        return pairs
    texts = [(pair.older.text, pair.newer.text) for pair in pairs]
    left_open = [at for at, pair in enumerate(pairs) if may_be_read_again(pair.found, *texts[at])]
    nearest = sorted(left_open, key=lambda at: -pairs[at].found.nearness)[:MOST_READ_AGAIN]
    likely = model.contradiction([texts[at] for at in nearest])
    for at, chance in zip(nearest, likely, strict=True):
        older, newer, found = pairs[at]
        again = read_again(found, *texts[at], likely=chance, model=model.version)
        pairs[at] = Pair(older, newer, again)
    return pairs


def _relations(pairs: list[Pair]) -> Iterator[ClaimRelation]:
    for older, newer, found in pairs:
        verdict = standing(older.text, newer.text, found)
        if verdict is None:
            continue
        yield ClaimRelation(
            claim_a_id=older.id,
            claim_b_id=newer.id,
            narrower_id={"a": older.id, "b": newer.id, "": None}[verdict.narrower],
            kind=verdict.kind,
            differences=verdict.as_json(),
            score=verdict.score,
        )
