"""Pairs of near claims compared: by the rules, and the nearest of the rest by a network too.

The rules read every pair, and what they find excluding stands. The network costs ten times as much, so of one
text's other pairs it reads the nearest.
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
from reviews.matching.comparing.standing import Against, standing
from reviews.models import ClaimRelation

log = structlog.get_logger(__name__)

MOST_READ_AGAIN: Final = 64  # pairs of one text: about a second of one core
# How sure the network must be to suggest a contradiction. Of a desk's near pairs one in hundreds is one, of
# pairs that somebody hands in many are: hence more than its own `contradiction_from` (docs/matching.md).
SUGGESTED_FROM: Final = 0.6


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


def between(older: str, newer: str) -> Against | None:
    """Return what stands between two claims by their texts; None where nothing does."""
    pair = Pair(NearClaim(0, older), NearClaim(1, newer), compare(older, newer))
    [(_, _, found)] = _read_again([pair])
    return standing(older, newer, found)


def reader() -> inference.Reader | None:
    """Return the network of the second reading; None where it is off, and with a bad one, which is logged."""
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
    left_open = [at for at, pair in enumerate(pairs) if _is_open(pair)]
    nearest = sorted(left_open, key=lambda at: -pairs[at].found.nearness)[:MOST_READ_AGAIN]
    texts = [(pairs[at].older.text, pairs[at].newer.text) for at in nearest]
    for at, (a, b), chances in zip(nearest, texts, model.read(texts), strict=True):
        older, newer, found = pairs[at]
        again = read_again(found, a, b, chances=chances, sure=SUGGESTED_FROM, model=model.version)
        pairs[at] = Pair(older, newer, again)
    return pairs


def _is_open(pair: Pair) -> bool:
    texts = pair.older.text, pair.newer.text
    return pair.found.relation != "contradicts" and may_be_read_again(*texts)


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
