"""Claims: matching statements to them, marking by hand, dismissing, restoring and merging."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from factcheck import audit
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, machine_outputs, tasks
from reviews.actions.bulk_matching import match_all
from reviews.actions.claim_matching import MatchCounts, match
from reviews.actions.claim_merging import merge
from reviews.actions.marking import mark
from reviews.models import Claim, Verdict

__all__ = ["MatchCounts", "dismiss", "mark", "match", "match_all", "merge", "restore"]


@transaction.atomic
def dismiss(*, claim: Claim, by: User, reason: str) -> None:
    """Set a claim aside as not worth or not open to a check; its live tasks are cancelled, drafts stay.

    Raises ValidationError on an empty reason, Conflict for a claim that is dismissed or merged already or
    that has a verdict that stands.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why it needs no check."})
    present = claim_locks.lock_live(claim)
    if present.dismissed_at is not None:
        raise Conflict("This claim is dismissed already.", present="dismissed")
    tasks.hold(present)  # a verdict that is being handed in counts, so wait for it before looking
    if standing := Verdict.objects.filter(claim=present, state__in=tasks.STANDING).first():
        raise Conflict("This claim has a verdict that stands: retract that first.", present=standing.state)
    tasks.cancel(claim=present, by=by, reason="claim dismissed")
    Claim.objects.filter(pk=claim.pk).update(dismissed_at=Now(), dismissed_by=by, dismissal=reason.strip())
    claim.refresh_from_db()
    machine_outputs.dismissed(claim, by=by, policy=present.desk.policy)
    audit.record("claim.dismissed", claim, by=by, desk=claim.desk_id, reason=reason.strip())


@transaction.atomic
def restore(*, claim: Claim, by: User) -> None:
    """Undo a dismissal and open the claim's check again. Raises Conflict unless it is dismissed and live."""
    present = claim_locks.lock_live(claim)
    if present.dismissed_at is None:
        raise Conflict("This claim is not dismissed.", present="live")
    reason = present.dismissal
    Claim.objects.filter(pk=claim.pk).update(
        dismissed_at=None, dismissed_by=None, dismissal="", split_at=None
    )
    claim.refresh_from_db()
    tasks.open_checks([claim])
    audit.record("claim.restored", claim, by=by, desk=claim.desk_id, dismissal=reason)
