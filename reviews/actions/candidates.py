"""Candidates: claims in like words, for an editor to say whether a statement makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from articles.models import Statement
from factcheck import prepared
from reviews.actions import embeddings
from reviews.matching.bans import is_sure
from reviews.matching.similarity import score
from reviews.models import Claim, ClaimMatch, DeskPolicy, claim_lookup

PER_STATEMENT = 3
MEASURED = 12  # claims that share the rarest terms, two or more, whose words are then compared

# Only claims older than the statement's own: two new claims are not suggested to each other both ways.
FIND = f"""
    SELECT new.id, c.id, c.text
    FROM unnest(%(claims)s::bigint[], %(terms)s::text[]) AS new (id, terms)
    CROSS JOIN LATERAL ({claim_lookup.nearest("< new.id", most=MEASURED, least=2)}) near
    JOIN reviews_claim c ON c.id = near.id
    WHERE c.desk_id = %(desk)s AND c.language = %(language)s
      AND c.merged_into_id IS NULL AND c.dismissed_at IS NULL
"""  # noqa: S608  # our own words


class Candidate(NamedTuple):
    """A claim that a new claim resembles; the score runs from 0 to 1."""

    claim: int
    score: float


def suggest(statements: Mapping[int, Statement], *, claims: list[Claim], desk: int, language: str) -> int:
    """Store suggested matches for statements whose claims are new, by claim key; return how many.

    At most three a statement, the likest; an editor decides on each. The claims are noted as waiting for
    their embedding, which finds more. A fixed number of queries, however many claims.
    """
    embeddings.register([claim.pk for claim in claims], desk=desk, language=language)
    least, sure = DeskPolicy.objects.values_list("suggest_from", "confirm_from").get(desk=desk)
    found = find(claims, desk=desk, language=language, least=least)
    matches = [
        ClaimMatch(
            statement=statements[claim],
            claim_id=candidate.claim,
            start=0,
            end=len(statements[claim].exact),
            state=ClaimMatch.State.SUGGESTED,
            method=ClaimMatch.Method.TRIGRAM,
            score=candidate.score,
            confirm_due=is_sure(candidate.score, sure),
        )
        for claim, candidates in found.items()
        for candidate in candidates
    ]
    ClaimMatch.objects.bulk_create(matches, ignore_conflicts=True)
    return len(matches)


def find(claims: list[Claim], *, desk: int, language: str, least: float) -> dict[int, list[Candidate]]:
    """Return the older claims that each of `claims` repeats by key, at most three, the likest first.

    Each has the score `least` or more.
    """
    texts = {claim.pk: claim.text for claim in claims}
    looked_for = claim_lookup.sought(claims, desk=desk, language=language)
    found: dict[int, list[Candidate]] = {}
    for new, near, text in prepared.run(FIND, {**looked_for, "desk": desk, "language": language}):
        found.setdefault(new, []).append(Candidate(near, score(texts[new], text)))
    return {new: _best(candidates, least) for new, candidates in found.items()}


def _best(candidates: list[Candidate], least: float) -> list[Candidate]:
    likest = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.claim))
    return [candidate for candidate in likest[:PER_STATEMENT] if candidate.score >= least]
