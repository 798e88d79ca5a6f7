"""Splitting: a sentence that joins several claims becomes those claims, each with a check of its own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles.models import Article, Statement
from factcheck import audit
from factcheck.models import User
from factcheck.states import Conflict, WrongState
from reviews.actions import claim_locks, claim_writing, handout, machine_outputs, tasks
from reviews.actions.marking import drafted, hold_latest, mark
from reviews.models import Claim, ClaimMatch, ReviewTask, Suggestion, Verdict

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a statement, from `start` to `end` (code points inside it), and how their claim shall read."""

    start: int
    end: int
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The claims of the parts, in their order, and whether that of the whole sentence was set aside."""

    claims: list[Claim]
    is_set_aside: bool


@transaction.atomic
def split(
    task: ReviewTask, *, statement: Statement, parts: Sequence[Part], by: User, token: uuid.UUID
) -> Split:
    """Mark each part as a claim of its own wherever the same words make the task's claim, and open its check.

    The claim of the whole sentence is set aside with its task, unless other words make it too. A part that
    the machine proposed and nobody reworded is the machine's, so `by` may check it. Raises ValidationError
    for `parts`, StaleLease unless `by` holds the task, Conflict where a verdict stands or a newer text is in.
    """
    _require_parts(statement, parts)
    _require_making(task.claim, statement)
    proposed = set(statement.proposed_parts())
    wanted = [{**_span(part), "as_proposed": (part.start, part.end) in proposed} for part in parts]
    drafts = claim_locks.settled(lambda: _hold(task, statement, wanted, by))
    claim = _locked(task, statement, by, token)
    made = [
        mark(statement=statement, by=by, draft=draft, **part)
        for part, draft in zip(wanted, drafts, strict=True)
    ]
    _mark_alike(claim, statement, list(zip(parts, made, strict=True)), by)
    is_aside = _set_aside(claim, statement, made, by)
    spans = {(part.start, part.end) for part in parts if not part.wording.strip()}
    followed = spans == proposed and len(parts) == len(proposed)
    decision = Suggestion.Decision.ACCEPTED if followed else Suggestion.Decision.EDITED
    machine_outputs.split(statement, decision, by=by, policy=claim.desk.policy)
    into = [one.pk for one in made]
    audit.record("claim.split", claim, by=by, desk=claim.desk_id, statement=statement.pk, into=into)
    return Split(made, is_aside)


@transaction.atomic
def leave_whole(task: ReviewTask, *, statement: Statement, by: User, token: uuid.UUID) -> None:
    """Say that a statement is one claim, against the proposed parts. Raises as `split` does."""
    claim = _locked(task, statement, by, token)
    machine_outputs.split(statement, Suggestion.Decision.REJECTED, by=by, policy=claim.desk.policy)
    audit.record("claim.left_whole", claim, by=by, desk=claim.desk_id, statement=statement.pk)


def _require_parts(statement: Statement, parts: Sequence[Part]) -> None:
    spans = [(part.start, part.end) for part in parts]
    if not 1 <= len(spans) <= MOST:
        raise ValidationError({"parts": f"Choose from 1 to {MOST} parts of the sentence."})
    if len(set(spans)) < len(spans):
        raise ValidationError({"parts": "Two parts have the same words."})
    if (0, len(statement.exact)) in spans:
        raise ValidationError({"parts": "A part is shorter than its sentence: choose fewer words."})


def _require_making(claim: Claim, statement: Statement) -> None:
    if not _whole(claim, statement).filter(statement=statement).exists():
        raise Conflict("This statement does not make the claim any more.", present="changed")


def _span(part: Part) -> dict[str, Any]:
    return {"start": part.start, "end": part.end, "text": part.wording}


def _hold(task: ReviewTask, statement: Statement, wanted: Sequence[dict[str, Any]], by: User) -> list[Claim]:
    """Write the claims of all parts and lock them with the task's own; return their drafts.

    In one order whoever splits, marks or matches: the text, new claims by fingerprint, claims by key. Part by
    part, two who split the same words in another order would each hold what the other waits for.
    """
    revision = hold_latest(statement)
    drafts = [drafted(statement, revision, by=by, **part)[1] for part in wanted]
    desk, language = revision.article.desk_id, revision.article.language
    found = claim_writing.write({draft.fingerprint: draft for draft in drafts}, desk=desk, language=language)
    claims = claim_locks.lock({task.claim_id, *found.values()})
    claim_writing.require_still(found, claims, desk=desk, language=language)
    return drafts


def _locked(task: ReviewTask, statement: Statement, by: User, token: uuid.UUID) -> Claim:
    """Lock and return the task's claim; whoever hands its verdict in meanwhile is waited for."""
    claim = claim_locks.lock_live(task.claim)
    tasks.hold(claim)
    if not handout.is_held(task, token=token, by=by):
        task.refresh_from_db()
        raise handout.require_lease(task, WrongState(task, "LEASED", task.state))
    _require_making(claim, statement)
    if standing := Verdict.objects.filter(claim=claim, state__in=tasks.STANDING).first():
        raise Conflict("This claim has a verdict that stands: retract that first.", present=standing.state)
    return claim


def _whole(claim: Claim, statement: Statement) -> QuerySet[ClaimMatch]:
    """Return the matches by which exactly these words make the claim in texts that are in use."""
    return _in_use(claim).filter(statement__exact=statement.exact, start=0, end=len(statement.exact))


def _in_use(claim: Claim) -> QuerySet[ClaimMatch]:
    return ClaimMatch.objects.filter(
        claim=claim,
        state=ClaimMatch.State.CONFIRMED,
        statement__revision__is_latest=True,
        statement__revision__article__status=Article.Status.USABLE,
    )


def _mark_alike(claim: Claim, statement: Statement, made: Sequence[tuple[Part, Claim]], by: User) -> None:
    """Match the parts wherever else the same words stand; what is known there stays as it is."""
    alike = _whole(claim, statement).exclude(statement=statement).values_list("statement", flat=True)
    ClaimMatch.objects.bulk_create(
        [
            ClaimMatch(
                statement_id=other,
                claim=one,
                start=part.start,
                end=part.end,
                state=ClaimMatch.State.CONFIRMED,
                method=ClaimMatch.Method.HAND,
                decided_by=by,
                decided_at=Now(),
            )
            for other in alike
            for part, one in made
        ],
        ignore_conflicts=True,
    )


def _set_aside(claim: Claim, statement: Statement, made: Sequence[Claim], by: User) -> bool:
    """Dismiss the claim of the whole sentence as split, unless other words make it too; return whether."""
    if _in_use(claim).exclude(statement__exact=statement.exact).exists():
        return False
    into = ", ".join(str(one.pk) for one in made)
    tasks.cancel(claim=claim, by=by, reason="claim split")
    reason = f"Split into the claims it joins: {into}."
    Claim.objects.filter(pk=claim.pk).update(
        dismissed_at=Now(), dismissed_by=by, dismissal=reason, split_at=Now()
    )
    return True
