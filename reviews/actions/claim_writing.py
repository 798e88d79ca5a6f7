"""Writing claims: one live claim per desk, language and fingerprint, whoever writes at the same time."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connection

from factcheck.models import User
from reviews.actions import claim_terms
from reviews.actions.claim_locks import Overtaken, survivors
from reviews.matching.wording import Wording
from reviews.models import Claim

# The conditions of the two partial indexes on fingerprints, spelled out.
_LIVE = """
    SELECT fingerprint, id FROM reviews_claim
    WHERE desk_id = %(desk)s AND language = %(language)s AND fingerprint = ANY(%(fingerprints)s::text[])
      AND merged_into_id IS NULL
"""
_MERGED_AWAY = """
    SELECT fingerprint, id FROM reviews_claim
    WHERE desk_id = %(desk)s AND language = %(language)s AND fingerprint = ANY(%(fingerprints)s::text[])
      AND merged_into_id IS NOT NULL ORDER BY id
"""


def draft(wording: Wording, *, desk: int, language: str, worth: float, by: User | None = None) -> Claim:
    """Return an unsaved claim in these words; `by` is its writer, None for the machine."""
    return Claim(
        desk_id=desk,
        language=language,
        text=wording.text,
        claimant=wording.claimant,
        fingerprint=wording.fingerprint,
        check_worthiness=worth,
        written_by=by,
    )


def write(drafts: Mapping[str, Claim], *, desk: int, language: str) -> dict[str, int]:
    """Return the key of the live claim for each fingerprint, written from its draft where there is none.

    A claim that was merged away stands for the one it was merged into. Raises Overtaken when a merge
    interferes. Inserts in the order of fingerprints, so that no two writers wait for each other in a circle.
    """
    found = known(drafts.keys(), desk=desk, language=language)
    missing = [drafts[fingerprint] for fingerprint in sorted(drafts.keys() - found.keys())]
    if missing:
        Claim.objects.bulk_create(missing, ignore_conflicts=True)
        written = live(drafts.keys() - found.keys(), desk=desk, language=language)
        texts = {key: drafts[print_].text for print_, key in written.items()}
        claim_terms.store(texts, desk=desk, language=language)
        found |= written
    if drafts.keys() - found.keys():
        raise Overtaken
    return found


def live(fingerprints: Collection[str], *, desk: int, language: str) -> dict[str, int]:
    """Return the keys of the live claims with these fingerprints, by fingerprint."""
    return _read(_LIVE, fingerprints, desk, language)


def known(fingerprints: Collection[str], *, desk: int, language: str) -> dict[str, int]:
    """Return the same, with those that were merged away as the claims that they were merged into."""
    standing = live(fingerprints, desk=desk, language=language)
    merged = _read(_MERGED_AWAY, fingerprints - standing.keys(), desk, language)
    heirs = survivors(merged.values())
    return {**standing, **{fingerprint: heirs[key] for fingerprint, key in merged.items()}}


def require_still(found: Mapping[str, int], claims: Mapping[int, Claim], *, desk: int, language: str) -> None:
    """Raise Overtaken unless the claims of these fingerprints, locked now, are still those that were found.

    Between the look and the lock somebody may have undone the merge by which a fingerprint led to another
    claim. Costs no query where none did.
    """
    led = {print_: key for print_, key in found.items() if claims[key].fingerprint != print_}
    if led and known(led.keys(), desk=desk, language=language) != led:
        raise Overtaken


def _read(statement: str, fingerprints: Collection[str], desk: int, language: str) -> dict[str, int]:
    if not fingerprints:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(statement, {"desk": desk, "language": language, "fingerprints": list(fingerprints)})
        return dict(cursor.fetchall())
