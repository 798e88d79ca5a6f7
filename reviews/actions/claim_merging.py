"""Merging claims: two that assert the same become one, which takes over the statements."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck import audit
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, relation_moving, tasks
from reviews.actions.kept_rows import keep
from reviews.models import Claim, ClaimMatch, ClaimMerge, Orphan, ReviewTask, Verdict

# Of two matches of one statement the stronger stays: somebody's yes before their no before nobody's guess.
_STRENGTH = {"CONFIRMED": 2, "REJECTED": 1, "SUGGESTED": 0}


@transaction.atomic
def merge(*, claim: Claim, into: Claim, by: User | None, match: ClaimMatch | None = None) -> None:
    """Merge `claim` into `into`, or into the claim that `into` was itself merged into.

    The statements and relations go over, its live tasks are cancelled, and the survivor is checked if it
    needs to be. What was changed is kept in a ClaimMerge, by which `merge_undoing.undo` parts them again.
    `match` is the match whose confirmation says so, if one does; `by` is None for the machine. Raises
    ValidationError for claims of two desks, or Conflict when `claim` is merged already, is itself the
    survivor, or has a verdict that stands.
    """
    if claim.desk_id != into.desk_id:
        raise ValidationError({"into": "Only claims of one desk can be merged."})
    claim_locks.settled(lambda: _merge(claim, into, by, match))


def _merge(claim: Claim, into: Claim, by: User | None, match: ClaimMatch | None) -> None:
    heir = claim_locks.survivors([into.pk])[into.pk]
    _require_mergeable(claim, heir)
    claims = claim_locks.lock({claim.pk, heir})
    tasks.hold(claim)
    if standing := Verdict.objects.filter(claim=claim, state__in=tasks.STANDING).first():
        message = "This claim has a verdict that stands: merge the other one into it."
        raise Conflict(message, present=standing.state)
    present, survivor = claims[claim.pk], claims[heir]
    before = _before(present, survivor)
    matches = _hand_over(present, survivor)
    relations = relation_moving.hand_over(present, survivor)
    cancelled = tasks.cancel(claim=present, by=by, reason=f"merged into claim {heir}")
    present.merged_into = claim.merged_into = survivor
    present.save(update_fields=["merged_into"])
    _inherit_writer(survivor, present)
    opened = _check(survivor, worth=present.check_worthiness, was_open=bool(cancelled))
    taken = {**before, **matches, **relations, "worth_after": survivor.check_worthiness, "opened": opened}
    ClaimMerge.objects.create(
        claim=present, into=survivor, merged_by=by, match=match, score=match.score if match else None,
        taken=taken,
    )  # fmt: skip
    moved, dropped = len(matches["moved"]), len(matches["dropped"])
    counts = {
        "moved": moved, "dropped": dropped, "relations": len(relations["relations"]), "cancelled": cancelled,
    }  # fmt: skip
    audit.record("claim.merged", present, by=by, desk=present.desk_id, into=heir, **counts)


def _require_mergeable(claim: Claim, heir: int) -> None:
    present = Claim.objects.values_list("merged_into", flat=True).get(pk=claim.pk)
    if present is not None:
        raise Conflict("This claim is merged into another already.", present="merged")
    if claim.pk == heir:
        raise Conflict("These two are one claim already.", present="merged")


def _before(claim: Claim, survivor: Claim) -> dict[str, Any]:
    """Return what stands before the merge: the claim's live tasks (keys), the survivor's worth and writer."""
    return {
        "tasks": list(ReviewTask.objects.live().filter(claim=claim).values_list("pk", flat=True)),
        "worth": survivor.check_worthiness,
        "writer": survivor.written_by_id,
    }


def _hand_over(claim: Claim, into: Claim) -> dict[str, Any]:
    """Point the matches of `claim` to `into`, one a statement.

    Return `moved` as {key, state} of each, `dropped` and their `orphans` as whole rows, and the key of the
    `newest` match after it.
    """
    mine = list(ClaimMatch.objects.filter(claim=claim).order_by("pk"))
    theirs = ClaimMatch.objects.filter(claim=into, statement__in=[match.statement_id for match in mine])
    rivals = {match.statement_id: match for match in theirs}
    weaker = []
    for match in mine:
        rival = rivals.get(match.statement_id)
        if rival is not None:
            weaker.append(match if _STRENGTH[match.state] <= _STRENGTH[rival.state] else rival)
    gone = {match.pk for match in weaker}
    dropped, orphans = keep(weaker), keep(Orphan.objects.filter(match__in=gone).order_by("pk"))
    ClaimMatch.objects.filter(pk__in=gone).delete()
    ClaimMatch.objects.filter(claim=claim).update(claim=into)
    newest = ClaimMatch.objects.filter(claim=into).order_by("-pk").values_list("pk", flat=True).first()
    moved = [{"id": match.pk, "state": match.state} for match in mine if match.pk not in gone]
    return {"moved": moved, "dropped": dropped, "orphans": orphans, "newest": newest or 0}


def _inherit_writer(survivor: Claim, claim: Claim) -> None:
    """Make whoever wrote the merged claim the writer of a survivor that nobody wrote, so not its checker."""
    if survivor.written_by is None and claim.written_by is not None:
        survivor.written_by = claim.written_by
        survivor.save(update_fields=["written_by"])
        tasks.bar(survivor, claim.written_by)


def _check(survivor: Claim, *, worth: float, was_open: bool) -> bool:
    """Ask for the survivor's check: where the merged claim was asked about, whatever the desk's floor.

    Return whether a check was opened.
    """
    tasks.raise_worthiness({survivor: worth})
    floor = None if was_open else survivor.desk.policy.worthiness_floor
    return bool(tasks.open_checks(tasks.needing_check([survivor], floor=floor)))
