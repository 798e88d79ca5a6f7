"""Spelled-out statements, prepared on the connection and run by libpq: for what every task pays for.

A psycopg cursor costs some sixty Python calls a statement, more CPU than PostgreSQL needs to answer it; this
costs ten. Psycopg still turns values into PostgreSQL's text and rows into values, by the adapters that Django
registered on the connection, and its errors are raised as Django's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections
from psycopg import generators
from psycopg.abc import Transformer as Reader
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

Values = Mapping[str, Any]
Rows = list[tuple[Any, ...]]

_PLACE = re.compile(r"%\((\w+)\)s")
_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement on one connection: its name there, its values in order, and what reads its rows."""

    name: bytes
    order: tuple[str, ...]
    formats: list[PyFormat]
    reader: Reader


_prepared: WeakKeyDictionary[psycopg.Connection[Any], dict[str, _Prepared]] = WeakKeyDictionary()


def run(statement: str, values: Values) -> Rows:
    """Run `statement` (with `%(name)s` for each value) and return its rows, none where it has none.

    It is planned once for any values, so a partial index serves only where its condition is spelled out, and
    a value whose type PostgreSQL cannot infer needs a cast. Raises Django's database errors.
    """
    line = connections["default"]
    line.ensure_connection()
    with line.wrap_database_errors:
        return _run(line.connection, statement, values)


def run_together(*steps: tuple[str, Values]) -> list[Rows]:
    """Run statements as one transaction, sent at once and answered at once; return the rows of each.

    Each sees what the ones before it did and whatever was committed while they waited for a lock. Inside an
    atomic block they belong to its transaction.
    """
    line = connections["default"]
    line.ensure_connection()
    with line.wrap_database_errors:
        if line.in_atomic_block:
            return [_run(line.connection, *step) for step in steps]
        return _run_together(line.connection, steps)


def _run(connection: psycopg.Connection[Any], statement: str, values: Values) -> Rows:
    prepared = _on(connection, statement)
    libpq = connection.pgconn
    if not connection.autocommit and libpq.transaction_status == TransactionStatus.IDLE:
        _checked(libpq.exec_(b"BEGIN"), connection)
    libpq.send_query_prepared(prepared.name, _dumped(prepared, values))
    [result] = connection.wait(generators.execute(libpq))
    return _rows(prepared, _checked(result, connection))


def _run_together(connection: psycopg.Connection[Any], steps: Sequence[tuple[str, Values]]) -> list[Rows]:
    """Send all the steps and one Sync: PostgreSQL takes what stands before a Sync as one transaction."""
    prepared = [_on(connection, statement) for statement, _ in steps]
    libpq = connection.pgconn
    libpq.enter_pipeline_mode()
    for step, (_, values) in zip(prepared, steps, strict=True):
        libpq.send_query_prepared(step.name, _dumped(step, values))
    libpq.pipeline_sync()
    connection.wait(generators.send(libpq))
    answers = [connection.wait(generators.fetch_many(libpq))[-1] for _ in steps]
    connection.wait(generators.fetch_many(libpq))  # the Sync's own
    libpq.exit_pipeline_mode()
    return [_rows(step, _checked(each, connection)) for step, each in zip(prepared, answers, strict=True)]


def _on(connection: psycopg.Connection[Any], statement: str) -> _Prepared:
    """Return the statement as it is prepared on this connection, preparing it at its first use there."""
    known = _prepared.setdefault(connection, {})
    if statement not in known:
        text, order = _numbered(statement)
        name = f"desk_{len(known)}".encode()
        _checked(connection.pgconn.prepare(name, text), connection)
        reader = Transformer(connection.adapters)  # of the connection itself it would hold on to it
        known[statement] = _Prepared(name, order, [PyFormat.TEXT] * len(order), reader)
    return known[statement]


@cache
def _numbered(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the statement with $1, $2, … for its named values, and the names in that order."""
    order = tuple(dict.fromkeys(_PLACE.findall(statement)))
    places = {name: f"${number}" for number, name in enumerate(order, start=1)}
    return _PLACE.sub(lambda found: places[found[1]], statement).encode(), order


def _dumped(prepared: _Prepared, values: Values) -> Sequence[Any]:
    return prepared.reader.dump_sequence([values[name] for name in prepared.order], prepared.formats)


def _checked(result: PGresult, connection: psycopg.Connection[Any]) -> PGresult:
    if result.status not in _DONE:
        raise error_from_result(result, encoding=connection.info.encoding)
    return result


def _rows(prepared: _Prepared, result: PGresult) -> Rows:
    prepared.reader.set_pgresult(result)
    return prepared.reader.load_rows(0, result.ntuples, tuple)
