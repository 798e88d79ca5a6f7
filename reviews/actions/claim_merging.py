"""Merging claims: two that assert the same become one, which takes over the statements."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck import audit
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, relation_moving, tasks
from reviews.models import Claim, ClaimMatch, Verdict

# Of two matches of one statement the stronger stays: somebody's yes before their no before nobody's guess.
_STRENGTH = {"CONFIRMED": 2, "REJECTED": 1, "SUGGESTED": 0}


@transaction.atomic
def merge(*, claim: Claim, into: Claim, by: User) -> None:
    """Merge `claim` into `into`, or into the claim that `into` was itself merged into.

    The statements and relations go over, its live tasks are cancelled, and the survivor is checked if it
    needs to be.
    Raises ValidationError for claims of two desks, or Conflict when `claim` is merged already, is itself the
    survivor, or has a verdict that stands.
    """
    if claim.desk_id != into.desk_id:
        raise ValidationError({"into": "Only claims of one desk can be merged."})
    claim_locks.settled(lambda: _merge(claim, into, by))


def _merge(claim: Claim, into: Claim, by: User) -> None:
    heir = claim_locks.survivors([into.pk])[into.pk]
    _require_mergeable(claim, heir)
    claims = claim_locks.lock({claim.pk, heir})
    tasks.hold(claim)
    if standing := Verdict.objects.filter(claim=claim, state__in=tasks.STANDING).first():
        message = "This claim has a verdict that stands: merge the other one into it."
        raise Conflict(message, present=standing.state)
    present, survivor = claims[claim.pk], claims[heir]
    moved, dropped = _hand_over(present, survivor)
    relations = relation_moving.hand_over(present, survivor)
    cancelled = tasks.cancel(claim=present, by=by, reason=f"merged into claim {heir}")
    present.merged_into = claim.merged_into = survivor
    present.save(update_fields=["merged_into"])
    _inherit_writer(survivor, present)
    _check(survivor, worth=present.check_worthiness, was_open=bool(cancelled))
    counts = {"moved": moved, "dropped": dropped, "relations": relations, "cancelled": cancelled}
    audit.record("claim.merged", present, by=by, desk=present.desk_id, into=heir, **counts)


def _require_mergeable(claim: Claim, heir: int) -> None:
    present = Claim.objects.values_list("merged_into", flat=True).get(pk=claim.pk)
    if present is not None:
        raise Conflict("This claim is merged into another already.", present="merged")
    if claim.pk == heir:
        raise Conflict("These two are one claim already.", present="merged")


def _hand_over(claim: Claim, into: Claim) -> tuple[int, int]:
    """Point the matches of `claim` to `into`, one a statement; return how many moved and how many went."""
    mine = list(ClaimMatch.objects.filter(claim=claim))
    theirs = ClaimMatch.objects.filter(claim=into, statement__in=[match.statement_id for match in mine])
    rivals = {match.statement_id: match for match in theirs}
    weaker = []
    for match in mine:
        rival = rivals.get(match.statement_id)
        if rival is not None:
            weaker.append(match if _STRENGTH[match.state] <= _STRENGTH[rival.state] else rival)
    ClaimMatch.objects.filter(pk__in=[match.pk for match in weaker]).delete()
    return ClaimMatch.objects.filter(claim=claim).update(claim=into), len(weaker)


def _inherit_writer(survivor: Claim, claim: Claim) -> None:
    """Make whoever wrote the merged claim the writer of a survivor that nobody wrote, so not its checker."""
    if survivor.written_by is None and claim.written_by is not None:
        survivor.written_by = claim.written_by
        survivor.save(update_fields=["written_by"])
        tasks.bar(survivor, claim.written_by)


def _check(survivor: Claim, *, worth: float, was_open: bool) -> None:
    """Ask for the survivor's check: where the merged claim was asked about, whatever the desk's floor."""
    tasks.raise_worthiness({survivor: worth})
    floor = None if was_open else survivor.desk.policy.worthiness_floor
    tasks.open_checks(tasks.needing_check([survivor], floor=floor))
