"""How far an article is checked: the state of each of its statements, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from articles.models import Article, ArticleRevision, Statement
from reviews.models import Claim, ClaimMatch
from reviews.reports.readiness import readiness
from reviews.reports.standing import Standing, gravest, standings


@dataclass(frozen=True, slots=True)
class Marked:
    """One statement in its state, with the live claims that it makes and where each stands."""

    statement: Statement
    state: str
    claims: tuple[tuple[Claim, Standing], ...] = ()

    @property
    def asks_for_a_check(self) -> bool:
        """Return whether it counts: it is checkable, or somebody marked a claim in it."""
        return self.statement.is_checkable or bool(self.claims)

    @property
    def is_settled(self) -> bool:
        """Return whether each of its claims is settled."""
        return bool(self.claims) and all(standing.is_settled for _, standing in self.claims)

    @property
    def is_dismissed(self) -> bool:
        """Return whether people dismissed every claim in it."""
        return bool(self.claims) and all(claim.dismissed_at for claim, _ in self.claims)

    @property
    def waits(self) -> bool:
        """Return whether it is checkable but has no claim yet: under the desk's floor, or not matched."""
        return self.statement.is_checkable and not self.claims


@dataclass(frozen=True, slots=True)
class Coverage:
    """The counts of one article: checkable statements by state, how many are settled, and the rest."""

    counts: dict[str, int]
    settled: int
    checkable: int
    not_checkable: int
    dismissed: int
    waiting_for_a_claim: int

    @property
    def is_ready(self) -> bool:
        """Return whether nothing must change and nothing is left to find out."""
        return self.checkable > 0 and self.settled == self.checkable and not self.counts.get("change")

    @property
    def line(self) -> str:
        """Return the finding about the whole article in one line."""
        return readiness(self.counts, settled=self.settled, checkable=self.checkable)


def finding_line(article: Article, revision: ArticleRevision, coverage: Coverage) -> str:
    """Return the finding about the article: withdrawn, in the machine's hands still, or how far it is."""
    if article.status == Article.Status.WITHDRAWN:
        return "Withdrawn: do not run"
    if revision.extracted_at is None:
        return "Not ready: its statements are being found"
    if revision.matched_at is None:
        return "Not ready: its claims are being matched"
    return coverage.line


def count(marks: Iterable[Marked]) -> Coverage:
    """Return the counts over the statements of one article."""
    marks = list(marks)
    asked = [mark for mark in marks if mark.asks_for_a_check and not mark.is_dismissed]
    return Coverage(
        counts=dict(Counter(mark.state for mark in asked)),
        settled=sum(mark.is_settled for mark in asked),
        checkable=len(asked),
        not_checkable=sum(not mark.asks_for_a_check for mark in marks),
        dismissed=sum(mark.is_dismissed for mark in marks),
        waiting_for_a_claim=sum(mark.waits for mark in asked),
    )


def marked(revisions: Collection[int], *, texts: bool = True) -> dict[int, list[Marked]]:
    """Return the statements of each revision in reading order; four queries, however many revisions.

    Without `texts` the words of statements and claims stay in the database: lists only count.
    """
    statements = Statement.objects.filter(revision__in=revisions).order_by("revision", "start", "end")
    if not texts:
        statements = statements.only("revision_id", "checkability")
    made = _claims_made(revisions, texts=texts)
    where = standings({claim.pk: claim for claims in made.values() for claim in claims}.values())
    found: dict[int, list[Marked]] = {revision: [] for revision in revisions}
    for statement in statements:
        claims = tuple((claim, where[claim.pk]) for claim in made.get(statement.pk, ()))
        found[statement.revision_id].append(Marked(statement, _state(statement, claims), claims))
    return found


def coverages(revisions: Collection[int]) -> dict[int, Coverage]:
    """Return the counts of each revision, for lists."""
    return {revision: count(marks) for revision, marks in marked(revisions, texts=False).items()}


def _claims_made(revisions: Collection[int], *, texts: bool) -> dict[int, list[Claim]]:
    """Return the live claims that each statement is confirmed to make, by the statement's key."""
    matches = ClaimMatch.objects.filter(
        statement__revision__in=revisions,
        state=ClaimMatch.State.CONFIRMED,
        claim__merged_into__isnull=True,
    ).select_related("claim")
    if not texts:
        matches = matches.only("statement_id", "claim__dismissed_at")
    made: defaultdict[int, list[Claim]] = defaultdict(list)
    for match in matches.order_by("statement", "start", "claim"):
        made[match.statement_id].append(match.claim)
    return made


def _state(statement: Statement, claims: tuple[tuple[Claim, Standing], ...]) -> str:
    if claims:
        live = [standing.state for claim, standing in claims if not claim.dismissed_at]
        return gravest(live or ["none"])
    return "open" if statement.is_checkable else "none"
