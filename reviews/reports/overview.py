"""The overview of a desk: what is open, in work, waiting and done, and the last fourteen days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from factcheck.models import Desk, Membership, desks_with
from factcheck.roles import Ability
from reviews.models import ReviewTask, Verdict

DAYS = 14
# Beyond this a count says "100,000+": exact figures of a huge queue would cost more than they tell.
COUNT_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Day:
    """One day's figures: tasks done, and tasks opened that were not cancelled since."""

    date: date
    done: int
    opened: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of one desk now."""

    open: int
    in_work: int
    waiting: int
    to_publish: int
    oldest: ReviewTask | None
    days: tuple[Day, ...]

    @property
    def done_today(self) -> int:
        """Return how many tasks were done since midnight in the desk's time zone."""
        return self.days[-1].done

    @property
    def open_words(self) -> str:
        """Return the open count as shown, with a plus where it was cut off."""
        return f"{self.open:,}" + ("+" if self.open >= COUNT_LIMIT else "")

    @property
    def oldest_age(self) -> str:
        """Return how long the oldest live task has waited, in its largest unit; a dash where none waits."""
        if self.oldest is None:
            return "–"
        minutes = int((timezone.now() - self.oldest.created_at).total_seconds() // 60)
        if minutes < 60:
            return f"{max(0, minutes)} min"
        hours = minutes // 60
        return f"{hours} h" if hours < 48 else f"{hours // 24} days"

    @property
    def done_rows(self) -> list[dict[str, object]]:
        """Return the days with their tasks done, as a chart takes them."""
        return [{"label": _label(day.date), "value": day.done} for day in self.days]

    @property
    def opened_rows(self) -> list[dict[str, object]]:
        """Return the days with their tasks opened, as a chart takes them."""
        return [{"label": _label(day.date), "value": day.opened} for day in self.days]

    @property
    def is_new(self) -> bool:
        """Return whether nothing has happened at this desk in the days shown, nor waits."""
        waits = self.open or self.in_work or self.waiting or self.to_publish
        return not (waits or any(day.done or day.opened for day in self.days))


def _label(day: date) -> str:
    return f"{day.day} {day:%b}"


def overview(desk: Desk, *, places: Sequence[Membership] = ()) -> Overview:
    """Return the figures of `desk`; each query reads one partial index.

    `places` are the memberships of whoever looks; without one an embargo hides what is under it.
    """
    tasks, verdicts = ReviewTask.objects.filter(desk=desk), Verdict.objects.filter(claim__desk=desk)
    if desk.pk not in desks_with(Ability.EMBARGO, places):
        tasks, verdicts = tasks.visible_to(places), verdicts.visible_to(places)
    checks = tasks.filter(kind__in=ReviewTask.CHECKING)
    lapsed = Q(state="LEASED", lease_expires_at__lte=Now())
    return Overview(
        open=_bounded(checks.filter(state="OPEN")) + checks.filter(lapsed).count(),
        in_work=tasks.filter(state="LEASED", lease_expires_at__gt=Now()).count(),
        waiting=verdicts.filter(state=Verdict.State.SUBMITTED).count(),
        to_publish=verdicts.filter(state=Verdict.State.APPROVED).count(),
        oldest=_oldest(tasks),
        days=_days(tasks),
    )


def _bounded(rows: QuerySet[ReviewTask]) -> int:
    return rows.order_by()[:COUNT_LIMIT].count()


def _oldest(tasks: QuerySet[ReviewTask]) -> ReviewTask | None:
    live = tasks.filter(state__in=["OPEN", "LEASED"])
    return live.select_related("claim").order_by("created_at").first()


def _days(tasks: QuerySet[ReviewTask]) -> tuple[Day, ...]:
    today = timezone.localdate()
    first = today - timedelta(days=DAYS - 1)
    since = timezone.make_aware(datetime.combine(first, time.min))
    # Whatever was opened in these days is live or was finished in them, so both counts stay on their index.
    finished = tasks.filter(state="DONE", finished_at__gte=since)
    live = tasks.filter(state__in=["OPEN", "LEASED"], created_at__gte=since)
    done = _per_day(finished, "finished_at")
    opened = _per_day(live, "created_at") + _per_day(finished.filter(created_at__gte=since), "created_at")
    return tuple(Day(day, done[day], opened[day]) for day in (first + timedelta(days=n) for n in range(DAYS)))


def _per_day(rows: QuerySet[ReviewTask], field: str) -> Counter[date]:
    days = rows.annotate(day=TruncDate(field)).order_by().values("day").annotate(n=Count("pk"))
    return Counter({row["day"]: row["n"] for row in days})
