"""One page of the queue by key: page 1,000 costs what page 1 does."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.db.models import Q

from factcheck.models import Membership
from reviews.models import ReviewTask
from reviews.reports.queue import Filters, Rows, branches, clocked, narrowed

PAGE_SIZE = 50
_CURSOR = re.compile(r"(before|after)_([^_]{1,40})_(\d{1,18})\Z", re.ASCII)

Key = tuple[float | datetime, int]


@dataclass(frozen=True, slots=True)
class Page:
    """Up to PAGE_SIZE tasks in order, and the cursors of the pages beside it (empty = none)."""

    tasks: Sequence[ReviewTask]
    next: str
    previous: str


@dataclass(frozen=True, slots=True)
class _Order:
    """What a tab is sorted by: a field, falling, then the id, rising (falling where times are sorted)."""

    field: str
    ids_fall: bool = False

    def names(self, *, backwards: bool) -> tuple[str, str]:
        first = self.field if backwards else f"-{self.field}"
        return first, "-pk" if self.ids_fall != backwards else "pk"

    def beyond(self, key: Key, *, backwards: bool) -> Q:
        """Return the condition for rows after `key`, or before it; the first part alone walks the index."""
        value, pk = key
        first, strict = ("gte", "gt") if backwards else ("lte", "lt")
        ids = "lt" if self.ids_fall != backwards else "gt"
        tie = Q(**{f"{self.field}__{strict}": value}) | Q(**{f"pk__{ids}": pk})
        return Q(**{f"{self.field}__{first}": value}) & tie

    def read(self, text: str) -> float | datetime:
        """Return the sort value in a cursor; ValueError where there is none."""
        if self.field == "finished_at":
            return datetime.fromisoformat(text)
        value = float(text)
        if not math.isfinite(value):
            raise ValueError(text)
        return value

    def cursor(self, word: str, task: ReviewTask) -> str:
        value = getattr(task, self.field)
        return f"{word}_{value.isoformat() if isinstance(value, datetime) else repr(value)}_{task.pk}"


_WORTHIEST = _Order("priority")
_LATEST = _Order("finished_at", ids_fall=True)


def queue_page(tab: str, membership: Membership, filters: Filters, cursor: str) -> Page:
    """Return the page of `tab` that `cursor` names ("" is the first); two queries.

    Each task carries `in_work` and `asleep`, by the database clock. Raises BadRequest for another cursor.
    """
    order = _LATEST if tab == "done" else _WORTHIEST
    word, key = _read(cursor, order)
    backwards = word == "before"
    parts = [narrowed(part, filters, places=[membership]) for part in branches(tab, membership)]
    if key:
        parts = [part.filter(order.beyond(key, backwards=backwards)) for part in parts]
    found = _first(parts, order.names(backwards=backwards))
    more, tasks = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if backwards:
        tasks.reverse()
    has_next, has_previous = (bool(tasks), more) if backwards else (more, bool(key and tasks))
    return Page(
        tasks=tasks,
        next=order.cursor("after", tasks[-1]) if has_next else "",
        previous=order.cursor("before", tasks[0]) if has_previous else "",
    )


def _read(cursor: str, order: _Order) -> tuple[str, Key | None]:
    if not cursor:
        return "", None
    found = _CURSOR.match(cursor)
    try:
        if found:
            return found[1], (order.read(found[2]), int(found[3]))
    except ValueError as error:
        raise BadRequest("This address names no page of this list.") from error
    raise BadRequest("This address names no page of this list.")


def _first(parts: list[Rows], names: tuple[str, str]) -> list[ReviewTask]:
    """Return the first rows of all parts together, one more than a page holds.

    Only the first part can be long, and is walked in its order. The others are bounded by how many people
    work here; asked for in order, they would be sought among all tasks in that order.
    """
    limit = PAGE_SIZE + 1
    keys = [part.order_by().values("pk", names[0].lstrip("-")) for part in parts]
    head = keys[0].order_by(*names)[:limit]
    together = head.union(*keys[1:], all=True).order_by(*names)[:limit] if keys[1:] else head
    pks = [row["pk"] for row in together]
    people = ("claim", "lease_holder", "assigned_to", "finished_by")
    rows = clocked(ReviewTask.objects.filter(pk__in=pks)).select_related(*people)
    by_pk = rows.in_bulk()
    return [by_pk[pk] for pk in pks if pk in by_pk]
