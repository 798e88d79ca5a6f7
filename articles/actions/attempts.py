"""Attempts: made by one worker at a time, and counted before each try, so that poison comes to an end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet

LIMIT: Final = 5
DID_NOT_END: Final = "the worker died"

log = structlog.get_logger(__name__)


@contextmanager
def attempt(rows: QuerySet[Any], pk: int, field: str = "attempts") -> Iterator[int | None]:
    """Add one to `field` of the row `pk` of `rows`, commit that, and yield which attempt this is, from 1 on.

    None says that there is no such row, or that another worker is at it. More than LIMIT says that the row
    is to be given up: not even its last attempt came to an end.
    """
    # A row lock ends with the commit of the count. Between that and the try a second worker would count the
    # same attempt again, and a crowd of them would give up a row that nothing is wrong with.
    with _alone(f"{rows.model._meta.label_lower}:{pk}") as alone:
        yield _counted(rows.filter(pk=pk), field) if alone else None


def first(rows: QuerySet[Any], pks: Collection[int], field: str = "attempts") -> list[int]:
    """Count a first attempt for those of `pks` that had none, commit that, and return them in order.

    For a batch. What is missing is done, in another worker's hands, or was tried before: such a row is tried
    alone by `attempt`, so that poison in a batch costs nobody but its neighbours of one try a second one.
    """
    with transaction.atomic(durable=True):
        untried = rows.filter(pk__in=pks, **{field: 0}).order_by("pk")
        locked = untried.select_for_update(skip_locked=True, no_key=True, of=("self",))
        found = list(locked.values_list("pk", flat=True))
        rows.model.objects.filter(pk__in=found).update(**{field: 1})
    return found


def failure(what: str, error: Exception | str) -> str:
    """Return the reason why a row is given up, for people: `could not be read in 5 attempts: …`."""
    said = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return f"{what} in {LIMIT} attempts: {said}"


def _counted(rows: QuerySet[Any], field: str) -> int | None:
    with transaction.atomic(durable=True):
        row = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
        if row is None:
            return None
        number: int = getattr(row, field) + 1
        rows.model.objects.filter(pk=row.pk).update(**{field: number})
        return number


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Hold the database session's lock on `name`; yield False where another session has it."""
    if not _ask("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name):
        yield False
        return
    try:
        yield True
    finally:
        if not _ask("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name):
            # The session ended, and its locks with it; or a pooler hands out sessions by transaction.
            log.error("attempt.session_changed", name=name)


def _ask(query: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, [name])
        return bool(cursor.fetchone()[0])
