"""Verdicts: submit, approve, return, publish, correct, retract. Gates at each step; all history stays."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from factcheck import audit, rows, states
from factcheck.models import Desk, User
from factcheck.states import Conflict, WrongState
from reviews import policy
from reviews.actions import drafts, handout
from reviews.finding import Finding, read_finding
from reviews.models import Citation, Claim, DeskPolicy, Rating, ReviewTask, Snapshot, Verdict
from reviews.quotation import find_quote, selector


class OwnVerdict(Conflict):
    """The author of a verdict may not approve it: four eyes."""


class OwnClaim(Conflict):
    """Whoever wrote a claim may not give the verdict on it."""


# Spelled out: a submission pays for each.
_CHOSEN = f"""
    SELECT {rows.columns(Rating, "r")} FROM reviews_rating r WHERE r.scale_id = %(scale)s AND r.key = %(key)s
"""  # noqa: S608  # column names of our own models
_CITED = f"""
    SELECT {rows.columns(Snapshot, "s")} FROM reviews_snapshot s
    WHERE s.desk_id = %(desk)s AND s.id = ANY(%(wanted)s)
"""  # noqa: S608  # column names of our own models


def gates_for(finding: Finding, *, desk: Desk) -> list[policy.Gate]:
    """Return the desk's gates for a finding, as the checklist shows them and as submit asks them."""
    return _weigh(finding, standards=DeskPolicy.objects.get(desk=desk))[0]


def submit(task: ReviewTask, *, by: User, token: uuid.UUID, data: dict[str, Any]) -> Verdict:
    """Turn a finding (a draft's JSON) into a verdict that waits for approval; the task is done.

    Raises StaleLease, or ValidationError by field; what was typed is kept as the draft in either case.
    """
    try:
        with transaction.atomic():
            return _submit(task, by=by, token=token, data=data)
    except (Conflict, ValidationError):
        drafts.keep(task, by=by, data=data)
        raise


def _submit(task: ReviewTask, *, by: User, token: uuid.UUID, data: dict[str, Any]) -> Verdict:
    if task.kind not in ReviewTask.CHECKING:
        raise ValidationError({"task": "This task approves a verdict; it does not take one."})
    handout.move_held(task, "DONE", token=token, by=by, finished_at=Now(), finished_by=by)
    finding, standards = read_finding(data), task.desk.policy
    verdict = _store(task.claim, finding, standards=standards, by=by, priority=task.priority)
    drafts.discard(task, by=by)
    terms = {"task": task.pk, "version": verdict.version}
    audit.record("verdict.submitted", verdict, by=by, desk=task.desk_id, **terms)
    return verdict


def _weigh(
    finding: Finding, *, standards: DeskPolicy
) -> tuple[list[policy.Gate], dict[str, Rating], dict[int, Snapshot]]:
    chosen = rows.fetch(_CHOSEN, {"scale": standards.scale_id, "key": finding.rating})
    ratings = {rating.key: rating for row in chosen for rating in rows.objects(row, Rating)}
    wanted = [passage.snapshot for passage in finding.citations if passage.snapshot is not None]
    cited = rows.fetch(_CITED, {"desk": standards.desk_id, "wanted": wanted}) if wanted else []
    snapshots = {snapshot.pk: snapshot for row in cited for snapshot in rows.objects(row, Snapshot)}
    gates = policy.evaluate(finding, policy=standards, ratings=set(ratings), snapshots=snapshots)
    return gates, ratings, snapshots


def _store(claim: Claim, finding: Finding, *, standards: DeskPolicy, by: User, priority: float) -> Verdict:
    """Store the verdict with its citations and open its approval for somebody else."""
    if claim.written_by_id == by.pk:
        raise OwnClaim("You wrote this claim: somebody else must check it.", present="barred")
    gates, ratings, snapshots = _weigh(finding, standards=standards)
    newest, stands = Verdict.objects.course(claim)
    if stands:
        gates.append(policy.correction_gate(finding))
    policy.require(gates)
    verdict = Verdict(
        claim=claim,
        version=newest + 1,
        rating=ratings[finding.rating],
        summary=finding.summary,
        explanation=finding.explanation,
        correction_note=finding.correction_note,
        author=by,
    )
    try:
        rows.insert(verdict)
    except IntegrityError as error:  # one_pending_verdict_per_claim, or the version was taken this moment
        raise Conflict(
            "Another version of this verdict is already under way.", present="SUBMITTED"
        ) from error
    for citation in _citations(verdict, finding, snapshots):
        rows.insert(citation)
    rows.insert(
        ReviewTask(
            desk_id=standards.desk_id,
            claim=claim,
            kind="APPROVAL",
            verdict=verdict,
            barred=by,
            priority=priority,
        )
    )
    return verdict


def _citations(verdict: Verdict, finding: Finding, snapshots: dict[int, Snapshot]) -> list[Citation]:
    citations = []
    for number, passage in enumerate(finding.citations, start=1):
        row = Citation(
            verdict=verdict,
            number=number,
            offline_source=passage.offline_source,
            locator=passage.locator,
            stance=passage.stance,
            source_type=passage.source_type,
            exact=passage.exact,
            note=passage.note,
        )
        if passage.snapshot is not None:
            _lock(row, snapshots[passage.snapshot])
        citations.append(row)
    return citations


def _lock(row: Citation, snapshot: Snapshot) -> None:
    """Lock the quoted words to their place in the captured text."""
    span = find_quote(row.exact, snapshot.text)
    if span is None:
        raise ValidationError(
            {"citations": f"[{row.number}] quotes words that do not stand in the captured page."}
        )
    row.snapshot, row.start = snapshot, span.start
    row.exact, row.prefix, row.suffix = selector(snapshot.text, span.start, span.end)


def _close_approval(verdict: Verdict, *, by: User) -> None:
    for task in ReviewTask.objects.filter(verdict=verdict, kind="APPROVAL", state__in=["OPEN", "LEASED"]):
        fields = {**handout.release_fields(), "assigned_to": None, "assigned_at": None}
        states.move(task, "DONE", finished_at=Now(), finished_by=by, **fields)


def _require_gates(verdict: Verdict) -> None:
    policy.require(gates_for(policy.finding_of(verdict), desk=verdict.claim.desk))


@transaction.atomic
def approve(verdict: Verdict, *, by: User) -> None:
    """Sign off somebody else's verdict. Raises OwnVerdict, WrongState, or ValidationError by gate."""
    if verdict.author_id == by.pk:
        raise OwnVerdict("You wrote this verdict: another person must approve it.", present=verdict.state)
    _require_gates(verdict)
    states.move(verdict, "APPROVED", approved_by=by, approved_at=Now())
    _close_approval(verdict, by=by)
    audit.record("verdict.approved", verdict, by=by, desk=verdict.claim.desk_id)


@transaction.atomic
def return_to_author(verdict: Verdict, *, by: User, comment: str) -> ReviewTask:
    """Send a verdict back with a comment; its author gets the task again with their text as its draft.

    Raises WrongState, ValidationError on an empty comment, OwnVerdict for one's own.
    """
    if not comment.strip():
        raise ValidationError({"comment": "Say what is to be mended."})
    if verdict.author_id == by.pk:
        raise OwnVerdict("You wrote this verdict: another person must read it.", present=verdict.state)
    states.move(verdict, "RETURNED", returned_by=by, returned_at=Now(), return_comment=comment.strip())
    _close_approval(verdict, by=by)
    kind = "RECHECK" if verdict.correction_note else "CHECK"
    task = ReviewTask.objects.create(
        desk=verdict.claim.desk,
        claim=verdict.claim,
        kind=kind,
        verdict=verdict,
        barred=verdict.claim.written_by,
        priority=verdict.claim.check_worthiness,
        assigned_to=verdict.author,
        assigned_at=Now(),
    )
    drafts.keep(task, by=verdict.author, data=draft_of(verdict))
    audit.record("verdict.returned", verdict, by=by, desk=verdict.claim.desk_id, comment=comment.strip())
    return task


def draft_of(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict's content as the JSON of a draft, to go on from."""
    finding = policy.finding_of(verdict)
    citations = [
        {name: getattr(passage, name) for name in passage.__slots__} for passage in finding.citations
    ]
    return {
        "rating": finding.rating,
        "summary": finding.summary,
        "explanation": finding.explanation,
        "correction_note": finding.correction_note,
        "citations": citations,
    }


@transaction.atomic
def publish(verdict: Verdict, *, by: User) -> None:
    """Publish an approved verdict; the one before it is superseded. Raises WrongState, ValidationError."""
    Claim.objects.select_for_update().get(pk=verdict.claim_id)  # two publishers of one claim take turns
    _require_gates(verdict)
    standing = Verdict.objects.filter(claim=verdict.claim_id, state="PUBLISHED").first()
    if standing is not None and verdict.state == "APPROVED":
        states.move(standing, "SUPERSEDED")
        audit.record("verdict.superseded", standing, by=by, desk=verdict.claim.desk_id, successor=verdict.pk)
    states.move(verdict, "PUBLISHED", published_by=by, published_at=Now())
    audit.record("verdict.published", verdict, by=by, desk=verdict.claim.desk_id, version=verdict.version)


@transaction.atomic
def correct(verdict: Verdict, *, by: User, data: dict[str, Any]) -> Verdict:
    """Hand in a new version of a published verdict, with a note to readers; it needs approval like the first.

    The published one stands until the new one is published. Raises WrongState, ValidationError by field.
    """
    finding = read_finding(data)
    Claim.objects.select_for_update().get(pk=verdict.claim_id)
    verdict.refresh_from_db()
    if verdict.state != "PUBLISHED":
        raise WrongState(verdict, "SUPERSEDED", verdict.state)
    if pending := Verdict.objects.filter(claim=verdict.claim_id, state__in=["SUBMITTED", "APPROVED"]).first():
        raise Conflict(
            f"Version {pending.version} of this verdict is already under way.", present=pending.state
        )
    if ReviewTask.objects.live().filter(claim=verdict.claim_id, kind="RECHECK").exists():
        raise Conflict("A returned correction of this verdict waits to be mended.", present="RECHECK")
    desk = verdict.claim.desk
    standards = DeskPolicy.objects.get(desk=desk)
    newer = _store(
        verdict.claim, finding, standards=standards, by=by, priority=verdict.claim.check_worthiness
    )
    audit.record(
        "verdict.corrected", verdict, by=by, desk=desk, successor=newer.pk, note=finding.correction_note
    )
    return newer


@transaction.atomic
def retract(verdict: Verdict, *, by: User, note: str) -> None:
    """Withdraw a published verdict, with the reason for readers. Raises WrongState, ValidationError."""
    if not note.strip():
        raise ValidationError({"note": "Tell readers why it is withdrawn."})
    states.move(verdict, "RETRACTED", retracted_by=by, retracted_at=Now(), retraction_note=note.strip())
    audit.record("verdict.retracted", verdict, by=by, desk=verdict.claim.desk_id, note=note.strip())
