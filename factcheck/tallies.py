"""Counters that are right over any number of processes: rows, written with what they count."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from django.db import connection
from django.db.models import Sum

from factcheck.models import Tally

ENTRIES: Final = "entries"
FETCHES: Final = "fetches"
RUNS: Final = "runs"
SECONDS: Final = "seconds"
"""The counters: entries of imports and fetches of feeds by outcome, runs by state, wall seconds by stage."""

GIVEN_UP: Final = "failed"
"""The outcome of entries that were refused because each attempt at them went wrong."""


def add(name: str, amounts: Mapping[str, float]) -> None:
    """Add to the counter `name` by label, in the caller's transaction; what is 0 is left out. One query."""
    Tally.objects.bulk_create(
        Tally(name=name, label=label, amount=amount) for label, amount in amounts.items() if amount
    )


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Add the wall seconds of the block to its stage, unless it raises."""
    began = time.perf_counter()
    yield
    add(SECONDS, {stage: time.perf_counter() - began})


def totals() -> dict[str, dict[str, float]]:
    """Return {counter: {label: sum}}; one query over what `fold` left and what was added since."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, label, total in Tally.objects.values_list("name", "label").annotate(total=Sum("amount")):
        found[name][label] = total
    return found


def fold() -> int:
    """Replace the rows of each counter by their sum; return how many went. Several at once fold others."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLD)
        return int(cursor.fetchone()[0])


# One statement: whoever sums sees all of the old rows or their sum.
_FOLD = """
    WITH chosen AS (SELECT id FROM factcheck_tally ORDER BY id LIMIT 100000 FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM factcheck_tally WHERE id IN (SELECT id FROM chosen) RETURNING name, label, amount),
    sums AS (
        INSERT INTO factcheck_tally (name, label, amount)
        SELECT name, label, sum(amount) FROM gone GROUP BY name, label
    )
    SELECT count(*) FROM gone
"""
