"""The workbench: one claim beside its article, its evidence, its other occurrences and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import ArticleRevision, Statement
from factcheck.models import Membership, User
from factcheck.roles import Ability, may
from reviews.learning.features import features
from reviews.learning.weights import Weights
from reviews.models import Claim, ClaimMatch, DeskModel, ReviewTask, Snapshot, Verdict
from reviews.reports.claim_page import ClaimPage, Occurrence, claim_page
from reviews.reports.coverage import Coverage, count, marked
from reviews.reports.machine_shown import is_shown
from reviews.reports.precedents import Precedent, precedents
from reviews.reports.proof import Group, proof
from reviews.reports.proposals import Proposal, pieces, proposals
from reviews.reports.queue import clocked

SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class InArticle:
    """One article with its statements marked, and the one in hand: does all of it make the claim?"""

    statement: Statement
    revision: ArticleRevision
    groups: Sequence[Group]
    coverage: Coverage
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Workbench:
    """All that stands around the verdict form."""

    page: ClaimPage
    article: InArticle | None
    snapshots: Sequence[Snapshot]
    precedents: Sequence[Precedent]
    reasons: Sequence[str] = ()
    current: int | None = None

    @property
    def earlier(self) -> list[Verdict]:
        """Return the other versions of the verdict on this claim, newest first."""
        return [verdict for verdict in self.page.verdicts if verdict.pk != self.current]

    @property
    def elsewhere(self) -> list[Occurrence]:
        """Return where else the claim is made."""
        here = self.article.statement.pk if self.article else 0
        return [row for row in self.page.occurrences if row.statement.pk != here]

    @property
    def open_snapshot(self) -> int:
        """Return the key of the newest page that was captured: it stands open; 0 where there is none."""
        captured = (row.pk for row in self.snapshots if row.state == Snapshot.State.CAPTURED)
        return next(captured, 0)

    @property
    def may_split(self) -> bool:
        """Return whether the sentence in hand can be split: all of it makes the claim, in a latest text."""
        return bool(self.article and self.article.is_whole and self.article.revision.is_latest)

    @property
    def proposals(self) -> list[Proposal]:
        """Return the parts into which the machine would split the sentence in hand, where it is shown."""
        if self.article is None or not (self.may_split and self.is_shown):
            return []
        return proposals(self.article.statement)

    @property
    def sentence(self) -> list[tuple[str, int]]:
        """Return the sentence in hand in pieces, each with the number of its proposed part, else 0."""
        return list(pieces(self.article.statement.exact, self.proposals)) if self.article else []

    @property
    def is_shown(self) -> bool:
        """Return whether the machine's suggestions about the claim are shown to whoever works on it."""
        return self.page.is_shown

    @property
    def ruled(self) -> list[Precedent]:
        """Return the near claims that the desk has ruled on."""
        return [row for row in self.precedents if row.verdict]

    @property
    def near(self) -> list[Precedent]:
        """Return the near claims without a verdict."""
        return [row for row in self.precedents if not row.verdict]

    @property
    def suggested(self) -> list[ClaimMatch]:
        """Return the suggested matches that the page shows."""
        return [row.match for row in self.page.suggestions[:SUGGESTED]]


def workbench(
    claim: Claim,
    *,
    user: User,
    statement: int | None = None,
    current: int | None = None,
    places: Sequence[Membership] = (),
) -> Workbench:
    """Return what stands around `claim` for `user`, with `statement` in hand if it makes the claim, else the
    first that does.

    `current` is the verdict that the page is about. The number of queries grows neither with the claim nor
    with the article. `places` are the memberships of whoever looks, which an embargo may keep out.
    """
    page = claim_page(claim, is_shown=is_shown(claim.pk, user=user), places=places)
    article = _in_article(_in_hand(page.occurrences, statement))
    return Workbench(
        page=page,
        article=article,
        reasons=_reasons(claim, article) if page.is_shown else [],
        snapshots=list(
            Snapshot.objects.filter(claim=claim).select_related("requested_by").order_by("-pk")[:30]
        ),
        precedents=precedents(claim, is_shown=page.is_shown, places=places),
        current=current,
    )


def find_task(membership: Membership, pk: int) -> ReviewTask:
    """Return a task of the membership's desk, with `now`, `in_work` and `asleep`.

    Raises ReviewTask.DoesNotExist.
    """
    people = ("claim", "lease_holder", "assigned_to", "barred", "finished_by", "verdict__returned_by")
    seen = ReviewTask.objects.of(membership.desk)
    if not may(membership.role, Ability.EMBARGO):
        seen = seen.visible_to([membership])
    task = clocked(seen).select_related(*people).get(pk=pk)
    task.desk = task.claim.desk = membership.desk
    return task


def _in_hand(occurrences: Sequence[Occurrence], wanted: int | None) -> Occurrence | None:
    """Return the wanted occurrence, else the oldest one in an article's latest text."""
    chosen = [row for row in occurrences if row.statement.pk == wanted]
    latest = [row for row in occurrences if row.revision.is_latest]
    return next(iter(chosen or latest[::-1] or occurrences), None)


def _in_article(occurrence: Occurrence | None) -> InArticle | None:
    if occurrence is None:
        return None
    revision = ArticleRevision.objects.select_related("article__source", "article__status_by").get(
        pk=occurrence.revision.pk
    )
    marks = marked([revision.pk])[revision.pk]
    groups = proof(revision.text, revision.title, marks, {})
    is_whole = occurrence.match.exact == occurrence.statement.exact
    return InArticle(occurrence.statement, revision, groups, count(marks), is_whole)


def _reasons(claim: Claim, article: InArticle | None) -> list[str]:
    """Return why the claim deserves a check, in the words of the engine and of the desk's active model."""
    engine = list(article.statement.reasons) if article else []
    ranking = DeskModel.objects.filter(desk=claim.desk_id, language=claim.language, state="ACTIVE")
    learned = ranking.values_list("coefficients", flat=True).first()
    if learned is None:
        return engine
    return [*engine, *Weights.read(learned).reasons(features(claim.text, claim.check_worthiness))]
