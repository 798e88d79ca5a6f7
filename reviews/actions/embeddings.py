"""Embedding claims in bounded batches, and suggesting what older claims mean the same as they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.db import transaction

from articles import embedding
from articles.embedding import Vectors
from factcheck import audit, commits, prepared
from reviews.matching.bans import is_sure
from reviews.matching.blending import blend
from reviews.matching.cells import cells, signature
from reviews.models import Claim, ClaimEmbedding, ClaimMatch, DeskPolicy, meaning
from reviews.models.meaning import state

BATCH: Final = 64
"""Claims that one job embeds, about a second of one core."""
MEASURED: Final = 20
PER_STATEMENT: Final = 2

_STORE = """
    WITH told AS (
        UPDATE reviews_claimembedding e SET vector = new.vector::real[], model = %(model)s::text,
            version = %(version)s::text
        FROM unnest(%(claims)s::bigint[], %(vectors)s::text[]) AS new (claim, vector)
        WHERE e.claim_id = new.claim
    )
    INSERT INTO reviews_claimcell (cell, claim_id, signature)
    SELECT cell, claim, signature::bit(384)
    FROM unnest(%(cells)s::int[], %(owners)s::bigint[], %(signatures)s::text[])
        AS new (cell, claim, signature) ORDER BY cell, claim ON CONFLICT DO NOTHING
"""
_REGISTER = """
    INSERT INTO reviews_claimembedding (claim_id, realm) SELECT unnest(%(claims)s::bigint[]), %(realm)s::text
    ON CONFLICT DO NOTHING
"""


def register(claims: Collection[int], *, desk: int, language: str) -> None:
    """Note that these claims (keys) wait for their embedding; those that have one keep it."""
    if claims:
        prepared.run(_REGISTER, {"claims": sorted(claims), "realm": meaning.realm_of(desk, language)})


def embed_due() -> int:
    """Embed the newest claims that wait, at most BATCH, and suggest the older ones that mean the same.

    Return how many; 0 where embeddings are off. What another worker is at is left to it.
    """
    if not state().on:
        return 0
    with transaction.atomic():
        commits.need_not_wait()
        waiting = ClaimEmbedding.objects.filter(vector__isnull=True).order_by("-claim")
        locked = waiting.select_for_update(skip_locked=True, of=("self",))
        rows = list(locked.select_related("claim__desk")[:BATCH])
        if not rows:
            return 0
        vectors = embedding.load().embed([row.claim.text for row in rows])
        _store([row.claim_id for row in rows], [row.realm for row in rows], vectors)
        _suggest([row.claim for row in rows], [row.realm for row in rows], vectors)
    return len(rows)


def _store(claims: Sequence[int], realms: Sequence[str], vectors: Vectors) -> None:
    """Store the vectors of claims whose rows wait for them, and the cells that they lie in."""
    places = [
        (cell, claim, signature(vector))
        for claim, realm, vector in zip(claims, realms, vectors, strict=True)
        for cell in cells(vector, realm=realm)
    ]
    values = {
        "claims": list(claims),
        "vectors": [meaning.written(vector, "{}") for vector in vectors],
        "model": embedding.NAME,
        "version": embedding.MODEL_SHA256,
        "cells": [cell for cell, _, _ in places],
        "owners": [claim for _, claim, _ in places],
        "signatures": [bits for _, _, bits in places],
    }
    prepared.run(_STORE, values)


def _suggest(claims: Sequence[Claim], realms: Sequence[str], vectors: Vectors) -> None:
    """Store suggested matches between the first statements of `claims` and older claims that mean alike."""
    by_index = meaning.has_index()
    near = {
        claim: meaning.nearest(vector, realm=realm, before=claim.pk, most=MEASURED, by_index=by_index)
        for claim, realm, vector in zip(claims, realms, vectors, strict=True)
    }
    scored = _scored(near)
    statements = _first_statements([claim.pk for claim in scored])
    sure = dict(DeskPolicy.objects.values_list("desk", "confirm_from"))
    made = [
        ClaimMatch(
            statement_id=statement,
            claim_id=other,
            start=0,
            end=length,
            state=ClaimMatch.State.SUGGESTED,
            method=ClaimMatch.Method.MEANING,
            score=found,
            confirm_due=is_sure(found, sure[claim.desk_id]),
        )
        for claim, others in scored.items()
        for statement, length in statements.get(claim.pk, [])
        for other, found in others
    ]
    ClaimMatch.objects.bulk_create(made, ignore_conflicts=True)
    for desk in {claim.desk for claim in claims}:
        of = sum(claim.desk_id == desk.pk for claim in claims)
        audit.record("desk.claims_embedded", desk, by=None, desk=desk.pk, claims=of)


def _scored(near: Mapping[Claim, Sequence[meaning.Near]]) -> dict[Claim, list[tuple[int, float]]]:
    """Return for each claim the older ones that reach its desk's threshold, the likest first."""
    keys = {one.claim for found in near.values() for one in found}
    live = Claim.objects.live().filter(pk__in=keys, dismissed_at__isnull=True).in_bulk()
    least = dict(DeskPolicy.objects.values_list("desk", "suggest_from"))
    kept: defaultdict[Claim, list[tuple[int, float]]] = defaultdict(list)
    for claim, found in near.items():
        for one in found:
            if one.claim in live:
                other = live[one.claim]
                apart = claim.created_at - other.created_at
                reached = blend(claim.text, other.text, cosine=one.cosine, apart=apart)
                if reached >= least[claim.desk_id]:
                    kept[claim].append((one.claim, reached))
    return {claim: sorted(of, key=lambda one: -one[1])[:PER_STATEMENT] for claim, of in kept.items()}


def _first_statements(claims: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Return (key, length) of the statement that the machine first found to make each claim."""
    rows = ClaimMatch.objects.filter(claim__in=claims, state="CONFIRMED", method="fingerprint")
    first = rows.order_by("claim", "pk").distinct("claim").values_list("claim", "statement", "end")
    return {claim: [(statement, end)] for claim, statement, end in first}
