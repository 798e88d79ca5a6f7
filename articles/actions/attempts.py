"""Attempts: counted and committed before each try, so that work which kills its worker comes to an end."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

LIMIT: Final = 5
DID_NOT_END: Final = "the worker died"


def count(rows: QuerySet[Any], field: str = "attempts") -> int | None:
    """Add one to `field` of the only row in `rows`; return which attempt this is, the first being 1.

    None says that there is no such row, or that somebody has it locked just now. More than LIMIT says that
    the row is to be given up: not even its last attempt came to an end.
    """
    with transaction.atomic(durable=True):
        row = rows.select_for_update(skip_locked=True, no_key=True).first()
        if row is None:
            return None
        attempt: int = getattr(row, field) + 1
        rows.model.objects.filter(pk=row.pk).update(**{field: attempt})
        return attempt


def failure(what: str, error: Exception | str) -> str:
    """Return the reason why a row is given up, for people: `could not be read in 5 attempts: …`."""
    said = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return f"{what} in {LIMIT} attempts: {said}"
