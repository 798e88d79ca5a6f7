"""Rows of spelled-out SQL as the objects that the ORM gives: for the few statements that every task pays for.

Building one ORM query costs more Python than PostgreSQL needs to answer it; spelled out, it costs a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Model


def columns(model: type[Model], alias: str) -> str:
    """Return the columns of `model` for a SELECT, each behind the table's `alias`."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def objects(row: Sequence[Any], *models: type[Model]) -> Iterator[Any]:
    """Yield an object a model from a row of their columns in turn; None where an outer join found nothing."""
    values = iter(row)
    for model in models:
        names = _names(model)
        own = list(islice(values, len(names)))
        yield None if own[0] is None else model.from_db("default", names, own)


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
