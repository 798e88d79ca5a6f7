"""Confirming without a person: suggested matches from a desk's second threshold on that no ban holds back.

A row of ClaimMatch with `confirm_due` is what is due. Each is looked at once, in a transaction of its own.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from factcheck import audit, states
from factcheck.states import Conflict, WrongState
from reviews.actions import claim_locks, machine_outputs, matches, suggestions, tasks
from reviews.actions.claim_merging import merge
from reviews.matching import bans
from reviews.matching.bans import Side
from reviews.models import (
    Claim,
    ClaimMatch,
    ClaimMerge,
    ClaimRelation,
    Escalation,
    ReviewTask,
    Snapshot,
    TaskSkip,
)

BATCH: Final = 50
"""Matches that one job looks at."""


def confirm_due() -> int:
    """Look at the oldest matches that are due, at most BATCH; return at how many. Confirms what no ban holds.

    It may be killed and run again: a match that was looked at is not due any more.
    """
    due = list(ClaimMatch.objects.filter(confirm_due=True).order_by("pk")[:BATCH])
    for match in due:
        weigh(match)
    return len(due)


@transaction.atomic
def weigh(match: ClaimMatch) -> str:
    """Confirm one suggested match, or leave it to people; return the ban that held it back, "" for none.

    The claim of the statement's own words is merged into the match's claim, as when a person confirms. A
    match that a person decided on meanwhile stays as they decided.
    """
    try:
        why = claim_locks.settled(lambda: _weigh(match))
    except WrongState:
        why = "a person has decided"
    except Conflict as settled:  # a merge took one of the claims away
        why = str(settled)
    ClaimMatch.objects.filter(pk=match.pk).update(confirm_due=False)
    return why


def _weigh(match: ClaimMatch) -> str:
    present = matches.read(match)
    rivals = list(matches.rivals(present).values_list("claim_id", flat=True))
    claims = matches.lock(match, present, rivals)
    if match.state != ClaimMatch.State.SUGGESTED:
        return "a person has decided"
    stays = claims[match.claim_id]
    threshold = stays.desk.policy.confirm_from
    if threshold is None or match.score < threshold:
        return "under the desk's threshold"
    if len(rivals) != 1:
        return "no claim of the statement's own words"
    goes = claims[rivals[0]]
    tasks.hold(goes)  # whoever takes its task this moment is waited for, and then counts
    why = bans.ban(_side(goes), _side(stays), told_apart=_told_apart(goes, stays), has_work=_has_work(goes))
    if why or stays.dismissed_at is not None:
        return why or "the older claim is dismissed"
    _confirm(match, goes, stays, threshold)
    return ""


def _confirm(match: ClaimMatch, goes: Claim, stays: Claim, threshold: float) -> None:
    states.move(match, "CONFIRMED")
    said = {"claim": stays.pk, "statement": match.statement_id, "score": match.score, "from": threshold}
    audit.record("match.confirmed", match, by=None, desk=stays.desk_id, bans=bans.VERSION, **said)
    suggestions.acted([machine_outputs.of_confirmation(match)], desk=stays.desk_id)
    merge(claim=goes, into=stays, by=None, match=match)


def _side(claim: Claim) -> Side:
    return Side(text=claim.text, claimant=claim.claimant, language=claim.language)


def _told_apart(a: Claim, b: Claim) -> bool:
    """Return whether a person parted the two or said no between them, or any relation stands."""
    pair = Q(claim=a, into=b) | Q(claim=b, into=a)
    made = ClaimMatch.objects.filter(state="CONFIRMED", statement=OuterRef("statement"))
    said_no = ClaimMatch.objects.filter(state="REJECTED").filter(
        Q(claim=a) & Exists(made.filter(claim=b)) | Q(claim=b) & Exists(made.filter(claim=a))
    )
    related = ClaimRelation.objects.filter(Q(claim_a=a, claim_b=b) | Q(claim_a=b, claim_b=a))
    return (
        ClaimMerge.objects.filter(pair, state="UNDONE").exists()
        or said_no.exists()
        or related.exclude(state="REJECTED").exists()
    )


def _has_work(claim: Claim) -> bool:
    """Return whether people have worked on `claim` in any way; more than `matches.is_untouched` asks."""
    if claim.written_by_id is not None or not matches.is_untouched(claim):
        return True
    handled = (
        Q(assigned_to__isnull=False) | Q(attempts__gt=0) | Q(available_at__isnull=False) | Q(state="DONE")
    )
    traces: tuple[QuerySet[Any], ...] = (
        ReviewTask.objects.filter(handled, claim=claim),
        TaskSkip.objects.filter(task__claim=claim),
        Escalation.objects.filter(task__claim=claim),
        Snapshot.objects.filter(claim=claim),
        ClaimMatch.objects.filter(claim=claim, decided_by__isnull=False),
        ClaimMerge.objects.standing().filter(into=claim, merged_by__isnull=False),
    )
    return any(rows.exists() for rows in traces)
