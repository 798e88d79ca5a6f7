"""The queue: which tasks each of its tabs lists, and how many, at a cost that does not grow with the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Now

from articles.models import Statement
from factcheck import prepared
from factcheck.models import Membership
from factcheck.roles import Ability, Role, may
from reviews.models import ClaimMatch, Draft, ReviewTask, Verdict

TABS = ("open", "mine", "approve", "asleep", "done")
COUNT_LIMIT = 1000

Rows = QuerySet[ReviewTask]

# Keys that nobody has: they stand for anyone's in a statement that is spelled out once.
_DESK, _ME = -1, -2


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list: words of the claim, kind of task, article, least worth, rating when done."""

    q: str = ""
    kind: str = ""
    article: int | None = None
    worth_min: float | None = None
    rating: str = ""

    def __bool__(self) -> bool:
        """Return whether anything is filtered at all."""
        return self != Filters()


def branches(tab: str, membership: Membership) -> list[Rows]:
    """Return the rows of a tab as parts that do not overlap; each part reads one partial index in its order.

    A lapsed lease counts as open, a sleeper whose time has come as awake, both by the database clock.
    """
    rows = ReviewTask.objects.filter(desk=membership.desk_id)
    if not may(membership.role, Ability.EMBARGO):
        rows = rows.visible_to([membership])
    if tab == "mine":
        return _mine(rows, membership.user_id)
    if tab == "asleep":
        return [rows.filter(state="OPEN", available_at__gt=Now())]
    if tab == "done":
        return [rows.filter(state="DONE", kind__in=ReviewTask.CHECKING)]
    rows = rows.filter(kind__in=ReviewTask.APPROVING if tab == "approve" else ReviewTask.CHECKING)
    return [
        rows.filter(state="OPEN", available_at__isnull=True, assigned_to__isnull=True),
        rows.filter(state="OPEN", available_at__isnull=True, assigned_to__isnull=False),
        rows.filter(state="OPEN", available_at__lte=Now()),
        rows.filter(state="LEASED"),
    ]


def _mine(rows: Rows, me: int) -> list[Rows]:
    """Return what this person holds, what is assigned to them, and what else they have typed on."""
    typed = Draft.objects.filter(editor=me).values("task")
    others = Q(lease_holder=me) | Q(assigned_to=me)
    return [
        rows.filter(state="LEASED", lease_holder=me),
        rows.filter(state="OPEN", assigned_to=me),
        rows.filter(pk__in=typed, state__in=["OPEN", "LEASED"]).exclude(others),
    ]


def clocked(rows: Rows) -> Rows:
    """Return `rows` with `now`, `in_work` and `asleep`, all three by the database clock."""
    held = Q(state="LEASED", lease_expires_at__gt=Now())
    asleep = Q(state="OPEN", available_at__isnull=False, available_at__gt=Now())
    return rows.annotate(
        now=Now(),
        in_work=ExpressionWrapper(held, output_field=BooleanField()),
        asleep=ExpressionWrapper(asleep, output_field=BooleanField()),
    )


def narrowed(rows: Rows, filters: Filters, *, places: Sequence[Membership] = ()) -> Rows:
    """Return `rows` without what the filters leave out."""
    if filters.q:
        # A regular expression is what the trigram index of the claims answers without regard to case.
        rows = rows.filter(claim__text__iregex=re.escape(filters.q))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.worth_min is not None:
        rows = rows.filter(priority__gte=filters.worth_min)
    if filters.article is not None:
        seen = Statement.objects.visible_to(places)
        statements = seen.filter(revision__article=filters.article, revision__is_latest=True)
        made = ClaimMatch.objects.filter(statement__in=statements, state="CONFIRMED")
        rows = rows.filter(claim__in=made.values("claim"))
    if filters.rating:
        current = Verdict.objects.filter(
            state__in=["SUBMITTED", "APPROVED", "PUBLISHED"], rating__key=filters.rating
        )
        rows = rows.filter(claim__in=current.values("claim"))
    return rows


def counts(membership: Membership) -> dict[str, str]:
    """Return how many rows each tab has, as shown: exact to COUNT_LIMIT, then "1,000+". One query in all."""
    counting = _counting(Role(membership.role))
    [found] = prepared.run(counting, {"desk": membership.desk_id, "me": membership.user_id})
    shown = (f"{COUNT_LIMIT:,}+" if number > COUNT_LIMIT else f"{number:,}" for number in found)
    return dict(zip(TABS, shown, strict=True))


@cache
def _counting(role: Role) -> str:
    """Return the statement that counts what `role` sees of each tab, spelled out from the ORM's words."""
    anyone = Membership(desk_id=_DESK, user_id=_ME, role=role)
    each = [f"(SELECT count(*) FROM ({_bounded(tab, anyone)}) t)" for tab in TABS]  # noqa: S608  # our own words
    return f"SELECT {', '.join(each)}"


def _bounded(tab: str, anyone: Membership) -> str:
    parts = [part.order_by().values("pk")[: COUNT_LIMIT + 1] for part in branches(tab, anyone)]
    together = parts[0].union(*parts[1:], all=True)[: COUNT_LIMIT + 1] if parts[1:] else parts[0]
    statement, values = together.query.sql_with_params()
    return statement % tuple(map(_spelled, values))


def _spelled(value: object) -> str:
    """Return a value of the ORM's query in SQL: the two keys as names, our own constants as they are."""
    return {_DESK: "%(desk)s", _ME: "%(me)s"}.get(value, f"'{value}'")  # type: ignore[call-overload, no-any-return]
