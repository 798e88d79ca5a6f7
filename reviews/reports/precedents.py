"""Precedents: claims near the one in hand, how the desk ruled on them, and where they differ from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from factcheck import prepared
from factcheck.models import Membership
from reviews.matching.blending import blend
from reviews.matching.similarity import differs_in
from reviews.models import Claim, ClaimEmbedding, Verdict, claim_lookup, meaning
from reviews.reports.conflicts import articles_of

SHOWN: Final = 8
LEAST: Final = 0.5
"""The score from which a claim is near enough to be of use; a suggested repeat needs more."""
_LOOKED_AT: Final = 40

_LIKE: Final = f"""
    SELECT near.id FROM unnest(%(claims)s::bigint[], %(terms)s::text[]) AS new (id, terms)
    CROSS JOIN LATERAL ({claim_lookup.nearest("<> new.id", most=_LOOKED_AT)}) near
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True)
class Precedent:
    """A near claim: its score of 0 to 1, whether by its meaning too, and the desk's published verdict.

    `differs` are lines such as “60% / 92%”; `articles` is how many make it now.
    """

    claim: Claim
    score: float
    by_meaning: bool
    differs: list[str]
    articles: int
    verdict: Verdict | None

    @property
    def why(self) -> str:
        """Return in words why it is near, and in what it differs."""
        alike = "alike in words and meaning" if self.by_meaning else "alike in words"
        return ", but differs: ".join([alike, *["; ".join(self.differs)][: len(self.differs)]])


def precedents(claim: Claim, *, is_shown: bool, places: Sequence[Membership] = ()) -> list[Precedent]:
    """Return the claims of the same desk and language nearest to `claim`, at most 8, the ruled ones first.

    Without `is_shown` (the desk holds its machine's suggestions back) only those with a published verdict:
    these are the desk's own words. `places` are the memberships of whoever looks; without one an embargo
    hides what is under it. The number of queries grows with nothing.
    """
    cosines = _near_in_meaning(claim)
    keys = {key for (key,) in prepared.run(_LIKE, _sought(claim))} | cosines.keys()
    near = list(_seen(claim, places).filter(pk__in=keys))
    ruled = Verdict.objects.filter(claim__in=near, state=Verdict.State.PUBLISHED)
    verdicts = {row.claim_id: row for row in ruled.select_related("rating").defer("explanation")}
    if not is_shown:
        near = [other for other in near if other.pk in verdicts]
    scores = {other.pk: _score(claim, other, cosines.get(other.pk)) for other in near}
    near = [other for other in near if scores[other.pk] >= LEAST]
    near.sort(key=lambda other: (other.pk not in verdicts, -scores[other.pk], -other.pk))
    counts = articles_of([other.pk for other in near[:SHOWN]])
    return [
        Precedent(
            claim=other,
            score=scores[other.pk],
            by_meaning=other.pk in cosines,
            differs=differs_in(claim.text, other.text),
            articles=counts.get(other.pk, 0),
            verdict=verdicts.get(other.pk),
        )
        for other in near[:SHOWN]
    ]


def _sought(claim: Claim) -> dict[str, list[int] | list[str]]:
    return claim_lookup.sought([claim], desk=claim.desk_id, language=claim.language)


def _seen(claim: Claim, places: Sequence[Membership]) -> QuerySet[Claim]:
    """Return the live claims of the claim's desk and language that `places` may see, but for itself."""
    live = Claim.objects.live().visible_to(places).filter(dismissed_at__isnull=True)
    return live.filter(desk=claim.desk_id, language=claim.language).exclude(pk=claim.pk)


def _score(claim: Claim, other: Claim, cosine: float | None) -> float:
    return blend(claim.text, other.text, cosine=cosine, apart=claim.created_at - other.created_at)


def _near_in_meaning(claim: Claim) -> Mapping[int, float]:
    """Return the cosines of the claims that mean most alike; none where `claim` waits for its embedding."""
    stored = ClaimEmbedding.objects.filter(claim=claim, vector__isnull=False)
    vector = stored.values_list("vector", flat=True).first()
    if vector is None:
        return {}
    with transaction.atomic():
        found = meaning.nearest(
            np.asarray(vector, dtype=np.float32),
            realm=meaning.realm_of(claim.desk_id, claim.language),
            before=meaning.ANY,
            most=_LOOKED_AT,
            by_index=meaning.has_index(),
        )
    return {near.claim: near.cosine for near in found if near.claim != claim.pk}
