"""Suggested matches: an editor confirms or rejects that a statement makes a claim."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, machine_outputs, tasks
from reviews.actions.claim_merging import merge
from reviews.models import Claim, ClaimMatch, Draft, ReviewTask, Suggestion, Verdict


@transaction.atomic
def confirm(*, match: ClaimMatch, by: User) -> None:
    """Say that the statement makes the claim.

    A claim that the machine made of the same words is merged into it while nobody has touched that one.
    Raises WrongState when the match is decided already, Conflict when a merge settled it.
    """
    claim_locks.settled(lambda: _confirm(match, by))


@transaction.atomic
def reject(*, match: ClaimMatch, by: User) -> None:
    """Say that the statement does not make the claim. Raises as `confirm` does."""
    claim_locks.settled(lambda: _reject(match, by))


def _confirm(match: ClaimMatch, by: User) -> None:
    present = read(match)
    keys = list(rivals(present).values_list("claim_id", flat=True))
    claims = lock(match, present, keys)
    _decide(match, "CONFIRMED", by)
    chosen = claims[match.claim_id]
    for rival in (claims[key] for key in keys):
        if is_untouched(rival):
            merge(claim=rival, into=chosen, by=by, match=match)
    floor = chosen.desk.policy.worthiness_floor
    tasks.raise_worthiness({chosen: match.statement.check_worthiness})
    tasks.open_checks(tasks.needing_check([chosen], floor=floor))


def _reject(match: ClaimMatch, by: User) -> None:
    lock(match, read(match), [])
    _decide(match, "REJECTED", by)


def read(match: ClaimMatch) -> ClaimMatch:
    """Return the match as it is now. Raises Conflict when its claim was merged away."""
    present = ClaimMatch.objects.filter(pk=match.pk, claim__merged_into__isnull=True).first()
    if present is None:
        raise Conflict("The claims of this suggestion were merged: it is settled.", present="merged")
    return present


def lock(match: ClaimMatch, present: ClaimMatch, others: Iterable[int]) -> dict[int, Claim]:
    """Lock the claims that a decision concerns; Overtaken when a merge changed the match before the lock."""
    claims = claim_locks.lock([present.claim_id, *others])
    if read(match).claim_id != present.claim_id:
        raise claim_locks.Overtaken
    match.refresh_from_db()
    return claims


def _decide(match: ClaimMatch, to: str, by: User) -> None:
    states.move(match, to, only_if=Q(state="SUGGESTED"), decided_by=by, decided_at=Now())
    action = {"CONFIRMED": "match.confirmed", "REJECTED": "match.rejected"}[to]
    decision = {"CONFIRMED": Suggestion.Decision.ACCEPTED, "REJECTED": Suggestion.Decision.REJECTED}[to]
    machine_outputs.matched(match, decision, by=by, policy=match.claim.desk.policy)
    desk = match.claim.desk_id
    audit.record(action, match, by=by, desk=desk, claim=match.claim_id, statement=match.statement_id)


def rivals(match: ClaimMatch) -> QuerySet[ClaimMatch]:
    """Return what the machine found in the same span by its own words."""
    rows = ClaimMatch.objects.filter(statement=match.statement_id, start=match.start, end=match.end)
    live = rows.filter(claim__merged_into__isnull=True).exclude(claim=match.claim_id)
    return live.filter(state="CONFIRMED", method="fingerprint")


def is_untouched(claim: Claim) -> bool:
    """Return whether nobody has worked on `claim`: no verdict, draft, dismissal or lease in force."""
    tasks.hold(claim)
    return not (
        claim.dismissed_at is not None
        or Verdict.objects.filter(claim=claim).exists()
        or Draft.objects.filter(task__claim=claim).exists()
        or ReviewTask.objects.in_work().filter(claim=claim).exists()
    )
