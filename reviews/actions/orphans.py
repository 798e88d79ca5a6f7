"""Orphans and rechecks: a person says what became of a decided match whose words were changed or are gone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from articles.revision_diff import likeness
from factcheck import audit, states
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, handout, matches, tasks
from reviews.models import ClaimMatch, Orphan, ReviewTask, Verdict

NOTE_LIMIT = 2000
"""Characters that a note to the record may have."""


@transaction.atomic
def attach(*, orphan: Orphan, statement: Statement, by: User, token: uuid.UUID | None = None) -> None:
    """Say that `statement`, of the article's latest text, makes the claim, so that its verdict counts there.

    `token` is that of the RECHECK in hand, if there is one. With the claim's last orphan its RECHECK is done.
    Raises WrongState when it is decided already, Conflict when a newer text has come in or somebody else has
    the recheck in work, ValidationError for a statement of another article.
    """
    claim_locks.lock_live(orphan.match.claim)
    _attach(orphan, statement, by=by)
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
def stand(
    task: ReviewTask, *, by: User, token: uuid.UUID, note: str = "", places: Mapping[int, int] | None = None
) -> None:
    """Say that the earlier verdict stands after the change: the RECHECK is done, its orphans are decided.

    `places` gives for open orphans of the claim (keys) the statement (key) of the latest text that makes the
    claim now; the others are let go. Raises StaleLease for any token but the current one, ValidationError for
    a task of another kind or a statement of another article, Conflict when a newer text has come in.
    """
    if task.kind != ReviewTask.Kind.RECHECK or task.verdict_id is None:
        raise ValidationError({"task": "Only a recheck can find that a verdict stands."})
    if len(note) > NOTE_LIMIT:
        raise ValidationError({"note": f"At most {NOTE_LIMIT} characters; this has {len(note)}."})
    claim_locks.lock_live(task.claim)
    state = Verdict.objects.values_list("state", flat=True).get(pk=task.verdict_id)
    if state not in tasks.STANDING:
        raise Conflict(f"The verdict is {state.lower()}: it needs a new one.", present=state)
    handout.move_held(task, "DONE", token=token, by=by, finished_at=Now(), finished_by=by)
    attached = _place(task, places or {}, by=by)
    gone = settle(task, by=by)
    terms = {"verdict": task.verdict_id, "orphans": gone, "attached": attached, "note": note.strip()}
    audit.record("recheck.settled", task, by=by, desk=task.desk_id, **terms)


def _place(task: ReviewTask, places: Mapping[int, int], *, by: User) -> int:
    """Attach the claim's open orphans that `places` names; return how many."""
    rows = Orphan.objects.open().filter(match__claim=task.claim_id, pk__in=places)
    orphans = list(rows.select_related("match__claim", "match__statement", "revision").order_by("pk"))
    if len(orphans) < len(places):
        raise Conflict("A lost place was decided meanwhile: look again.", present="DECIDED")
    statements = Statement.objects.in_bulk(places.values())
    for orphan in orphans:
        if places[orphan.pk] not in statements:
            raise ValidationError({"statement": "Choose a statement of the same article."})
        _attach(orphan, statements[places[orphan.pk]], by=by)
    return len(orphans)


@transaction.atomic
def settle(task: ReviewTask, *, by: User) -> int:
    """Let go of the claim's open orphans: the recheck `task` answers them. Return how many."""
    rows = Orphan.objects.open().filter(match__claim=task.claim_id)
    return states.move_all(Orphan.objects.filter(pk__in=rows), "GONE", decided_by=by, decided_at=Now())


def _attach(orphan: Orphan, statement: Statement, *, by: User) -> None:
    """Confirm that `statement` makes the orphan's claim. Callers hold the claim's lock."""
    _require_place(orphan, statement)
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
