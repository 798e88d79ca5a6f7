"""Parting two claims that were merged: which matches and relations go back, and which stay."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from reviews.actions.claim_matching import wording_of
from reviews.actions.kept_rows import Kept, remade
from reviews.models import Claim, ClaimMatch, ClaimMerge, ClaimRelation, Orphan


def part_matches(merge: ClaimMerge, claim: Claim, survivor: Claim) -> int:
    """Give `claim` its matches back, and those made since in its words; return how many.

    One that people decided on since was decided about the survivor, and stays. Callers hold both locks.
    """
    taken = merge.taken
    by_state = defaultdict(list)
    for row in taken["moved"]:
        by_state[row["state"]].append(row["id"])
    rows = ClaimMatch.objects.filter(claim=survivor)
    back = {
        pk
        for state, keys in by_state.items()
        for pk in rows.filter(pk__in=keys, state=state).values_list("pk", flat=True)
    }
    back |= _since(merge, claim, survivor, back)
    rows.filter(pk__in=back).update(claim=claim)
    dropped = remade(ClaimMatch, taken["dropped"])
    ClaimMatch.objects.bulk_create(dropped, ignore_conflicts=True)
    stored = set(ClaimMatch.objects.filter(pk__in=[row.pk for row in dropped]).values_list("pk", flat=True))
    orphans = [row for row in remade(Orphan, taken["orphans"]) if row.match_id in stored]
    Orphan.objects.bulk_create(orphans, ignore_conflicts=True)
    return len(back) + sum(row.claim_id == claim.pk for row in dropped)


def _since(merge: ClaimMerge, claim: Claim, survivor: Claim, back: set[int]) -> set[int]:
    """Return the matches (keys) stored since that are the claim's: in its words, or carried over."""
    mine = set(ClaimMatch.objects.filter(pk__in=back).values_list("statement", flat=True))
    mine |= {row["statement_id"] for row in merge.taken["dropped"] if row["claim_id"] == claim.pk}
    newer = ClaimMatch.objects.filter(claim=survivor, pk__gt=merge.taken["newest"], state="CONFIRMED")
    found = set()
    for match in newer.select_related("statement").order_by("pk"):
        words = "" if match.exact == match.statement.exact else match.exact
        in_its_words = wording_of(match.statement, words).fingerprint == claim.fingerprint
        if in_its_words or match.statement.carried_from_id in mine:
            found.add(match.pk)
            mine.add(match.statement_id)
    return found


def part_relations(merge: ClaimMerge, claim: Claim, survivor: Claim) -> int:
    """Give both claims the relations that each had; return how many of the claim's own are back.

    One that people decided on since was decided about the survivor's words: it stays there, and the claim's
    is asked about anew. One with a claim that was merged away meanwhile is dropped.
    """
    kept: list[Kept] = merge.taken["relations"]
    rows = ClaimRelation.objects.select_for_update(of=("self",)).filter(pk__in=[row["id"] for row in kept])
    now = {row.pk: row for row in rows}
    for row in kept:
        present = now.get(row["id"])
        if present is not None and present.state == row["state"]:
            present.delete()
        elif present is not None:
            row |= {"id": None, "state": "SUGGESTED", "decided_by_id": None, "decided_at": None}
    wanted = remade(ClaimRelation, [*kept, *merge.taken["unrelated"]])
    keys = {key for row in wanted for key in (row.claim_a_id, row.claim_b_id)}
    live = set(Claim.objects.live().filter(pk__in=keys).values_list("pk", flat=True))
    wanted = [row for row in wanted if {row.claim_a_id, row.claim_b_id} <= live]
    for rows_ in ([row for row in wanted if row.pk], [row for row in wanted if not row.pk]):
        ClaimRelation.objects.bulk_create(rows_, ignore_conflicts=True)
    either = Q(claim_a=claim) | Q(claim_b=claim)
    return ClaimRelation.objects.filter(either).count()
