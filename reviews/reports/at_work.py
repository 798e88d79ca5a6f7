"""Who is at work at a desk now: the people on shift or with tasks in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Now

from factcheck.models import Desk, Membership
from reviews.models import ReviewTask


@dataclass(frozen=True, slots=True)
class AtWork:
    """One person: their place at the desk, and how many tasks they hold by the database clock."""

    place: Membership
    in_hand: int


def at_work(desk: Desk) -> Sequence[AtWork]:
    """Return who is on shift at `desk` or holds a task of it, by name; two queries."""
    leases = ReviewTask.objects.filter(desk=desk, state="LEASED", lease_expires_at__gt=Now())
    by_holder = leases.order_by().values("lease_holder").annotate(n=Count("pk"))
    in_hand = {row["lease_holder"]: row["n"] for row in by_holder}
    places = Membership.objects.filter(desk=desk).select_related("user")
    there = [place for place in places if place.on_shift or place.user_id in in_hand]
    people = [AtWork(place, in_hand.get(place.user_id, 0)) for place in there]
    return sorted(people, key=lambda person: person.place.user.name)
