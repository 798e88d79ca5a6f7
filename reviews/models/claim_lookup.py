"""Looking claims up by their words, at the same cost in an archive of any size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reviews.matching.search_terms import search_terms
from reviews.models.claim import Claim

PER_TERM: Final = 32
"""Claims that are read under one term, the newest."""

_BRACES = str.maketrans("[]", "{}")  # a list as PostgreSQL writes its arrays
# Part of a statement: the claims that share terms with `new` (id, terms), those with the rarest first. Of
# each term the newest claims are read from the end of its index, never more, so a statement costs at most its
# 40 terms times 32 rows, in an archive of a thousand claims or of a million. Under a common word stand only
# claims of these days; the archive answers under names, numbers and words in a row, of which few share any.
# A list counts by how far it fell short of its limit, as an inverse document frequency does.
_NEAREST = """
    SELECT listed.claim_id AS id FROM (
        SELECT l.claim_id, ln({twice}::float8 / count(*) OVER (PARTITION BY t.term)) AS weight
        FROM unnest(new.terms::int[]) AS t (term) CROSS JOIN LATERAL (
            SELECT c.claim_id FROM reviews_claimterm c WHERE c.term = t.term AND c.claim_id {which}
            ORDER BY c.claim_id DESC LIMIT {per_term}
        ) l
    ) listed GROUP BY listed.claim_id HAVING count(*) >= {least}
    ORDER BY sum(listed.weight) DESC, listed.claim_id DESC LIMIT {most}
"""


def nearest(which: str, *, most: int, least: int = 1) -> str:
    """Return the part of a statement that finds at most `most` claims by at least `least` shared terms.

    It gives `id`, beside a row `new` with `id` and `terms`; `which` compares a claim's key, as `< new.id`.
    """
    return _NEAREST.format(
        which=which, most=int(most), least=int(least), per_term=PER_TERM, twice=2 * PER_TERM
    )


def terms_of(text: str, *, desk: int, language: str) -> str:
    """Return the search terms of `text` for one desk and language, as PostgreSQL writes an array."""
    return str(search_terms(text, realm=f"{desk} {language}")).translate(_BRACES)


def sought(claims: Iterable[Claim], *, desk: int, language: str) -> dict[str, list[int] | list[str]]:
    """Return the values `claims` and `terms` of a statement that looks for claims like these."""
    listed = list(claims)
    return {
        "claims": [claim.pk for claim in listed],
        "terms": [terms_of(claim.text, desk=desk, language=language) for claim in listed],
    }
