"""Where claims stand: which of the eight states each is in, and the published verdict that says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models.functions import Now

from reviews.models import Claim, ReviewTask, Verdict

SETTLED = frozenset({"confirmed", "change", "unproven", "disputed", "none"})
# The gravest first: what must change, then what nobody has settled, then what is only partly good news.
GRAVITY = ("change", "open", "work", "waiting", "disputed", "unproven", "confirmed", "none")
PENDING = (Verdict.State.SUBMITTED, Verdict.State.APPROVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """One claim's state, of `open work waiting confirmed change unproven disputed none`, and its verdict."""

    state: str
    verdict: Verdict | None = None

    @property
    def label(self) -> str:
        """Return the rating of the published verdict; empty where there is none."""
        return self.verdict.rating.label if self.verdict else ""

    @property
    def is_settled(self) -> bool:
        """Return whether nothing is left to find out."""
        return self.state in SETTLED


def gravest(states: Iterable[str]) -> str:
    """Return the gravest of `states`, which are not empty."""
    return min(states, key=GRAVITY.index)


def standings(claims: Collection[Claim]) -> dict[int, Standing]:
    """Return where each claim stands, by its key; two queries, however many claims.

    A published verdict's rating says it; else a verdict that waits for approval, a dismissal, a task that
    somebody holds by the database clock; else the claim is open.
    """
    keys = {claim.pk for claim in claims}
    published: dict[int, Verdict] = {}
    waiting: set[int] = set()
    for verdict in _current(keys):
        if verdict.state == Verdict.State.PUBLISHED:
            published[verdict.claim_id] = verdict
        else:
            waiting.add(verdict.claim_id)
    in_work = set(
        ReviewTask.objects.filter(
            claim__in=keys, state=ReviewTask.State.LEASED, lease_expires_at__gt=Now()
        ).values_list("claim_id", flat=True)
    )
    return {claim.pk: _standing(claim, published.get(claim.pk), waiting, in_work) for claim in claims}


def _current(keys: Collection[int]) -> Iterable[Verdict]:
    rows = Verdict.objects.filter(claim__in=keys, state__in=[Verdict.State.PUBLISHED, *PENDING])
    return rows.select_related("rating").defer("explanation")


def _standing(
    claim: Claim, verdict: Verdict | None, waiting: Collection[int], in_work: Collection[int]
) -> Standing:
    if verdict:
        return Standing(verdict.rating.mark, verdict)
    if claim.pk in waiting:
        return Standing("waiting")
    if claim.dismissed_at:
        return Standing("none")
    return Standing("work" if claim.pk in in_work else "open")
