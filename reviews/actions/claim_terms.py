"""Storing the search terms of claims, with the claims."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck import prepared
from reviews.models.claim_lookup import terms_of

_STORE = """
    INSERT INTO reviews_claimterm (term, claim_id)
    SELECT unnest(new.terms::int[]) AS term, new.claim
    FROM unnest(%(claims)s::bigint[], %(terms)s::text[]) AS new (claim, terms)
    ORDER BY term, claim ON CONFLICT DO NOTHING
"""


def store(claims: Mapping[int, str], *, desk: int, language: str) -> None:
    """Store the terms of claims, texts by key; those that are there stay."""
    terms = [terms_of(text, desk=desk, language=language) for text in claims.values()]
    prepared.run(_STORE, {"claims": list(claims), "terms": terms})
