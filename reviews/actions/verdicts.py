"""Verdicts: submit, approve, return, publish, correct, retract. Gates at each step; all history stays."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import Desk, User
from factcheck.states import Conflict, WrongState
from reviews import policy
from reviews.actions import drafts, handout, orphans, submission, tasks
from reviews.finding import Finding, read_finding
from reviews.models import Claim, DeskPolicy, ReviewTask, Verdict


class OwnVerdict(Conflict):
    """The author of a verdict may not approve it: four eyes."""


def gates_for(finding: Finding, *, desk: Desk) -> list[policy.Gate]:
    """Return the desk's gates for a finding, as the checklist shows them and as submit asks them."""
    return submission.gates(finding, standards=DeskPolicy.objects.get(desk=desk))


def submit(
    task: ReviewTask,
    *,
    by: User,
    token: uuid.UUID,
    data: dict[str, Any],
    seen: drafts.Seen | None = None,
) -> Verdict:
    """Turn a finding (a draft's JSON) into a verdict that waits for approval; the task is done.

    Raises StaleLease, or ValidationError by field; what was typed is kept as the draft in either case. With
    `seen`, DraftChanged where another window has saved since: nobody hands in what they did not last write.
    """
    if seen:  # saved first: whatever another window sends from here on is refused and kept
        drafts.keep(task, by=by, data=data, seen=seen)
    try:
        rechecks = task.kind == ReviewTask.Kind.RECHECK
        with transaction.atomic() if rechecks else nullcontext():
            verdict = submission.submit(task, read_finding(data), by=by, token=token)
            if verdict is None:
                raise _late(task)
            if rechecks:
                orphans.settle(task, by=by)
    except (Conflict, ValidationError) as error:
        if not seen:
            drafts.keep(task, by=by, data=data)
        if isinstance(error, ValidationError) and not handout.is_held(task, token=token, by=by):
            raise _late(task) from error  # the finding can be mended, the lost hold cannot
        raise
    return verdict


def _late(task: ReviewTask) -> Conflict:
    task.refresh_from_db()
    return handout.require_lease(task, WrongState(task, "DONE", task.state))


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
    tasks.cancel(claim=verdict.claim, by=by, reason="the returned verdict goes on instead")
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
        raise Conflict("A recheck of this verdict waits: hand the new version in there.", present="RECHECK")
    desk = verdict.claim.desk
    standards = DeskPolicy.objects.get(desk=desk)
    newer = submission.correct(verdict.claim, finding, standards=standards, by=by)
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
