"""record(): the only writer of AuditEvent."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from factcheck import prepared
from factcheck.models import Desk, User

_APPEND_MANY = """
    INSERT INTO factcheck_auditevent (action, target, actor_id, desk_id, data)
    SELECT %(action)s::text, target, %(actor)s::bigint, %(desk)s::bigint, data
    FROM unnest(%(targets)s::text[], %(data)s::jsonb[]) AS happened (target, data)
"""
_APPEND = """
    INSERT INTO factcheck_auditevent (action, target, actor_id, desk_id, data)
    VALUES (%(action)s, %(target)s, %(actor)s, %(desk)s, %(data)s::jsonb)
"""


class NotInTransaction(Exception):
    """An audit row was to be written outside the transaction of the act that it records."""


def target_of(obj: Model) -> str:
    """Return the text that names `obj` in the record, such as `reviews.verdict:17`."""
    return f"{obj._meta.label_lower}:{obj.pk}"


def record(action: str, target: Model, *, by: User | None, desk: Desk | int | None, **data: object) -> None:
    """Append what was done (`noun.past`) to `target`; `by` is None for the machine.

    Raises NotInTransaction unless called inside the transaction that does the thing.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{action} must be recorded in the transaction that did it")
    desk_id = desk.pk if isinstance(desk, Desk) else desk
    prepared.run(
        _APPEND,
        {
            "action": action,
            "target": target_of(target),
            "actor": None if by is None else by.pk,
            "desk": desk_id,
            "data": json.dumps(data, cls=DjangoJSONEncoder),
        },
    )


def clause(action: str, model: type[Model], *, done: str, data: str = "'{}'::jsonb") -> str:
    """Return the INSERT that records `action`, to stand in the very statement that does the thing.

    `done` is the statement's CTE of what was done, a row a `model` object with `id` and `desk_id`; `data` is
    SQL over these rows. The actor is the statement's value `me`.
    """
    return f"""
        INSERT INTO factcheck_auditevent (action, target, actor_id, desk_id, data)
        SELECT '{action}', '{model._meta.label_lower}:' || id, %(me)s, desk_id, {data} FROM {done}
    """  # noqa: S608  # our own words


def record_many(
    action: str,
    happened: Collection[tuple[int, Mapping[str, object]]],
    *,
    model: type[Model],
    by: User | None,
    desk: int | None,
) -> None:
    """Append the same act on many rows of `model` in one statement: an event for each (key, data).

    Raises NotInTransaction unless called inside the transaction that does the thing.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{action} must be recorded in the transaction that did it")
    values = {
        "action": action,
        "targets": [f"{model._meta.label_lower}:{pk}" for pk, _ in happened],
        "actor": None if by is None else by.pk,
        "desk": desk,
        "data": [json.dumps(data, cls=DjangoJSONEncoder) for _, data in happened],
    }
    prepared.run(_APPEND_MANY, values)
