"""Candidates: claims in like words, for an editor to say whether a statement makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection

from articles.models import Statement
from reviews.matching.similarity import score
from reviews.models import Claim, ClaimMatch

LEAST_SIMILARITY = 0.35  # share of equal trigrams (pg_trgm)
LEAST_SCORE = 0.6
PER_STATEMENT = 3

# The sketches' index finds candidates, trigrams measure them; the trigram index alone would walk the lists of
# a sentence's hundred trigrams, 190 ms a statement at 110,000 claims. The first part is materialised so that
# no other condition tempts the planner to another index, the second so that it measures once. Only claims
# older than the statement's own: two new claims are not suggested to each other both ways.
_FIND = """
    SELECT new.id, near.id, near.text
    FROM unnest(%(claims)s::bigint[], %(texts)s::text[], %(sketches)s::text[]) AS new (id, text, sketch)
    CROSS JOIN LATERAL (
        WITH alike AS MATERIALIZED (
            SELECT * FROM reviews_claim c WHERE c.sketch && new.sketch::int[]
        ), measured AS MATERIALIZED (
            SELECT id, text, similarity(text, new.text) AS likeness FROM (
                SELECT id, text FROM alike
                WHERE desk_id = %(desk)s AND language = %(language)s AND id < new.id
                  AND merged_into_id IS NULL AND dismissed_at IS NULL
                ORDER BY id DESC LIMIT 300
            ) newest
        )
        SELECT id, text FROM measured WHERE likeness >= %(least)s ORDER BY likeness DESC, id LIMIT 10
    ) near
"""
_BRACES = str.maketrans("[]", "{}")  # a list as PostgreSQL writes its arrays


class Candidate(NamedTuple):
    """A claim that a new claim resembles; the score runs from 0 to 1."""

    claim: int
    score: float


def suggest(statements: Mapping[int, Statement], *, claims: list[Claim], desk: int, language: str) -> int:
    """Store suggested matches for statements whose claims are new, by claim key; return how many.

    At most three a statement, the likest; an editor decides on each. One query, however many claims.
    """
    found = _find(claims, desk=desk, language=language)
    matches = [
        ClaimMatch(
            statement=statements[claim],
            claim_id=candidate.claim,
            start=0,
            end=len(statements[claim].exact),
            state=ClaimMatch.State.SUGGESTED,
            method=ClaimMatch.Method.TRIGRAM,
            score=candidate.score,
        )
        for claim, candidates in found.items()
        for candidate in candidates
    ]
    ClaimMatch.objects.bulk_create(matches, ignore_conflicts=True)
    return len(matches)


def _find(claims: list[Claim], *, desk: int, language: str) -> dict[int, list[Candidate]]:
    texts = {claim.pk: claim.text for claim in claims}
    found: dict[int, list[Candidate]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FIND, _values(claims, desk=desk, language=language))
        for new, near, text in cursor.fetchall():
            found.setdefault(new, []).append(Candidate(near, score(texts[new], text)))
    return {new: _best(candidates) for new, candidates in found.items()}


def _values(
    claims: list[Claim], *, desk: int, language: str
) -> dict[str, str | int | float | list[int] | list[str]]:
    return {
        "claims": [claim.pk for claim in claims],
        "texts": [claim.text for claim in claims],
        "sketches": [str(claim.sketch).translate(_BRACES) for claim in claims],
        "desk": desk,
        "language": language,
        "least": LEAST_SIMILARITY,
    }


def _best(candidates: list[Candidate]) -> list[Candidate]:
    likest = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.claim))
    return [candidate for candidate in likest[:PER_STATEMENT] if candidate.score >= LEAST_SCORE]
