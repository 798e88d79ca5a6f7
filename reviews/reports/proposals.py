"""Proposals: the parts into which the machine would split a sentence, each with its words, lit in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Statement
from factcheck.models import Membership
from reviews.models import Claim, ClaimMatch


@dataclass(frozen=True, slots=True)
class Proposal:
    """One part: its number from 1, its place in code points of the statement, and its words."""

    number: int
    start: int
    end: int
    text: str


def proposals(statement: Statement) -> list[Proposal]:
    """Return the parts that the machine proposes; none where the statement is one claim."""
    spans = statement.proposed_parts()
    return [
        Proposal(number, start, end, statement.exact[start:end])
        for number, (start, end) in enumerate(spans, start=1)
    ]


def pieces(text: str, parts: Sequence[Proposal]) -> Iterator[tuple[str, int]]:
    """Yield the sentence in pieces, each with the number of its part, 0 between parts."""
    at = 0
    for part in parts:
        yield text[at : part.start], 0
        yield part.text, part.number
        at = part.end
    yield text[at:], 0


def statement_of(claim: Claim, *, places: Sequence[Membership]) -> Statement | None:
    """Return the oldest statement that makes the claim with all its words in a latest text, if any.

    `places` are the memberships of whoever looks; without one an embargo hides what is under it.
    """
    seen = ClaimMatch.objects.visible_to(places).filter(claim=claim, state=ClaimMatch.State.CONFIRMED)
    latest = seen.filter(statement__revision__is_latest=True, start=0).order_by("pk")
    match = latest.select_related("statement").first()
    return match.statement if match and match.end == len(match.statement.exact) else None
