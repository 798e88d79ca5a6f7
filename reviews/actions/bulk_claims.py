"""Writing many claims in one statement: those that are not known yet, whoever writes at the same time."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck import prepared
from reviews.actions import claim_writing
from reviews.actions.claim_locks import Overtaken
from reviews.matching.wording import Wording
from reviews.models.claim_lookup import terms_of

# In the order of fingerprints, so that no two writers wait for each other in a circle.
_WRITE = """
    WITH new AS (
        SELECT * FROM unnest(%(texts)s::text[], %(claimants)s::text[], %(fingerprints)s::text[],
                             %(terms)s::text[], %(worths)s::float8[])
            AS new (text, claimant, fingerprint, terms, worth)
    ), written AS (
        INSERT INTO reviews_claim (public_id, desk_id, language, text, claimant, fingerprint,
                                   check_worthiness, dismissal, searchable)
        SELECT gen_random_uuid(), %(desk)s::bigint, %(language)s::text, text, claimant, fingerprint, worth,
               '', true
        FROM new ORDER BY fingerprint ON CONFLICT DO NOTHING RETURNING fingerprint, id
    ), termed AS (
        INSERT INTO reviews_claimterm (term, claim_id)
        SELECT unnest(new.terms::int[]) AS term, written.id FROM written JOIN new USING (fingerprint)
        ORDER BY term, id
    )
    SELECT fingerprint, id FROM written
"""


def known_or_written(
    wordings: Mapping[str, Wording], worth: Mapping[str, float], *, desk: int, language: str
) -> tuple[dict[str, int], dict[str, int]]:
    """Return (the keys of claims that were there, of those written now), both by fingerprint.

    A claim that was merged away stands for the one it was merged into. Raises Overtaken when a merge
    interferes.
    """
    known = claim_writing.known(wordings.keys(), desk=desk, language=language)
    missing = {print_: wordings[print_] for print_ in wordings.keys() - known.keys()}
    written: dict[str, int] = dict(
        prepared.run(_WRITE, _values(missing, worth, desk, language)) if missing else []
    )
    if beaten := missing.keys() - written.keys():
        known |= claim_writing.live(beaten, desk=desk, language=language)
    if wordings.keys() - known.keys() - written.keys():
        raise Overtaken
    return known, written


def _values(
    new: Mapping[str, Wording], worth: Mapping[str, float], desk: int, language: str
) -> dict[str, object]:
    return {
        "desk": desk,
        "language": language,
        "texts": [wording.text for wording in new.values()],
        "claimants": [wording.claimant for wording in new.values()],
        "fingerprints": list(new),
        "terms": [terms_of(wording.text, desk=desk, language=language) for wording in new.values()],
        "worths": [worth[print_] for print_ in new],
    }
