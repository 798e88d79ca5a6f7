"""Locks on claims: a claim's row guards its matches and tasks; several are locked in the order of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from factcheck.states import Conflict
from reviews.models import Claim

T = TypeVar("T")


class Overtaken(Exception):
    """What was read before the lock holds no more, such as a claim that was merged away: read again."""


def settled(act: Callable[[], T]) -> T:
    """Return what `act` returns, run again for as long as it is overtaken.

    Each time another transaction got its way, so this ends; rolling back to the savepoint frees the locks.
    """
    while True:
        try:
            with transaction.atomic():
                return act()
        except Overtaken:
            continue


def lock(keys: Iterable[int]) -> dict[int, Claim]:
    """Lock these claims and return them by key. Raises Overtaken when one is not live any more.

    The lock leaves room for the foreign keys of rows that hand-out and verdicts write meanwhile.
    """
    claims = lock_all(keys)
    if any(claim.merged_into_id is not None for claim in claims.values()):
        raise Overtaken
    return claims


def lock_all(keys: Iterable[int]) -> dict[int, Claim]:
    """Lock these claims, merged ones too, and return them by key."""
    return {claim.pk: claim for claim in _locked().filter(pk__in=set(keys)).order_by("pk")}


def lock_live(claim: Claim) -> Claim:
    """Lock `claim` and return it as it is now. Raises Conflict when it was merged into another."""
    present = _locked().get(pk=claim.pk)
    if present.merged_into_id is not None:
        raise Conflict("This claim was merged into another: work on that one.", present="merged")
    return present


def _locked() -> QuerySet[Claim]:
    return Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("desk__policy")


def survivors(keys: Iterable[int]) -> dict[int, int]:
    """Return for each claim the live one that it was merged into, itself if it was not."""
    found = {key: key for key in keys}
    while merged := _merged(found.values()):
        found = {key: merged.get(at, at) for key, at in found.items()}
    return found


def _merged(keys: Iterable[int]) -> dict[int, int]:
    rows = Claim.objects.filter(pk__in=set(keys), merged_into__isnull=False)
    return {key: into for key, into in rows.values_list("pk", "merged_into") if into is not None}
