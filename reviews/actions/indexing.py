"""Making claims findable that a release without search terms wrote: terms, and the wait for a vector."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Final

from django.db import transaction

from factcheck import audit
from reviews.actions import claim_terms, embeddings
from reviews.models import Claim

BATCH: Final = 500
"""Claims that one job takes, about half a second of one core."""

_realm = attrgetter("desk_id", "language")


def index_due() -> int:
    """Store the terms of the newest claims that have none, at most BATCH; note that they wait for a vector.

    Return how many. What another worker is at is left to it; a second run changes nothing.
    """
    with transaction.atomic():
        waiting = Claim.objects.filter(searchable=False).order_by("-pk")
        locked = waiting.select_for_update(skip_locked=True, no_key=True)
        claims = list(locked.only("pk", "desk_id", "language", "text")[:BATCH])
        for (desk, language), of_realm in groupby(sorted(claims, key=_realm), key=_realm):
            _index(list(of_realm), desk=desk, language=language)
        Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(searchable=True)
    return len(claims)


def _index(claims: list[Claim], *, desk: int, language: str) -> None:
    claim_terms.store({claim.pk: claim.text for claim in claims}, desk=desk, language=language)
    embeddings.register([claim.pk for claim in claims], desk=desk, language=language)
    audit.record("desk.claims_indexed", claims[0].desk, by=None, desk=desk, claims=len(claims))
