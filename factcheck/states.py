"""move(): the only writer of any `state`. One conditional UPDATE, so of two racing callers one wins."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import Combinable
from pgtrigger import FSM

Transitions = dict[str, tuple[str, ...]]


class Conflict(Exception):
    """Somebody else was first: the wanted act does not fit the present state. HTTP 409 with `present`."""

    def __init__(self, message: str, *, present: str) -> None:
        self.present = present
        super().__init__(message)


class WrongState(Conflict):
    """The row is not in a state from which the wanted move is allowed."""

    def __init__(self, obj: Model, wanted: str, present: str) -> None:
        noun = obj._meta.verbose_name
        super().__init__(
            f"This {noun} is {present.lower()} now, so it cannot become {wanted.lower()}.", present=present
        )


def guard(transitions: Transitions) -> FSM:
    """Return the trigger that makes PostgreSQL refuse every edge missing from `transitions`."""
    edges = [(source, target) for source, targets in transitions.items() for target in targets]
    return FSM(name="allowed_moves", field="state", transitions=edges)


def move(obj: Model, to: str, *, only_if: Q | None = None, **fields: Any) -> None:
    """Set `obj.state` to `to` together with `fields`, if its present state allows it and `only_if` holds.

    Raises WrongState, with the present state, when no row qualified.
    """
    transitions: Transitions = obj.TRANSITIONS  # type: ignore[attr-defined]  # stateful models declare it
    sources = [source for source, targets in transitions.items() if to in targets]
    rows = type(obj)._base_manager.filter(only_if or Q(), pk=obj.pk, state__in=sources)
    if not rows.update(state=to, **fields):
        obj.refresh_from_db()
        raise WrongState(obj, to, obj.state)  # type: ignore[attr-defined]
    for name, value in {"state": to, **fields}.items():
        if isinstance(value, Combinable):
            obj.__dict__.pop(name, None)  # read from the row when next asked for
        else:
            setattr(obj, name, value)


def move_all(rows: QuerySet[Any], to: str, **fields: Any) -> int:
    """Set `state` to `to` together with `fields` on the `rows` whose state allows it; return their number."""
    transitions: Transitions = rows.model.TRANSITIONS
    sources = [source for source, targets in transitions.items() if to in targets]
    return rows.filter(state__in=sources).update(state=to, **fields)
