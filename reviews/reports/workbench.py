"""The workbench: one claim beside its article, its evidence, its other occurrences and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import ArticleRevision, Statement
from factcheck.models import Membership
from factcheck.roles import Ability, may
from reviews.models import Claim, ReviewTask, Snapshot, Verdict
from reviews.reports.claim_page import ClaimPage, Occurrence, claim_page
from reviews.reports.coverage import Coverage, count, marked
from reviews.reports.proof import Group, proof
from reviews.reports.queue import clocked

PRECEDENTS = 5


@dataclass(frozen=True, slots=True)
class InArticle:
    """One article with its statements marked, and the one in hand."""

    statement: Statement
    revision: ArticleRevision
    groups: Sequence[Group]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Workbench:
    """All that stands around the verdict form."""

    page: ClaimPage
    article: InArticle | None
    snapshots: Sequence[Snapshot]
    precedents: Sequence[Verdict]
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
    def reasons(self) -> list[str]:
        """Return why the statement in hand deserves a check, in the machine's words."""
        return list(self.article.statement.reasons) if self.article else []


def workbench(
    claim: Claim,
    *,
    statement: int | None = None,
    current: int | None = None,
    places: Sequence[Membership] = (),
) -> Workbench:
    """Return what stands around `claim`, with `statement` in hand if it makes the claim, else its first.

    `current` is the verdict that the page is about. The number of queries grows neither with the claim nor
    with the article. `places` are the memberships of whoever looks, which an embargo may keep out.
    """
    page = claim_page(claim, places=places)
    return Workbench(
        page=page,
        article=_in_article(_in_hand(page.occurrences, statement)),
        snapshots=list(
            Snapshot.objects.filter(claim=claim).select_related("requested_by").order_by("-pk")[:30]
        ),
        precedents=_precedents(claim, places),
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
    revision = ArticleRevision.objects.select_related("article__source").get(pk=occurrence.revision.pk)
    marks = marked([revision.pk])[revision.pk]
    groups = proof(revision.text, revision.title, marks, {})
    return InArticle(occurrence.statement, revision, groups, count(marks))


def _precedents(claim: Claim, places: Sequence[Membership]) -> list[Verdict]:
    """Return the published verdicts on the claims of this desk whose words are nearest, nearest first."""
    near = Claim.objects.raw(
        _NEAR, {"desk": claim.desk_id, "claim": claim.pk, "text": claim.text, "most": PRECEDENTS}
    )
    order = [row.pk for row in near]
    published = Verdict.objects.visible_to(places).filter(claim__in=order, state=Verdict.State.PUBLISHED)
    rows = published.select_related("rating", "claim").defer("explanation")
    return sorted(rows, key=lambda verdict: order.index(verdict.claim_id))


# Few claims have a published verdict, compared with all; of those only near ones count, by the trigram index.
_NEAR = """
    SELECT c.id FROM reviews_claim c
    WHERE c.desk_id = %(desk)s AND c.id <> %(claim)s AND c.text %% %(text)s
      AND EXISTS (SELECT FROM reviews_verdict v WHERE v.claim_id = c.id AND v.state = 'PUBLISHED')
    ORDER BY similarity(c.text, %(text)s) DESC, c.id LIMIT %(most)s
"""
