"""The claims of a desk as a list: search and filters, each row with its state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from factcheck.models import Desk, Membership
from factcheck.pages import Page, page_of
from reviews.models import Claim, ClaimMatch, ReviewTask, Verdict
from reviews.reports.standing import PENDING, Standing, standings

FILTERS = {
    "open": "Open",
    "work": "In work",
    "waiting": "Waiting for approval",
    "published": "With a published verdict",
    "suggested": "With suggested matches",
    "dismissed": "Dismissed",
}


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One page of claims, and where each of them stands."""

    page: Page[Claim]
    rows: list[tuple[Claim, Standing]]


def claim_list(
    desk: Desk, *, q: str = "", state: str = "", cursor: str = "", places: Sequence[Membership] = ()
) -> ClaimList:
    """Return the page of live claims, newest first, whose text holds every word of `q`, in `state`.

    `state` is a key of FILTERS or empty; `places` are the memberships of whoever looks. Three queries.
    """
    seen = Claim.objects.of(desk).visible_to(places)
    page = page_of(_in_state(_matching(seen.live(), q), state, places), cursor)
    where = standings(page.rows)
    return ClaimList(page, [(claim, where[claim.pk]) for claim in page.rows])


def _matching(claims: QuerySet[Claim], q: str) -> QuerySet[Claim]:
    """Return the claims whose text holds each word: regular expressions use the trigram index."""
    for word in q.split():
        claims = claims.filter(text__iregex=re.escape(word))
    return claims


def _in_state(claims: QuerySet[Claim], state: str, places: Sequence[Membership]) -> QuerySet[Claim]:
    tasks = ReviewTask.objects.filter(state="LEASED", lease_expires_at__gt=Now()).values("claim")
    published = Verdict.objects.filter(state=Verdict.State.PUBLISHED).values("claim")
    pending = Verdict.objects.filter(state__in=PENDING).values("claim")
    seen = ClaimMatch.objects.visible_to(places)
    suggested = seen.filter(state=ClaimMatch.State.SUGGESTED).values("claim")
    dismissed = Q(dismissed_at__isnull=False)
    settled_or_waiting = Q(pk__in=published) | Q(pk__in=pending)
    wanted = {
        "": Q(),
        "open": ~settled_or_waiting & ~dismissed & ~Q(pk__in=tasks),
        "work": Q(pk__in=tasks) & ~settled_or_waiting & ~dismissed,
        "waiting": Q(pk__in=pending),
        "published": Q(pk__in=published),
        "suggested": Q(pk__in=suggested),
        "dismissed": dismissed,
    }
    return claims.filter(wanted[state])
