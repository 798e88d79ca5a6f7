"""record(): the only writer of AuditEvent."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from factcheck.models import AuditEvent, Desk, User


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
    AuditEvent.objects.create(
        action=action, target=target_of(target), actor=by, desk_id=desk_id, data=data
    )
