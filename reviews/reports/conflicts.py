"""Conflicts: what others say against a claim, or more or less exactly, in how many articles, words marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, When

from factcheck.models import Membership
from reviews.matching.differences import Difference, word_diff
from reviews.models import Claim, ClaimMatch, ClaimRelation

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a claim's words; `differs` where they stand against the other claim."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims: its marked words, and how many articles make it now."""

    claim: Claim
    runs: list[Run]
    articles: int

    @property
    def marked(self) -> str:
        """Return the first words that stand against the other claim."""
        return next((run.text for run in self.runs if run.differs), "")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both hold, or that narrow or misquote each other; one is in hand."""

    relation: ClaimRelation
    mine: Side
    theirs: Side

    @property
    def reasons(self) -> list[str]:
        """Return a sentence for each difference."""
        return [difference["sentence"] for difference in self.relation.differences]

    @property
    def is_quote(self) -> bool:
        """Return whether the two quote one saying in other words, and do not contradict each other."""
        return self.relation.kind == ClaimRelation.Kind.QUOTE

    @property
    def is_case(self) -> bool:
        """Return whether one of the two is a special case of the other; nothing stands against anything."""
        return self.relation.kind == ClaimRelation.Kind.NARROWS

    @property
    def is_wider(self) -> bool:
        """Return whether the other claim is the wider one: the one in hand is a case of it."""
        return self.relation.narrower_id == self.mine.claim.pk

    @property
    def quotes(self) -> list[list[Difference]]:
        """Return for each quotation in hand how its words lead to those of the other claim."""
        mine, theirs = ("a", "b") if self.relation.claim_a_id == self.mine.claim.pk else ("b", "a")
        return [
            word_diff(one[mine]["exact"], one[theirs]["exact"])
            for one in self.relation.differences
            if one["slot"] == "quote"
        ]


class Conflicts(list[Conflict]):
    """The relations of some claims, in the order of the page."""

    @property
    def against(self) -> list[Conflict]:
        """Return what others say against the claims, or misquote."""
        return [row for row in self if not row.is_case]

    @property
    def cases(self) -> list[Conflict]:
        """Return which claims are a special case of these, or these of them."""
        return [row for row in self if row.is_case]


def conflicts(
    claims: Collection[int], *, suggested: bool = True, places: Sequence[Membership] = ()
) -> Conflicts:
    """Return the suggested and confirmed relations of the claims with these keys, the surest first.

    Special cases come after what stands against a claim.

    Without `suggested` only those that people confirmed. Two queries, however many claims; at most 30
    conflicts, those between two of the claims once. `places` are the memberships of whoever looks; without
    one an embargo hides what is under it.
    """
    hidden = Claim.objects.hidden_from(places).values("pk")
    either = Q(claim_a__in=claims) | Q(claim_b__in=claims)
    live = ClaimRelation.objects.filter(
        either, claim_a__merged_into__isnull=True, claim_b__merged_into__isnull=True
    ).exclude(Q(state=ClaimRelation.State.REJECTED) | Q(claim_a__in=hidden) | Q(claim_b__in=hidden))
    if not suggested:
        live = live.filter(state=ClaimRelation.State.CONFIRMED)
    against_first = Case(When(kind=ClaimRelation.Kind.NARROWS, then=1), default=0)
    ordered = live.order_by(against_first, "state", "-score", "pk")
    rows = list(ordered.select_related("claim_a", "claim_b", "decided_by")[:SHOWN])
    counts = articles_of({key for row in rows for key in (row.claim_a_id, row.claim_b_id)})
    return Conflicts(_conflict(row, counts, first=row.claim_a_id in claims) for row in rows)


def articles_of(claims: Collection[int]) -> Mapping[int, int]:
    """Return how many articles make each claim in their latest text."""
    if not claims:
        return {}
    made = ClaimMatch.objects.filter(claim__in=claims, state="CONFIRMED", statement__revision__is_latest=True)
    counted = made.values("claim").annotate(count=Count("statement__revision__article", distinct=True))
    return dict(counted.values_list("claim", "count"))


def _conflict(row: ClaimRelation, counts: Mapping[int, int], *, first: bool) -> Conflict:
    # A model does not say by which words: marking all of them would mark none.
    told = [difference for difference in row.differences if "model" not in difference]
    a = Side(row.claim_a, _runs(row.claim_a.text, told, "a"), counts.get(row.claim_a_id, 0))
    b = Side(row.claim_b, _runs(row.claim_b.text, told, "b"), counts.get(row.claim_b_id, 0))
    return Conflict(row, a, b) if first else Conflict(row, b, a)


def _runs(text: str, differences: list[dict[str, Any]], side: str) -> list[Run]:
    """Return `text` in runs, with the words of this side of each difference marked."""
    runs, at = [], 0
    for start, end in sorted((one[side]["start"], one[side]["end"]) for one in differences):
        if start < at:
            continue  # two differences by the same words
        runs += [Run(text[at:start], differs=False), Run(text[start:end], differs=True)]
        at = end
    return [run for run in [*runs, Run(text[at:], differs=False)] if run.text]
