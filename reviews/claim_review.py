"""ClaimReview: a published verdict as schema.org JSON-LD, for fact-check explorers and other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

# In a <script> element only these could end it or start markup; in JSON they may stand as escapes.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_SEPARATORS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Where the claim was made: an address, and when it was published there."""

    url: str
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published verdict. `value` is None for a rating without a number; `best`, `worst` end its scale."""

    url: str
    claim: str
    claimant: str
    appearances: Sequence[Appearance]
    rating: str
    value: int | None
    best: int | None
    worst: int | None
    summary: str
    published_at: datetime
    organisation: str
    organisation_url: str
    correction_note: str = ""


def claim_review(published: Published) -> dict[str, Any]:
    """Return the JSON-LD object (schema.org/ClaimReview); times are ISO 8601 with their zone."""
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": published.url,
        "claimReviewed": published.claim,
        "datePublished": published.published_at.isoformat(),
        "author": {
            "@type": "Organization",
            "name": published.organisation,
            "url": published.organisation_url,
        },
        "reviewRating": _rating(published),
        "itemReviewed": _claim(published),
    }
    if published.correction_note:
        review["correction"] = published.correction_note
    return review


def as_json_ld(review: dict[str, Any]) -> str:
    """Return the object as JSON text that is safe inside a `<script>` element."""
    text = json.dumps(review, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES | _SEPARATORS)


def _rating(published: Published) -> dict[str, Any]:
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": published.rating,
        "ratingExplanation": published.summary,
    }
    if published.value is not None:
        rating |= {
            "ratingValue": published.value,
            "bestRating": published.best,
            "worstRating": published.worst,
        }
    return rating


def _claim(published: Published) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim"}
    if published.claimant:
        claim["author"] = {"@type": "Person", "name": published.claimant}
    dated = [(row.published_at, row) for row in published.appearances if row.published_at]
    first = min(dated, key=itemgetter(0), default=None)
    if first:
        claim["datePublished"] = first[0].isoformat()
        claim["firstAppearance"] = _work(first[1])
    others = [row for row in published.appearances if not first or row is not first[1]]
    if others:
        claim["appearance"] = [_work(row) for row in others]
    return claim


def _work(appearance: Appearance) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "url": appearance.url}
    if appearance.published_at:
        work["datePublished"] = appearance.published_at.isoformat()
    return work
