"""The relations of a claim that is merged away go to the claim that takes its place."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from reviews.actions import comparing
from reviews.actions.kept_rows import keep
from reviews.models import Claim, ClaimRelation

# Of two relations between the same claims the stronger stays, as of two matches of one statement.
_STRENGTH = {"CONFIRMED": 2, "REJECTED": 1, "SUGGESTED": 0}


def hand_over(claim: Claim, into: Claim) -> dict[str, list[dict[str, Any]]]:
    """Give the relations of `claim` to `into`, one for each other claim.

    Return as they were before the `relations` that went over, and those that were `unrelated` by it: dropped.

    The caller holds the locks of both claims. None is left with `claim`, or between `into` and itself. The
    differences are those of the survivor's own words; a suggestion that these do not bear out is dropped, a
    person's decision is not.
    """
    rows = _locked(claim, into)
    mine = [row for row in rows if claim.pk in (row.claim_a_id, row.claim_b_id)]
    theirs = {_other(row, into).pk: row for row in rows if row not in mine}
    before = {row["id"]: row for row in keep(rows)}
    moved, dropped = [], []
    for row in mine:
        other = _other(row, claim)
        rival = theirs.get(other.pk)
        if other == into or (rival is not None and _STRENGTH[row.state] <= _STRENGTH[rival.state]):
            dropped.append(row)
        elif _rewrite(row, into, other) or row.state != ClaimRelation.State.SUGGESTED:
            moved.append(row)
            dropped += [rival] if rival is not None else []
        else:
            dropped.append(row)
    ClaimRelation.objects.filter(pk__in=[row.pk for row in dropped]).delete()
    ClaimRelation.objects.bulk_update(
        moved, ["claim_a", "claim_b", "kind", "narrower", "differences", "score"]
    )
    return {
        "relations": [before[row.pk] for row in moved],
        "unrelated": [before[row.pk] for row in dropped],
    }


def _locked(claim: Claim, into: Claim) -> list[ClaimRelation]:
    of_both = Q(claim_a__in=[claim, into]) | Q(claim_b__in=[claim, into])
    rows = ClaimRelation.objects.filter(of_both).select_related("claim_a", "claim_b")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _other(row: ClaimRelation, claim: Claim) -> Claim:
    return row.claim_b if row.claim_a_id == claim.pk else row.claim_a


def _rewrite(row: ClaimRelation, into: Claim, other: Claim) -> bool:
    """Set the relation to be between `into` and `other`; return whether their words bear it out."""
    older, newer = sorted([into, other], key=lambda one: one.pk)
    found = comparing.between(older.text, newer.text)
    row.claim_a, row.claim_b = older, newer
    row.differences = found.as_json() if found else []
    if row.kind == ClaimRelation.Kind.NARROWS:  # the survivor is what the claim was: narrower or wider
        row.narrower = into if row.narrower_id != other.pk else other
    if found is None:
        return False
    if row.state == ClaimRelation.State.SUGGESTED:
        row.kind = found.kind
        row.narrower = {"a": older, "b": newer, "": None}[found.narrower]
    row.score = found.score
    return True
