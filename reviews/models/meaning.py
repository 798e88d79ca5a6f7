"""Claims that mean alike: the one door to a search by meaning, with pgvector or not, and whether it is on.

Where the extension is there, its index over the vectors (HNSW) gives the nearest. Everywhere else the cells
of `matching.cells` do: of each cell that a vector may share the newest claims are measured by their
signatures, the likest of these by their vectors. Both end after a number of rows that no archive raises.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from django.conf import settings

from articles import embedding
from articles.embedding import Vectors
from factcheck import prepared
from reviews.matching.cells import PROBES, cells, signature

PER_CELL: Final = 600
"""Claims that are measured in one cell, the newest."""
ROUGH: Final = 60
"""Claims whose vectors are compared."""

ANY: Final = 2**63 - 1
"""A bound that every claim's key is under."""

# Settings of pgvector for the present transaction: go on until enough claims of the realm are found. An index
# that is still being made, or was left by one that was stopped, answers nothing.
_HAS_INDEX: Final = """
    SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('claim_meaning') AND indisvalid),
           set_config('hnsw.ef_search', '80', true),
           set_config('hnsw.iterative_scan', 'relaxed_order', true)
"""
_BY_INDEX: Final = """
    SELECT e.claim_id, e.vector FROM reviews_claimembedding e
    WHERE e.vector IS NOT NULL AND e.realm = %(realm)s::text AND e.claim_id < %(before)s::bigint
      AND e.version = %(version)s::text
    ORDER BY (e.vector::vector(384)) <=> %(vector)s::vector(384) LIMIT %(rough)s::int
"""
_BY_CELLS: Final = f"""
    WITH rough AS MATERIALIZED (
        SELECT DISTINCT ON (bit_count(l.signature # %(signature)s::bit(384)), l.claim_id) l.claim_id
        FROM unnest(%(cells)s::int[]) AS t (cell) CROSS JOIN LATERAL (
            SELECT c.claim_id, c.signature FROM reviews_claimcell c
            WHERE c.cell = t.cell AND c.claim_id < %(before)s::bigint
            ORDER BY c.claim_id DESC LIMIT {PER_CELL}
        ) l ORDER BY bit_count(l.signature # %(signature)s::bit(384)), l.claim_id LIMIT %(rough)s::int
    )
    SELECT e.claim_id, e.vector FROM reviews_claimembedding e JOIN rough USING (claim_id)
    WHERE e.realm = %(realm)s::text AND e.version = %(version)s::text
"""  # noqa: S608  # our own words


class State(NamedTuple):
    """Whether embeddings are on, and one line that says so or why not."""

    on: bool
    why: str


def state() -> State:
    """Return whether this process matches by meaning; reads the model's files (20 ms), loads nothing."""
    if not settings.EMBEDDINGS:
        return State(False, "Embeddings are off: EMBEDDINGS=0. Matching goes by words alone.")
    if problem := embedding.files_problem():
        return State(False, f"{problem} Matching goes by words alone.")
    return State(True, f"Matching goes by words and meaning ({embedding.NAME}).")


class Near(NamedTuple):
    """A claim (its key) and the cosine of its meaning with what was asked for, -1 to 1."""

    claim: int
    cosine: float


def realm_of(desk: int, language: str) -> str:
    """Return the realm in which claims are searched: the desk (its key) and the language."""
    return f"{desk} {language}"


def has_index() -> bool:
    """Return whether this database searches vectors by an index of pgvector; call it in their transaction."""
    [(found, *_)] = prepared.run(_HAS_INDEX, {})
    return bool(found)


def nearest(vector: Vectors, *, realm: str, before: int, most: int, by_index: bool) -> list[Near]:
    """Return at most `most` claims of `realm` with keys under `before` that mean most alike, likest first."""
    values: dict[str, object] = {
        "realm": realm,
        "before": before,
        "rough": ROUGH,
        "version": embedding.MODEL_SHA256,
    }
    if by_index:
        rows = prepared.run(_BY_INDEX, {**values, "vector": written(vector, "[]")})
    else:
        places = {"cells": cells(vector, realm=realm, probes=PROBES), "signature": signature(vector)}
        rows = prepared.run(_BY_CELLS, {**values, **places})
    measured = [
        Near(claim, float(np.dot(np.asarray(found, dtype=np.float32), vector))) for claim, found in rows
    ]
    return sorted(measured, key=lambda near: (-near.cosine, near.claim))[:most]


def written(vector: Vectors, brackets: str) -> str:
    """Return a vector as PostgreSQL (`{}`) or pgvector (`[]`) writes it."""
    return brackets[0] + ",".join(f"{one:.6g}" for one in vector) + brackets[1]
