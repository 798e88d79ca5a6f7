"""The live checklist: the desk's gates asked about a draft, unfinished as it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from factcheck.models import Desk
from reviews import policy
from reviews.actions import verdicts
from reviews.finding import SOURCE_TYPES, STANCES, Finding, read_finding
from reviews.policy import Gate


@dataclass(frozen=True, slots=True)
class Check:
    """One gate as the page shows it; `field` is where it is mended."""

    label: str
    met: bool
    reason: str
    field: str


def checklist(data: dict[str, Any], *, desk: Desk, corrects: bool = False) -> list[Check]:
    """Return each gate of `desk` with its answer to the draft `data`."""
    try:
        finding, unchosen = read_unfinished(data)
    except ValidationError as error:
        return [Check("The draft can be read", met=False, reason=" ".join(error.messages), field="")]
    gates = verdicts.gates_for(finding, desk=desk)
    if finding.citations:
        gates.append(_stance_gate(unchosen))
    if corrects:
        gates.append(policy.correction_gate(finding))
    return [Check(gate.label, gate.ok, gate.why, gate.field) for gate in gates]


def missing(checks: Sequence[Check]) -> list[Check]:
    """Return the gates that are shut."""
    return [check for check in checks if not check.met]


def shut_by_field(checks: Sequence[Check]) -> dict[str, list[str]]:
    """Return why these gates are shut, by the field where each is mended."""
    shut: dict[str, list[str]] = {}
    for check in checks:
        shut.setdefault(check.field or "draft", []).append(check.reason)
    return shut


def read_unfinished(data: dict[str, Any]) -> tuple[Finding, list[int]]:
    """Return the finding in `data` and the numbers of citations whose stance or source type is not chosen.

    An unchosen one is read as context from a secondary source. Raises ValidationError as `read_finding`.
    """
    rows = data.get("citations") or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return read_finding(data), []
    unchosen = [number for number, row in enumerate(rows, start=1) if not _is_chosen(row)]
    supposed = {"stance": "context", "source_type": "secondary"}
    whole = [row if _is_chosen(row) else {**row, **supposed} for row in rows]
    return read_finding({**data, "citations": whole}), unchosen


def _is_chosen(row: dict[str, Any]) -> bool:
    return row.get("stance") in STANCES and row.get("source_type") in SOURCE_TYPES


def _stance_gate(unchosen: list[int]) -> Gate:
    marks = ", ".join(f"[{number}]" for number in unchosen)
    why = f"Say what {marks} {'does' if len(unchosen) == 1 else 'do'}: support, refute or give context."
    label = "Every citation says what it does to the claim"
    return Gate("stance", label, ok=not unchosen, why=why if unchosen else "", field="citations")
