"""What the tests of merges by the machine share: two claims in other order of one thing, and their rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from reviews.actions import claims, confirming
from reviews.actions.kept_rows import keep
from reviews.models import Claim, ClaimMatch, ClaimMerge, ClaimRelation, DeskPolicy, ReviewTask
from tests.reviews.actions.paper import print_article

OLD = "The city council of Tessel approved the harbour budget of 40 million euros on Monday."
NEW = "On Monday the city council of Tessel approved the harbour budget of 40 million euros."
DENIED = "The city council of Tessel never approved the harbour budget of 40 million euros on Monday."


def twins(desk, *, language: str = "en", confirm_from: float | None = 0.7, **fields) -> ClaimMatch:
    """Print the older article and the newer one; return the suggestion that both say the same."""
    DeskPolicy.objects.filter(desk=desk).update(confirm_from=confirm_from)
    claims.match(print_article(desk, OLD, language=language).pk)
    claims.match(print_article(desk, (NEW, fields), language=language).pk)
    return ClaimMatch.objects.get(state="SUGGESTED", claim__language=language, claim__text=OLD)


def rival_of(match: ClaimMatch) -> Claim:
    """Return the claim that the machine made of the newer statement's words."""
    return ClaimMatch.objects.get(statement=match.statement_id, method="fingerprint", state="CONFIRMED").claim


def confirmed(desk, **fields) -> ClaimMerge:
    """Return the machine's merge of the newer claim into the older one."""
    match = twins(desk, **fields)
    newer = rival_of(match)
    assert confirming.weigh(match) == ""
    return merge_of(newer)


def rows_of(*pair: Claim) -> dict[str, list[dict[str, Any]]]:
    """Return every row of these claims, by table: claims, matches, relations, live tasks."""
    keys = [claim.pk for claim in pair]
    either = Q(claim_a__in=keys) | Q(claim_b__in=keys)
    return {
        "claims": keep(Claim.objects.filter(pk__in=keys).order_by("pk")),
        "matches": keep(ClaimMatch.objects.filter(claim__in=keys).order_by("pk")),
        "relations": keep(ClaimRelation.objects.filter(either).order_by("pk")),
        "tasks": keep(ReviewTask.objects.live().filter(claim__in=keys).order_by("pk")),
    }


def merge_of(claim: Claim) -> ClaimMerge:
    """Return the merge by which `claim` went away."""
    return ClaimMerge.objects.standing().get(claim=claim)
