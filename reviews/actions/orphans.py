"""Orphans and rechecks: a person says what became of a decided match whose words were changed or are gone."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from articles.revision_diff import likeness
from factcheck import audit, states
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, handout, matches
from reviews.models import ClaimMatch, Orphan, ReviewTask


@transaction.atomic
def attach(*, orphan: Orphan, statement: Statement, by: User, token: uuid.UUID | None = None) -> None:
    """Say that `statement`, of the article's latest text, makes the claim, so that its verdict counts there.

    `token` is that of the RECHECK in hand, if there is one. With the claim's last orphan its RECHECK is done.
    Raises WrongState when it is decided already, Conflict when a newer text has come in or somebody else has
    the recheck in work, ValidationError for a statement of another article.
    """
    _require_place(orphan, statement)
    claim_locks.lock_live(orphan.match.claim)
    match, _ = ClaimMatch.objects.get_or_create(
        statement=statement,
        claim=orphan.match.claim,
        defaults={
            "start": 0,
            "end": len(statement.exact),
            "state": ClaimMatch.State.SUGGESTED,
            "method": ClaimMatch.Method.HAND,
            "score": likeness(orphan.match.statement.exact, statement.exact),
        },
    )
    states.move(orphan, "ATTACHED", statement=statement, decided_by=by, decided_at=Now())
    if match.state != ClaimMatch.State.CONFIRMED:
        matches.confirm(match=match, by=by)
    desk = orphan.match.claim.desk_id
    audit.record("orphan.attached", orphan, by=by, desk=desk, statement=statement.pk, claim=match.claim_id)
    _finish(orphan, by=by, token=token)


@transaction.atomic
def let_go(*, orphan: Orphan, by: User, token: uuid.UUID | None = None) -> None:
    """Say that the article does not make the claim any more; the verdict stays. Raises as `attach`."""
    claim_locks.lock_live(orphan.match.claim)
    states.move(orphan, "GONE", decided_by=by, decided_at=Now())
    claim = orphan.match.claim
    audit.record("orphan.released", orphan, by=by, desk=claim.desk_id, claim=claim.pk)
    _finish(orphan, by=by, token=token)


@transaction.atomic
def stand(task: ReviewTask, *, by: User, token: uuid.UUID, note: str = "") -> None:
    """Say that the earlier verdict stands after the change: the RECHECK is done, its orphans are let go.

    Raises StaleLease for any token but the current one, ValidationError for a task of another kind.
    """
    if task.kind != ReviewTask.Kind.RECHECK or task.verdict_id is None:
        raise ValidationError({"task": "Only a recheck can find that a verdict stands."})
    handout.move_held(task, "DONE", token=token, by=by, finished_at=Now(), finished_by=by)
    gone = settle(task, by=by)
    terms = {"verdict": task.verdict_id, "orphans": gone, "note": note.strip()}
    audit.record("recheck.settled", task, by=by, desk=task.desk_id, **terms)


@transaction.atomic
def settle(task: ReviewTask, *, by: User) -> int:
    """Let go of the claim's open orphans: the recheck `task` answers them. Return how many."""
    rows = Orphan.objects.open().filter(match__claim=task.claim_id)
    return states.move_all(Orphan.objects.filter(pk__in=rows), "GONE", decided_by=by, decided_at=Now())


def _require_place(orphan: Orphan, statement: Statement) -> None:
    revision = ArticleRevision.objects.only("article_id", "is_latest").get(pk=statement.revision_id)
    if revision.article_id != orphan.revision.article_id:
        raise ValidationError({"statement": "Choose a statement of the same article."})
    if not revision.is_latest:
        raise Conflict("A newer text of this article has come in: decide there.", present="superseded")


def _finish(orphan: Orphan, *, by: User, token: uuid.UUID | None) -> None:
    """Finish the claim's RECHECK with its last orphan, unless somebody else works on it."""
    claim = orphan.match.claim_id
    if Orphan.objects.open().filter(match__claim=claim).exists():
        return
    for task in ReviewTask.objects.live().filter(claim=claim, kind="RECHECK"):
        if token is not None:
            handout.move_held(task, "DONE", token=token, by=by, finished_at=Now(), finished_by=by)
        elif _is_with_another(task, by):
            raise Conflict("Somebody has the recheck of this claim in work.", present=task.state)
        else:
            fields = {**handout.release_fields(), "assigned_to": None, "assigned_at": None}
            states.move(task, "DONE", finished_at=Now(), finished_by=by, **fields)
        audit.record("recheck.settled", task, by=by, desk=task.desk_id)


def _is_with_another(task: ReviewTask, by: User) -> bool:
    return ReviewTask.objects.in_work().filter(pk=task.pk).exclude(lease_holder=by).exists()
