"""Rows of spelled-out SQL as the objects that the ORM gives: for the few statements that every task pays for.

Building one ORM query costs more Python than PostgreSQL needs to answer it; spelled out, it costs a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Field, Model


def fetch(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run `statement` (psycopg's `%(name)s` placeholders), which returns rows, and return them.

    It is prepared on the connection and planned once for any values, since planning a join costs PostgreSQL
    several times what running it does. So a partial index serves only where its condition is spelled out.
    """
    with connection.cursor() as cursor, connection.wrap_database_errors:
        return list(psycopg.Cursor(cursor.connection).execute(statement, values, prepare=True))


def send(statement: str, values: Mapping[str, Any]) -> None:
    """Run `statement`, prepared like those of `fetch`, for what it does and not for its rows."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        psycopg.Cursor(cursor.connection).execute(statement, values, prepare=True)


def insert(row: Model) -> None:
    """Insert `row` as its `save()` would; its key and what the database fills in are set on it."""
    statement, given, filled = _insertion(type(row))
    values = {each.attname: each.get_db_prep_save(getattr(row, each.attname), connection) for each in given}
    for name, value in zip(filled, fetch(statement, values)[0], strict=True):
        setattr(row, name, value)
    row._state.adding, row._state.db = False, connection.alias


@cache
def _insertion(model: type[Model]) -> tuple[str, list[Field[Any, Any]], list[str]]:
    """Return the INSERT of `model`, the fields whose values it takes, and the attributes that it returns."""
    fields = model._meta.concrete_fields
    given = [field for field in fields if not field.primary_key and not field.has_db_default()]
    filled = [field for field in fields if field not in given]
    into = ", ".join(f'"{field.column}"' for field in given)
    values = ", ".join(f"%({field.attname})s" for field in given)
    back = ", ".join(f'"{field.column}"' for field in filled)
    table = model._meta.db_table
    statement = f'INSERT INTO "{table}" ({into}) VALUES ({values}) RETURNING {back}'  # noqa: S608  # our own names
    return statement, given, [field.attname for field in filled]


def columns(model: type[Model], alias: str) -> str:
    """Return the columns of `model` for a SELECT, each behind the table's `alias`."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def objects(row: Sequence[Any], *models: type[Model]) -> Iterator[Any]:
    """Yield an object a model from a row of their columns in turn; None where an outer join found nothing."""
    values = iter(row)
    for model in models:
        names = [field.attname for field in model._meta.concrete_fields]
        own = list(islice(values, len(names)))
        yield None if own[0] is None else model.from_db("default", names, own)
