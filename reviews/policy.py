"""The gates: what a verdict of this desk needs. Submit, approve and publish must all pass through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from reviews.finding import Finding, Passage
from reviews.independence import SourceRef, count_independent
from reviews.models import DeskPolicy, Snapshot, Verdict
from reviews.quotation import find_quote


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition: whether it holds, and why not. `field` is where the editor mends it."""

    key: str
    label: str
    ok: bool
    why: str = ""
    field: str = ""


Snapshots = Mapping[int, Snapshot]


def evaluate(finding: Finding, *, policy: DeskPolicy, ratings: set[str], snapshots: Snapshots) -> list[Gate]:
    """Return every gate with its answer. `ratings` are the keys of the desk's scale; `snapshots` by id."""
    return [
        _rating(finding, ratings),
        _summary(finding),
        _explanation(finding),
        _marks(finding),
        _quotes(finding, snapshots),
        _independent(finding, policy, snapshots),
        *([_primary(finding)] if policy.primary_source_required else []),
    ]


def correction_gate(finding: Finding) -> Gate:
    """Return the gate of every version after a published one: readers are told what was corrected."""
    ok = bool(finding.correction_note)
    why = "" if ok else "Tell readers what was corrected."
    return Gate("correction_note", "A note to readers", ok=ok, why=why, field="correction_note")


def require(gates: list[Gate]) -> None:
    """Raise ValidationError, by field, unless every gate holds."""
    shut: dict[str, list[str]] = {}
    for gate in gates:
        if not gate.ok:
            shut.setdefault(gate.field, []).append(gate.why)
    if shut:
        raise ValidationError(dict(shut))


def finding_of(verdict: Verdict) -> Finding:
    """Return a stored verdict as the finding that it was, so that the same gates can be asked again."""
    return Finding(
        rating=verdict.rating.key,
        summary=verdict.summary,
        explanation=verdict.explanation,
        correction_note=verdict.correction_note,
        citations=tuple(
            Passage(
                exact=citation.exact,
                stance=citation.stance,
                source_type=citation.source_type,
                snapshot=citation.snapshot_id,
                offline_source=citation.offline_source,
                locator=citation.locator,
                note=citation.note,
            )
            for citation in verdict.citations.all()
        ),
    )


def _rating(finding: Finding, ratings: set[str]) -> Gate:
    if not finding.rating:
        return Gate("rating", "A rating", ok=False, why="Choose a rating.", field="rating")
    known = finding.rating in ratings
    why = "" if known else f"“{finding.rating}” is not a rating of this desk's scale."
    return Gate("rating", "A rating", ok=known, why=why, field="rating")


def _summary(finding: Finding) -> Gate:
    length = len(finding.summary)
    why = ""
    if not length:
        why = "Say the finding in one sentence."
    elif length > Verdict.SUMMARY_LIMIT:
        why = f"The summary has {length} characters; {Verdict.SUMMARY_LIMIT} are allowed."
    return Gate("summary", "The finding in one sentence", ok=not why, why=why, field="summary")


def _explanation(finding: Finding) -> Gate:
    why = "" if finding.explanation else "Explain why."
    if finding.length > Finding.LIMIT:
        why = f"The finding has {finding.length:,} characters; {Finding.LIMIT:,} are allowed."
    return Gate("explanation", "The reasons", ok=not why, why=why, field="explanation")


def _marks(finding: Finding) -> Gate:
    wanted = set(range(1, len(finding.citations) + 1))
    why = ""
    if dangling := sorted(finding.marks - wanted):
        why = f"No citation stands behind {_numbered(dangling)}."
    elif unused := sorted(wanted - finding.marks):
        why = f"The reasons do not refer to {_numbered(unused)}."
    return Gate("marks", "Every [n] has its citation", ok=not why, why=why, field="explanation")


def _quotes(finding: Finding, snapshots: Snapshots) -> Gate:
    faults = [
        f"[{number}] {fault}"
        for number, passage in enumerate(finding.citations, start=1)
        if (fault := _fault(passage, snapshots))
    ]
    label = "Every quote stands in its captured page"
    return Gate("quotes", label, ok=not faults, why=" ".join(faults), field="citations")


def _fault(passage: Passage, snapshots: Snapshots) -> str:
    """Return what is wrong with one citation, or nothing."""
    if not passage.exact:
        return "quotes no words."
    if passage.snapshot is None:
        return (
            "" if passage.offline_source else "names no source: capture a page or describe an offline source."
        )
    if passage.offline_source:
        return "names both a captured page and an offline source."
    snapshot = snapshots.get(passage.snapshot)
    if snapshot is None:
        return "cites a page that this desk did not capture."
    if snapshot.state == Snapshot.State.PENDING:
        return "waits for its page to be captured."
    if snapshot.state == Snapshot.State.FAILED:
        return f"cites a page that could not be captured: {snapshot.reason}"
    if find_quote(passage.exact, snapshot.text) is None:
        return "quotes words that do not stand in the captured page."
    return ""


def _independent(finding: Finding, policy: DeskPolicy, snapshots: Snapshots) -> Gate:
    count = count_independent(_ref(passage, snapshots) for passage in finding.citations)
    need = policy.min_independent_sources
    label = "An independent source" if need == 1 else f"{need} independent sources"
    why = (
        f"Found {count} of {need}; sources of one publisher, domain, agency or text count once."
        if count < need
        else ""
    )
    return Gate("independent", label, ok=not why, why=why, field="citations")


def _ref(passage: Passage, snapshots: Snapshots) -> SourceRef:
    snapshot = snapshots.get(passage.snapshot) if passage.snapshot is not None else None
    if snapshot is None:
        return SourceRef(offline_source=passage.offline_source or f"unknown {passage.snapshot}")
    return SourceRef(url=snapshot.final_url or snapshot.url, publisher=snapshot.publisher, text=snapshot.text)


def _primary(finding: Finding) -> Gate:
    ok = any(passage.source_type == "primary" for passage in finding.citations)
    return Gate(
        "primary", "A primary source", ok=ok, why="" if ok else "Cite a primary source.", field="citations"
    )


def _numbered(numbers: list[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)
