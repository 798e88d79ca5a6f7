"""Near claims: those that a claim is worth comparing with, by two indexes, in one query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from factcheck import prepared
from reviews.models import Claim, claim_lookup

MOST = 40  # claims that one is compared with by its traces
LIKE = 20  # and by its words, of which they share two or more

# Both searches end after so many rows, so that a claim costs the same however many there are. Traces are of
# three weeks of one desk and language; words are of all times.
_FIND = f"""
    SELECT DISTINCT new.id, c.id, c.text
    FROM unnest(%(claims)s::bigint[], %(traces)s::text[], %(terms)s::text[]) AS new (id, traces, terms)
    CROSS JOIN LATERAL (
        WITH traced AS MATERIALIZED (
            SELECT t.claim_id AS id FROM reviews_claimtrace t WHERE t.traces && new.traces::int[]
        )
        (SELECT id FROM traced WHERE id <> new.id ORDER BY id DESC LIMIT %(most)s::int)
        UNION
        ({claim_lookup.nearest("<> new.id", most=LIKE, least=2)})
    ) near
    JOIN reviews_claim c ON c.id = near.id
    WHERE c.desk_id = %(desk)s AND c.language = %(language)s
      AND c.merged_into_id IS NULL AND c.dismissed_at IS NULL
"""  # noqa: S608  # our own words
_BRACES = str.maketrans("[]", "{}")  # a list as PostgreSQL writes its arrays


class NearClaim(NamedTuple):
    """A claim worth comparing with."""

    id: int
    text: str


def near(sought: Mapping[Claim, list[int]], *, desk: int, language: str) -> dict[int, list[NearClaim]]:
    """Return the claims near each of `sought` (with the traces it looks for), by key, newest first."""
    values = {
        **claim_lookup.sought(sought, desk=desk, language=language),
        "traces": [str(traces).translate(_BRACES) for traces in sought.values()],
        "desk": desk,
        "language": language,
        "most": MOST,
    }
    found: dict[int, list[NearClaim]] = {}
    for new, claim, text in prepared.run(_FIND, values):
        found.setdefault(new, []).append(NearClaim(claim, text))
    return {new: sorted(claims, reverse=True) for new, claims in found.items()}
