"""The desks of a person, each with how much work waits there: one query, bounded at any size of desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery

from factcheck.models import Membership, User
from factcheck.roles import Ability, may
from reviews.models import ReviewTask
from reviews.reports.queue import COUNT_LIMIT


class _Number(Subquery):
    """How many rows a query has; with a slice of it, counting ends there."""

    template = "(SELECT count(*) FROM (%(subquery)s) bounded)"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Place:
    """One desk of a person. `oldest_at` is since when its oldest open task waits; None where none does."""

    membership: Membership
    waiting: int
    approvals: int
    mine: int
    oldest_at: datetime | None

    @property
    def counts(self) -> list[str]:
        """Return the numbers in words, none for those who take no tasks: an embargo may hide what counts."""
        if not may(self.membership.role, Ability.EMBARGO):
            return []
        told = [(self.mine, "yours"), (self.waiting, "open"), (self.approvals, "to approve")]
        return [f"{_shown(number)} {words}" for number, words in told if number]


def desks_of(user: User) -> list[Place]:
    """Return the desks of `user` by name, with the counts of each. One query."""
    tasks = ReviewTask.objects.filter(desk=OuterRef("desk"))
    free = tasks.filter(state="OPEN", available_at__isnull=True)
    held = Q(state="LEASED", lease_holder=user) | Q(state="OPEN", assigned_to=user)
    rows = Membership.objects.filter(user=user).select_related("desk").order_by("desk__name")
    rows = rows.annotate(
        waiting=_bounded(free.filter(kind__in=ReviewTask.CHECKING)),
        approvals=_bounded(free.filter(kind__in=ReviewTask.APPROVING)),
        mine=_bounded(tasks.filter(held)),
        oldest_at=Subquery(tasks.live().order_by("created_at").values("created_at")[:1]),
    )
    return [Place(row, row.waiting, row.approvals, row.mine, row.oldest_at) for row in rows]


def _bounded(rows: QuerySet[ReviewTask]) -> _Number:
    return _Number(rows.order_by().values("pk")[: COUNT_LIMIT + 1])


def _shown(number: int) -> str:
    return f"{COUNT_LIMIT:,}+" if number > COUNT_LIMIT else f"{number:,}"
