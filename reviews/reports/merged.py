"""What was merged into a claim, or took its place: by whom, how sure, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from factcheck.models import Membership
from reviews.matching.differences import Difference, word_diff
from reviews.models import Claim, ClaimMerge

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Merged:
    """A standing merge, and how the words of the claim that went away differ from those of the survivor."""

    merge: ClaimMerge
    differences: Sequence[Difference]
    is_free: bool

    @property
    def is_by_hand(self) -> bool:
        """Return whether an editor merged the two by number; else a match was confirmed."""
        return self.merge.match_id is None


def merged(claim: Claim, *, places: Sequence[Membership] = ()) -> list[Merged]:
    """Return the standing merges into `claim`, newest first, and that by which it went away itself.

    At most SHOWN; one query. `is_free`: nothing was merged over it since, so it can be undone. `places` are
    the memberships of whoever looks; without one an embargo hides what is under it.
    """
    rows = ClaimMerge.objects.standing().visible_to(places).filter(Q(into=claim) | Q(claim=claim))
    found = (
        rows.select_related("claim", "into", "merged_by", "match__statement", "match__claim")
        .defer("taken")
        .order_by("-pk")[:SHOWN]
    )
    return [
        Merged(row, word_diff(row.into.text, row.claim.text), is_free=row.into.merged_into_id is None)
        for row in found
    ]
