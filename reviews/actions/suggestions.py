"""The record of machine outputs: written when one is put before a person or decided on, each once.

Callers hand in what the machine said; nothing here asks a machine. A decision belongs to the act that made
it, so `decide` is called inside that act's transaction, beside its audit row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck import prepared
from factcheck.audit import NotInTransaction
from factcheck.models import User
from reviews.models import Suggestion

# A row is inserted once for each target, kind, model and version; what is set in it is set once. A later no
# to what was accepted overturns it. Two who record the same outputs insert in one order, so that neither
# waits for the other in a circle.
_UPSERT = """
    INSERT INTO reviews_suggestion AS s (
        desk_id, target, kind, model, version, input_sha256, output, decision,
        shown_at, decided_by_id, decided_at)
    SELECT r.*, CASE WHEN {shown} THEN statement_timestamp() END,
           CASE WHEN r.decision <> '' THEN {by} END,
           CASE WHEN r.decision <> '' THEN statement_timestamp() END
    FROM ({outputs}) r ORDER BY r.target, r.kind, r.model, r.version
    ON CONFLICT (target, kind, model, version) DO UPDATE SET
        shown_at = COALESCE(s.shown_at, EXCLUDED.shown_at),
        decision = CASE WHEN s.decision = '' THEN EXCLUDED.decision ELSE s.decision END,
        decided_by_id = COALESCE(s.decided_by_id, EXCLUDED.decided_by_id),
        decided_at = COALESCE(s.decided_at, EXCLUDED.decided_at),
        overturned_by_id = CASE WHEN s.decision = 'accepted' AND EXCLUDED.decision = 'rejected'
            THEN COALESCE(s.overturned_by_id, EXCLUDED.decided_by_id) ELSE s.overturned_by_id END,
        overturned_at = CASE WHEN s.decision = 'accepted' AND EXCLUDED.decision = 'rejected'
            THEN COALESCE(s.overturned_at, EXCLUDED.decided_at) ELSE s.overturned_at END
    WHERE s.shown_at IS NULL AND EXCLUDED.shown_at IS NOT NULL
       OR s.decision = '' AND EXCLUDED.decision <> ''
       OR s.decision = 'accepted' AND EXCLUDED.decision = 'rejected' AND s.overturned_at IS NULL
"""


def clause(outputs: str, *, shown: str, by: str) -> str:
    """Return the statement, or part of one, that records `outputs`; `shown` and `by` are SQL expressions.

    `outputs` is a SELECT of desk_id, target, kind, model, version, input_sha256, output (jsonb) and decision
    ("" for none yet).
    """
    return _UPSERT.format(outputs=outputs, shown=shown, by=by)


_RECORD = clause(
    """
    SELECT %(desk)s::bigint AS desk_id, o.* FROM jsonb_to_recordset(%(outputs)s::jsonb) AS o (
        target text, kind text, model text, version text, input_sha256 text, output jsonb, decision text)
    """,
    shown="%(shown)s::boolean",
    by="%(by)s::bigint",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a machine said: of which kind, about which target (`audit.target_of`), by which version.

    `judged` are the words that it looked at; the record keeps their hash. `said` is JSON.
    """

    kind: Suggestion.Kind
    target: str
    model: str
    version: str
    judged: str
    said: Any


Decided = tuple[Output, Suggestion.Decision]


def record(outputs: Sequence[Output], *, desk: int) -> None:
    """Record that these outputs were put before a person of `desk` (its key); known ones stay as they are.

    One statement, however many.
    """
    _write([(output, "") for output in outputs], desk=desk, shown=True, by=None)


def decide(decisions: Sequence[Decided], *, desk: int, by: User, shown: bool) -> None:
    """Record what `by` did with each of these outputs. The first decision on one stands; a later rejection of
    what was accepted is kept as its overturning.

    `shown`: the desk puts such outputs before people from the start, so `by` has seen them. Raises
    NotInTransaction outside the transaction of the act that decided.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("a decision on a suggestion must be recorded in the transaction that made it")
    _write(decisions, desk=desk, shown=shown, by=by)


def acted(outputs: Sequence[Output], *, desk: int) -> None:
    """Record what the machine did by itself at `desk` (its key); nobody has seen it or decided on it yet.

    Raises NotInTransaction outside the transaction of the act.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("what the machine did must be recorded in the transaction that did it")
    _write([(output, "") for output in outputs], desk=desk, shown=False, by=None)


def _write(decisions: Sequence[tuple[Output, str]], *, desk: int, shown: bool, by: User | None) -> None:
    if not decisions:
        return
    values = {
        "desk": desk,
        "shown": shown,
        "by": None if by is None else by.pk,
        "outputs": json.dumps([_row(output, decision) for output, decision in decisions]),
    }
    prepared.run(_RECORD, values)


def _row(output: Output, decision: str) -> dict[str, Any]:
    return {
        "decision": decision,
        "kind": output.kind,
        "target": output.target,
        "model": output.model,
        "version": output.version,
        "input_sha256": hashlib.sha256(output.judged.encode()).hexdigest(),
        "output": output.said,
    }
