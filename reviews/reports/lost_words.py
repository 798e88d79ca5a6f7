"""What articles lost of the words that people decided on, and which statements may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Statement
from articles.revision_candidates import candidates
from reviews.matching.differences import Difference, word_diff
from reviews.models import Orphan

MOST = 20
"""Lost places that one page shows."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement of the latest text that may make the claim now, with the reasons for its rank."""

    statement: Statement
    score: float
    reasons: Sequence[str]
    differences: Sequence[Difference]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """An orphan with its words before and after, the title of its article, and what to choose from."""

    orphan: Orphan
    title: str
    differences: Sequence[Difference]
    choices: Sequence[Choice]
    is_gone: bool = False

    @property
    def old(self) -> Statement:
        """Return the statement that was decided on."""
        return self.orphan.match.statement


def open_ones(**where: object) -> QuerySet[Orphan]:
    """Return the open orphans `where`, with all that a page shows of them, oldest first."""
    named = ("match__claim", "match__statement", "near", "revision__article")
    return Orphan.objects.open().filter(**where).select_related(*named).order_by("pk")


def lost_words(
    orphans: QuerySet[Orphan], *, most: int = 5, also: str = "", chosen: Mapping[int, str] | None = None
) -> list[Lost]:
    """Return the first MOST of `orphans` with at most `most` choices each; two queries.

    `also` asks for the statements with these words too, whatever their rank. `chosen` is what was typed: for
    an orphan (key) a statement (key, as text) or "none".
    """
    rows = list(orphans[:MOST])
    latest = Statement.objects.filter(
        revision__is_latest=True, revision__article__in={row.revision.article_id for row in rows}
    )
    texts: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in latest.select_related("revision").order_by("revision", "start", "end"):
        texts[statement.revision.article_id].append(statement)
    wanted = {row.pk: (chosen or {}).get(row.pk, "") for row in rows}
    words = also.casefold().split()
    return [_lost(row, texts[row.revision.article_id], most, words, wanted[row.pk]) for row in rows]


def _lost(
    orphan: Orphan, statements: Sequence[Statement], most: int, words: Sequence[str], chosen: str
) -> Lost:
    old = orphan.match.statement
    found = [(statements[row.at], row.score, row.reasons) for row in candidates(old, statements, most=most)]
    if words:
        shown = {statement.pk for statement, _, _ in found}
        also = [row for row in statements if row.pk not in shown and _has(row, words)]
        found += [(row, 0.0, ("it has the words you looked for",)) for row in also[:most]]
    choices = [
        Choice(row, score, reasons, word_diff(old.exact, row.exact), chosen == str(row.pk))
        for row, score, reasons in found
    ]
    now = orphan.near.exact if orphan.near else ""
    title = statements[0].revision.title if statements else orphan.revision.title
    return Lost(orphan, title, word_diff(old.exact, now), choices, chosen == "none")


def _has(statement: Statement, words: Sequence[str]) -> bool:
    return all(word in statement.exact.casefold() for word in words)
