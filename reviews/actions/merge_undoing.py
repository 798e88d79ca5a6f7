"""Undoing a merge: the two claims are two again, with the statements, relations and tasks that each had.

What people decided since about the survivor stays with it, and so does a task that somebody works on. What
came in since in the words of the claim that was merged away goes back with it.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from articles.models import Article
from factcheck import audit, states
from factcheck.models import User
from factcheck.roles import Ability, may
from factcheck.states import Conflict
from reviews.actions import claim_locks, machine_outputs, parting, tasks
from reviews.models import Claim, ClaimMatch, ClaimMerge, ReviewTask


def require_role(merge: ClaimMerge, role: str) -> None:
    """Raise PermissionDenied unless somebody with `role` may undo this: what editors merged, an editor."""
    if merge.match_id is None and not may(role, Ability.EDIT):
        raise PermissionDenied("An editor merged these two by hand: an editor parts them again.")


@transaction.atomic
def undo(*, merge: ClaimMerge, by: User) -> None:
    """Part the two claims of a merge. Of a match that brought it about this says that it is none.

    Raises WrongState when it is undone already, Conflict when the survivor was itself merged into another or
    another claim has the words of this one.
    """
    pair = claim_locks.lock_all([merge.claim_id, merge.into_id])
    claim, survivor = pair[merge.claim_id], pair[merge.into_id]
    tasks.hold(survivor)  # whoever begins or ends its review this moment is waited for
    states.move(merge, "UNDONE", undone_by=by, undone_at=Now())
    _require_free(claim, survivor)
    claim.merged_into = None
    claim.save(update_fields=["merged_into"])
    counts = {
        "matches": parting.part_matches(merge, claim, survivor),
        "relations": parting.part_relations(merge, claim, survivor),
    }
    _settle_survivor(merge, survivor, by)
    reopened = _reopen(merge, claim)
    _reject(merge, by)
    audit.record(
        "claim.parted", claim, by=by, desk=claim.desk_id, merge=merge.pk, into=survivor.pk,
        by_machine=merge.is_by_machine, reopened=reopened, **counts,
    )  # fmt: skip


def _require_free(claim: Claim, survivor: Claim) -> None:
    if survivor.merged_into_id is not None:
        into = survivor.merged_into_id
        message = f"Claim {survivor.pk} was itself merged into claim {into}: undo that first."
        raise Conflict(message, present="merged")
    same = Claim.objects.live().filter(desk=claim.desk_id, language=claim.language)
    if same.filter(fingerprint=claim.fingerprint).exists():
        raise Conflict("Another claim has the same words by now: merge this one into it.", present="taken")


def _settle_survivor(merge: ClaimMerge, survivor: Claim, by: User) -> None:
    """Give the survivor back its worth and its writer, and cancel a check that only the merge asked for."""
    taken = merge.taken
    if survivor.check_worthiness == taken["worth_after"] != taken["worth"]:
        tasks.lower_worthiness(survivor, taken["worth"])
    if taken["writer"] is None and survivor.written_by_id is not None:
        tasks.unbar(survivor, survivor.written_by_id)
        survivor.written_by = None
        survivor.save(update_fields=["written_by"])
    floor = survivor.desk.policy.worthiness_floor
    if taken["opened"] and not tasks.needing_check([survivor], floor=floor):
        tasks.cancel_waiting([survivor.pk], reason=f"claim {merge.claim_id} was parted from it", by=by)


def _reopen(merge: ClaimMerge, claim: Claim) -> int:
    """Open the tasks that the merge cancelled, where the claim's words still stand in an article in use."""
    stands = ClaimMatch.objects.now().filter(
        claim=claim, statement__revision__article__status=Article.Status.USABLE
    )
    if not stands.exists():
        return 0
    cancelled = merge.taken["tasks"]
    reopened = tasks.reopen(cancelled)
    kept = ReviewTask.objects.live().filter(pk__in=cancelled, kind="CHECK")
    floor = None if kept.exists() else claim.desk.policy.worthiness_floor
    return reopened + tasks.open_checks(tasks.needing_check([claim], floor=floor))


def _reject(merge: ClaimMerge, by: User) -> None:
    """Reject the match that brought the merge about, and say so of what the machine said."""
    if merge.match_id is None:
        return
    match = ClaimMatch.objects.filter(pk=merge.match_id, claim=merge.into_id, state="CONFIRMED").first()
    if match is None:
        return
    states.move(match, "REJECTED", decided_by=by, decided_at=Now())
    machine_outputs.undone(match, merge, by=by)
    data = {"claim": match.claim_id, "statement": match.statement_id}
    audit.record("match.rejected", match, by=by, desk=match.claim.desk_id, **data)
