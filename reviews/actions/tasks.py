"""Opening and cancelling the tasks of claims. Callers hold the claims' locks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import User
from reviews.actions import ranking
from reviews.models import Claim, ClaimMatch, ReviewTask, Verdict

STANDING = (Verdict.State.SUBMITTED, Verdict.State.APPROVED, Verdict.State.PUBLISHED)
_ENDED = {
    "lease_holder": None,
    "lease_token": None,
    "lease_expires_at": None,
    "assigned_to": None,
    "assigned_at": None,
}
# Two openers of one claim's check are kept apart by one_live_task_per_claim_and_kind.
_OPEN = """
    INSERT INTO reviews_reviewtask (desk_id, claim_id, kind, barred_id, state, priority, attempts)
    SELECT desk_id, id, 'CHECK', written_by_id, 'OPEN', check_worthiness, 0
    FROM reviews_claim WHERE id = ANY(%s::bigint[]) ORDER BY id ON CONFLICT DO NOTHING RETURNING claim_id
"""
_RECHECK = """
    INSERT INTO reviews_reviewtask (desk_id, claim_id, kind, verdict_id, barred_id, state, priority, attempts)
    SELECT c.desk_id, c.id, 'RECHECK', v.verdict, c.written_by_id, 'OPEN', c.check_worthiness, 0
    FROM reviews_claim c JOIN unnest(%s::bigint[], %s::bigint[]) AS v (claim, verdict) ON v.claim = c.id
    ORDER BY c.id ON CONFLICT DO NOTHING
"""


def needing_check(claims: Collection[Claim], *, floor: float | None) -> list[Claim]:
    """Return those of `claims` that nobody dismissed, that no verdict settles, and that reach the `floor`.

    A claim that somebody marked by hand needs no worthiness.
    """
    settled = set(
        Verdict.objects.filter(claim__in=claims, state__in=STANDING).values_list("claim_id", flat=True)
    )
    wanted = _above(claims, floor) - settled
    return [claim for claim in claims if claim.pk in wanted and claim.dismissed_at is None]


def _above(claims: Collection[Claim], floor: float | None) -> set[int]:
    low = {claim.pk for claim in claims if floor is not None and claim.check_worthiness < floor}
    if not low:
        return {claim.pk for claim in claims}
    by_hand = ClaimMatch.objects.filter(claim__in=low, method="hand", state="CONFIRMED")
    low -= set(by_hand.values_list("claim_id", flat=True))
    return {claim.pk for claim in claims} - low


def open_checks(claims: Sequence[Claim]) -> int:
    """Open one CHECK task for each claim that has no live one; return how many were opened.

    Its priority is the claim's check-worthiness, or what the desk's active model makes of it; whoever wrote
    the claim is barred from it.
    """
    return len(open_checks_of({claim.pk for claim in claims}))


def open_checks_of(claims: Collection[int]) -> set[int]:
    """Do the same for claims by their keys; return the keys of those for which a check was opened."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [list(claims)])
        opened = {claim for (claim,) in cursor.fetchall()}
    if opened:
        ranking.rank(opened)
    return opened


def open_rechecks(verdicts: Mapping[int, int]) -> int:
    """Open one RECHECK task for each claim (key) that has no live one, about its verdict; return how many."""
    if not verdicts:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_RECHECK, [list(verdicts), list(verdicts.values())])
        return int(cursor.rowcount)


def raise_worthiness(wanted: dict[Claim, float]) -> None:
    """Raise each claim to the wanted check-worthiness where it is lower, and its open checks with it."""
    _set_worthiness({claim: worth for claim, worth in wanted.items() if worth > claim.check_worthiness})


def lower_worthiness(claim: Claim, worth: float) -> None:
    """Give a claim the check-worthiness that it had before it was raised, and its open check with it."""
    _set_worthiness({claim: worth})


def _set_worthiness(wanted: dict[Claim, float]) -> None:
    raised = list(wanted)
    for claim in raised:
        claim.check_worthiness = wanted[claim]
    Claim.objects.bulk_update(raised, ["check_worthiness"])
    worth = Claim.objects.filter(pk=OuterRef("claim")).values("check_worthiness")
    waiting = ReviewTask.objects.filter(claim__in=raised, kind="CHECK", state="OPEN")
    waiting.update(priority=Subquery(worth))
    if raised:
        ranking.rank([claim.pk for claim in raised])


def reopen(tasks: Collection[int]) -> int:
    """Open these cancelled tasks (keys) again, for the pool; return how many.

    Their claim was merged away, and is back.
    """
    rows = ReviewTask.objects.filter(pk__in=tasks, state="CANCELLED")
    return states.move_all(rows, "OPEN", finished_at=None, finished_by=None)


def hold(claim: Claim) -> None:
    """Lock the live tasks of `claim`, waiting for whoever finishes one right now."""
    list(_locked(ReviewTask.objects.live().filter(claim=claim)))


def bar(claim: Claim, person: User) -> None:
    """Keep `person`, who wrote the claim, from its live checks; what they hold of these goes to the pool."""
    checks = ReviewTask.objects.live().filter(claim=claim, kind__in=ReviewTask.CHECKING)
    states.move_all(checks.filter(lease_holder=person), "OPEN", **_ENDED)
    checks.filter(assigned_to=person).update(assigned_to=None, assigned_at=None)
    checks.update(barred=person)


def unbar(claim: Claim, person: int) -> None:
    """Let `person` (key), who did not write the claim after all, do its live checks."""
    checks = ReviewTask.objects.live().filter(claim=claim, kind__in=ReviewTask.CHECKING)
    checks.filter(barred=person).update(barred=None)


@transaction.atomic
def cancel(*, claim: Claim, by: User | None, reason: str) -> int:
    """Cancel all live tasks of `claim`, leased ones too; drafts stay. Return how many."""
    return _cancel(ReviewTask.objects.live().filter(claim=claim), by=by, reason=reason)


@transaction.atomic
def cancel_waiting(
    claims: Collection[int], *, reason: str, kind: str = "CHECK", by: User | None = None
) -> int:
    """Cancel the checks (or tasks of `kind`) of these claims (keys) that nobody works on; return how many."""
    waiting = ReviewTask.objects.filter(claim__in=claims, kind=kind, state="OPEN")
    return _cancel(waiting, by=by, reason=reason)


@transaction.atomic
def cancel_live(claims: Collection[int], *, reason: str, kind: str = "CHECK") -> int:
    """Do the same, those in hand too: their drafts stay, and a late answer to one is refused."""
    return _cancel(ReviewTask.objects.live().filter(claim__in=claims, kind=kind), by=None, reason=reason)


def _cancel(rows: QuerySet[ReviewTask], *, by: User | None, reason: str) -> int:
    tasks = list(_locked(rows))
    held = ReviewTask.objects.filter(pk__in=[task.pk for task in tasks])
    states.move_all(held, "CANCELLED", finished_at=Now(), finished_by=by, **_ENDED)
    for task in tasks:
        audit.record("task.cancelled", task, by=by, desk=task.desk_id, reason=reason)
    return len(tasks)


def _locked(rows: QuerySet[ReviewTask]) -> QuerySet[ReviewTask]:
    return rows.select_for_update(no_key=True).order_by("pk")
