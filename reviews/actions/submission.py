"""Submission: a finding becomes a verdict, in one statement with all that goes with it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from factcheck import audit, prepared, rows
from factcheck.models import User
from factcheck.states import Conflict
from reviews import policy
from reviews.actions import machine_outputs
from reviews.finding import Finding
from reviews.models import Claim, DeskPolicy, Rating, ReviewTask, Snapshot, Verdict
from reviews.quotation import find_quote, selector


class OwnClaim(Conflict):
    """Whoever wrote a claim may not give the verdict on it."""


# What the gates look at: a row for each cited page, and one row where none is.
_STANDING = f"""
    SELECT course.newest, course.stands, {rows.columns(Rating, "r")}, {rows.columns(Snapshot, "s")}
    FROM (SELECT coalesce(max(version), 0) AS newest, coalesce(bool_or(state = 'PUBLISHED'), false) AS stands
          FROM reviews_verdict WHERE claim_id = %(claim)s) course
    LEFT JOIN reviews_rating r ON r.scale_id = %(scale)s AND r.key = %(key)s
    LEFT JOIN reviews_snapshot s ON s.desk_id = %(desk)s AND s.id = ANY(%(wanted)s)
"""  # noqa: S608  # column names of our own models

_STORE = f"""
    WITH held AS ({{held}}),
    verdict AS (
        INSERT INTO reviews_verdict (claim_id, version, rating_id, summary, explanation, correction_note,
                                     author_id, state, return_comment, retraction_note)
        SELECT claim_id, %(version)s::integer, %(rating)s::bigint, %(summary)s, %(explanation)s,
               %(correction_note)s, %(me)s::bigint, 'SUBMITTED', '', '' FROM held RETURNING *),
    cited AS (
        INSERT INTO reviews_citation (verdict_id, number, snapshot_id, offline_source, locator, stance,
                                      source_type, exact, start, prefix, suffix, note)
        SELECT verdict.id, c.number, c.snapshot, c.offline_source, c.locator, c.stance, c.source_type,
               c.exact, c.start, c.prefix, c.suffix, c.note
        FROM verdict, jsonb_to_recordset(%(citations)s::jsonb) AS c (
            number smallint, snapshot bigint, offline_source text, locator text, stance text,
            source_type text, exact text, start integer, prefix text, suffix text, note text)),
    approval AS (
        INSERT INTO reviews_reviewtask (desk_id, claim_id, kind, verdict_id, barred_id, state, priority,
                                        attempts)
        SELECT desk_id, held.claim_id, 'APPROVAL', verdict.id, %(me)s::bigint, 'OPEN', priority, 0
        FROM held, verdict),
    suggested AS ({machine_outputs.CHECKED}){{more}}
    SELECT {rows.columns(Verdict, "verdict")} FROM verdict
"""  # noqa: S608  # column names of our own models
_RECORDED = audit.clause(
    "verdict.submitted",
    Verdict,
    done="given",
    data="jsonb_build_object('task', task, 'version', version)",
)
_SUBMIT = _STORE.format(
    held="""
        UPDATE reviews_reviewtask SET state = 'DONE', lease_holder_id = NULL, lease_token = NULL,
            lease_expires_at = NULL, finished_at = statement_timestamp(), finished_by_id = %(me)s
        WHERE id = %(task)s AND state = 'LEASED' AND lease_token = %(token)s AND lease_holder_id = %(me)s
        RETURNING id, desk_id, claim_id, priority""",
    more=f""",
    discarded AS (DELETE FROM reviews_draft d USING held WHERE d.task_id = held.id AND d.editor_id = %(me)s),
    given AS (SELECT verdict.id, version, held.id AS task, desk_id FROM verdict, held),
    recorded AS ({_RECORDED})""",  # noqa: S608  # our own words
)
_CORRECT = _STORE.format(
    held="""
        SELECT desk_id, id AS claim_id, check_worthiness AS priority FROM reviews_claim
        WHERE id = %(claim)s""",
    more="",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a finding is weighed against: its rating, its captured pages by id, and the verdicts before it."""

    newest: int
    is_published: bool
    rating: Rating | None
    snapshots: dict[int, Snapshot]


def gates(finding: Finding, *, standards: DeskPolicy, claim: Claim | None = None) -> list[policy.Gate]:
    """Return the gates of a desk for a finding; with the claim also the gate of corrections."""
    return _gates(finding, standards, _standing(finding, standards, claim))


def submit(task: ReviewTask, finding: Finding, *, by: User, token: uuid.UUID) -> Verdict | None:
    """Store the verdict of a task that `by` holds by `token`; the task is done, its draft is gone.

    None where the token is not the task's current one. Raises OwnClaim, Conflict, or ValidationError by gate.
    """
    if task.kind not in ReviewTask.CHECKING:
        raise ValidationError({"task": "This task approves a verdict; it does not take one."})
    terms = {"task": task.pk, "token": token}
    return _store(_SUBMIT, terms, task.claim, finding, standards=task.desk.policy, by=by)


def correct(claim: Claim, finding: Finding, *, standards: DeskPolicy, by: User) -> Verdict:
    """Store a newer version of a claim's verdict. Raises like `submit`."""
    stored = _store(_CORRECT, {"claim": claim.pk}, claim, finding, standards=standards, by=by)
    return cast(Verdict, stored)  # no lease can be lost


def _standing(finding: Finding, standards: DeskPolicy, claim: Claim | None) -> Standing:
    wanted = [passage.snapshot for passage in finding.citations if passage.snapshot is not None]
    found = prepared.run(
        _STANDING,
        {
            "claim": claim.pk if claim else None,
            "scale": standards.scale_id,
            "key": finding.rating,
            "desk": standards.desk_id,
            "wanted": wanted,
        },
    )
    newest, is_published = found[0][:2]
    read = [tuple(rows.objects(row[2:], Rating, Snapshot)) for row in found]
    snapshots = {snapshot.pk: snapshot for _, snapshot in read if snapshot is not None}
    return Standing(newest, is_published, read[0][0], snapshots)


def _gates(finding: Finding, standards: DeskPolicy, standing: Standing) -> list[policy.Gate]:
    ratings = {standing.rating.key} if standing.rating else set()
    found = policy.evaluate(finding, policy=standards, ratings=ratings, snapshots=standing.snapshots)
    return [*found, policy.correction_gate(finding)] if standing.is_published else found


def _store(
    statement: str,
    terms: Mapping[str, Any],
    claim: Claim,
    finding: Finding,
    *,
    standards: DeskPolicy,
    by: User,
) -> Verdict | None:
    """Weigh the finding and store it with its citations and an approval for somebody else."""
    if claim.written_by_id == by.pk:
        raise OwnClaim("You wrote this claim: somebody else must check it.", present="barred")
    standing = _standing(finding, standards, claim)
    policy.require(_gates(finding, standards, standing))
    rating = cast(Rating, standing.rating)  # the gates ask for it
    values = {
        **terms,
        **machine_outputs.terms(rating, standards),
        "me": by.pk,
        "version": standing.newest + 1,
        "rating": rating.pk,
        "summary": finding.summary,
        "explanation": finding.explanation,
        "correction_note": finding.correction_note,
        "citations": json.dumps(_citations(finding, standing.snapshots)),
    }
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            stored = prepared.run(statement, values)
    except IntegrityError as error:  # one_pending_verdict_per_claim, or the version was taken this moment
        message = "Another version of this verdict is already under way."
        raise Conflict(message, present="SUBMITTED") from error
    for row in stored:
        verdict: Verdict
        (verdict,) = rows.objects(row, Verdict)
        verdict.claim, verdict.rating, verdict.author = claim, rating, by
        return verdict
    return None


def _citations(finding: Finding, snapshots: dict[int, Snapshot]) -> list[dict[str, Any]]:
    """Return the citations as the columns that the statement stores."""
    return [
        {
            "number": number,
            "snapshot": passage.snapshot,
            "offline_source": passage.offline_source,
            "locator": passage.locator,
            "stance": passage.stance,
            "source_type": passage.source_type,
            "note": passage.note,
            **_locked(passage.exact, number, snapshots.get(passage.snapshot or 0)),
        }
        for number, passage in enumerate(finding.citations, start=1)
    ]


def _locked(exact: str, number: int, snapshot: Snapshot | None) -> dict[str, Any]:
    """Return the quoted words with their place in the captured text; without a page only the words."""
    if snapshot is None:
        return {"exact": exact, "start": None, "prefix": "", "suffix": ""}
    span = find_quote(exact, snapshot.text)
    if span is None:
        words = f"[{number}] quotes words that do not stand in the captured page."
        raise ValidationError({"citations": words})
    found, prefix, suffix = selector(snapshot.text, span.start, span.end)
    return {"exact": found, "start": span.start, "prefix": prefix, "suffix": suffix}
