"""Pages of a list by key: each page starts beside the last row seen, so page 1,000 costs what page 1 does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet

PAGE_SIZE = 50
_CURSOR = re.compile(r"([ba])(\d{1,18})\Z", re.ASCII)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Up to `PAGE_SIZE` rows, and the cursors of the pages beside it (empty = none)."""

    rows: Sequence[Row]
    next: str
    previous: str


def page_of(
    rows: QuerySet[Row], cursor: str, *, newest_first: bool = True, size: int = PAGE_SIZE
) -> Page[Row]:
    """Return the page of `rows` by key that `cursor` names: "" is the first. One query.

    `b17` are the rows that the list shows behind key 17, `a17` those ahead of it. Raises BadRequest for any
    other cursor.
    """
    found = _CURSOR.match(cursor)
    if cursor and not found:
        raise BadRequest("This address names no page of this list.")
    onward = found is None or found[1] == "b"
    falling = onward is newest_first
    if found:
        rows = rows.filter(**{"pk__lt" if falling else "pk__gt": int(found[2])})
    taken = list(rows.order_by("-pk" if falling else "pk")[: size + 1])
    page, more = taken[:size], len(taken) > size
    if not onward:
        page.reverse()
    return Page(
        rows=page,
        next=f"b{page[-1].pk}" if page and (more or not onward) else "",
        previous=f"a{page[0].pk}" if page and (more if not onward else found) else "",
    )
