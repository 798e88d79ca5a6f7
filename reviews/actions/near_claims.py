"""Near claims: those that a claim is worth comparing with, by two indexes, in one query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection

from reviews.models import Claim

MOST = 40  # claims that one is compared with, by each index

# Both searches are materialised and cut short, the newest first, so that a claim costs the same however many
# there are. Traces are of three weeks of one desk and language; sketches are of all times.
_FIND = """
    SELECT DISTINCT new.id, c.id, c.text
    FROM unnest(%(claims)s::bigint[], %(traces)s::text[], %(sketches)s::text[]) AS new (id, traces, sketch)
    CROSS JOIN LATERAL (
        WITH traced AS MATERIALIZED (
            SELECT t.claim_id AS id FROM reviews_claimtrace t WHERE t.traces && new.traces::int[]
        ), sketched AS MATERIALIZED (
            SELECT s.id FROM reviews_claim s WHERE s.sketch && new.sketch::int[]
        )
        (SELECT id FROM traced WHERE id <> new.id ORDER BY id DESC LIMIT %(most)s)
        UNION
        (SELECT id FROM sketched WHERE id <> new.id ORDER BY id DESC LIMIT %(most)s)
    ) near
    JOIN reviews_claim c ON c.id = near.id
    WHERE c.desk_id = %(desk)s AND c.language = %(language)s
      AND c.merged_into_id IS NULL AND c.dismissed_at IS NULL
"""
_BRACES = str.maketrans("[]", "{}")  # a list as PostgreSQL writes its arrays


class NearClaim(NamedTuple):
    """A claim worth comparing with."""

    id: int
    text: str


def near(sought: Mapping[Claim, list[int]], *, desk: int, language: str) -> dict[int, list[NearClaim]]:
    """Return the claims near each of `sought` (with the traces it looks for), by key, newest first."""
    values: dict[str, str | int | list[int] | list[str]] = {
        "claims": [claim.pk for claim in sought],
        "traces": [str(traces).translate(_BRACES) for traces in sought.values()],
        "sketches": [str(claim.sketch).translate(_BRACES) for claim in sought],
        "desk": desk,
        "language": language,
        "most": MOST,
    }
    found: dict[int, list[NearClaim]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        for new, claim, text in cursor.fetchall():
            found.setdefault(new, []).append(NearClaim(claim, text))
    return {new: sorted(claims, reverse=True) for new, claims in found.items()}
