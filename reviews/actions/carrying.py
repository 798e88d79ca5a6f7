"""Carrying over: what was decided about a statement holds for the same words in the next revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from articles.actions import statements as extracted
from articles.models import ArticleRevision, Statement
from articles.revision_diff import Traced, trace
from reviews.models import ClaimMatch, Orphan


@dataclass(slots=True)
class Carriage:
    """What goes over from the revision before: unsaved matches; and what does not.

    `lost` are confirmed matches whose statement did not stay, `back` the orphans whose words came back, each
    with the statement that has them now.
    """

    matches: list[ClaimMatch] = field(default_factory=list)
    lost: list[tuple[ClaimMatch, Traced]] = field(default_factory=list)
    back: list[tuple[Orphan, Statement]] = field(default_factory=list)

    @property
    def made(self) -> set[int]:
        """Return the keys of statements that the machine need not match anew: they carry its match."""
        sure = (ClaimMatch.Method.FINGERPRINT, ClaimMatch.State.CONFIRMED)
        return {row.statement_id for row in self.matches if (row.method, row.state) == sure}


def earlier(revision: ArticleRevision) -> QuerySet[ClaimMatch]:
    """Return the matches with live claims in earlier revisions of the same article."""
    return ClaimMatch.objects.filter(
        statement__revision__article=revision.article_id,
        statement__revision__number__lt=revision.number,
        claim__merged_into__isnull=True,
    )


def carry(revision: ArticleRevision, statements: Sequence[Statement]) -> Carriage:
    """Return what goes over to `statements` of the revision (in order) from the latest matched one before it.

    Notes on each statement which earlier one it is. A first revision costs no query, another one five.
    """
    if revision.number == 1:
        return Carriage()
    before = ArticleRevision.objects.filter(
        article=revision.article_id, number__lt=revision.number, matched_at__isnull=False
    ).order_by("-number")
    old = list(Statement.objects.filter(revision__in=before.values("pk")[:1]).order_by("start", "end"))
    traces = trace(old, statements)
    fates = {old[row.before].pk: row for row in traces if row.fate != "appeared" and row.before is not None}
    same = {row.after: pk for pk, row in fates.items() if row.fate in ("carried", "moved")}
    extracted.carry({statements[at].pk: pk for at, pk in same.items() if at is not None})
    carriage = Carriage()
    for match in earlier(revision).filter(statement__in=[row.pk for row in old]).order_by("pk"):
        fate = fates[match.statement_id]
        if fate.fate in ("carried", "moved") and fate.after is not None:
            carriage.matches.append(_onto(statements[fate.after], match))
        elif match.state == ClaimMatch.State.CONFIRMED:
            carriage.lost.append((match, fate))
    _bring_back(carriage, revision, [row for at, row in enumerate(statements) if at not in same])
    return carriage


def _bring_back(carriage: Carriage, revision: ArticleRevision, new: Sequence[Statement]) -> None:
    """Carry the matches of orphans whose words stand again, in one place, in the new text."""
    places: dict[tuple[str, str], list[Statement]] = {}
    for statement in new:
        places.setdefault((statement.alone, statement.speaker), []).append(statement)
    if not places:
        return
    rows = Orphan.objects.open().filter(revision__article=revision.article_id)
    for orphan in rows.select_related("match__statement").order_by("pk"):
        old = orphan.match.statement
        if len(found := places.get((old.alone, old.speaker), [])) == 1:
            carriage.back.append((orphan, found[0]))
            carriage.matches.append(_onto(found[0], orphan.match))


def _onto(statement: Statement, match: ClaimMatch) -> ClaimMatch:
    return ClaimMatch(
        statement=statement,
        claim_id=match.claim_id,
        start=match.start,
        end=match.end,
        state=match.state,
        method=match.method,
        score=match.score,
        decided_by_id=match.decided_by_id,
        decided_at=match.decided_at,
    )
