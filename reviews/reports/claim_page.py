"""The page of one claim: who makes it in which words, where it stands, and every verdict that it had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max, Min

from articles.models import Article, ArticleRevision, Statement
from factcheck.models import Membership
from reviews.claim_review import Appearance, Published, as_json_ld, claim_review
from reviews.matching.differences import Difference, word_diff
from reviews.models import Claim, ClaimMatch, ReviewTask, Verdict
from reviews.reports.conflicts import Conflicts, conflicts
from reviews.reports.findings import cited
from reviews.reports.merged import Merged, merged
from reviews.reports.standing import Standing, standings

# Of a claim that is repeated everywhere the page shows the newest; the count says how many there are.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One match of the claim with a statement, and how the statement's words differ from the claim's."""

    match: ClaimMatch
    differences: Sequence[Difference]

    @property
    def statement(self) -> Statement:
        """Return the statement."""
        return self.match.statement

    @property
    def revision(self) -> ArticleRevision:
        """Return the text that the statement stands in."""
        return self.match.statement.revision

    @property
    def article(self) -> Article:
        """Return the article that the statement stands in."""
        return self.match.statement.revision.article


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """All that the page of one claim shows."""

    claim: Claim
    standing: Standing
    occurrences: list[Occurrence]
    suggestions: list[Occurrence]
    conflicts: Conflicts
    merged: list[Merged]
    verdicts: list[Verdict]
    task: ReviewTask | None
    is_shown: bool = True

    @property
    def taken_in(self) -> list[Merged]:
        """Return the merges into this claim."""
        return [row for row in self.merged if row.merge.into_id == self.claim.pk]

    @property
    def gone_by(self) -> Merged | None:
        """Return the merge by which this claim went away."""
        return next((row for row in self.merged if row.merge.claim_id == self.claim.pk), None)


def claim_page(claim: Claim, *, is_shown: bool = True, places: Sequence[Membership] = ()) -> ClaimPage:
    """Return what the page shows; its number of queries does not grow with the claim.

    `is_shown` is whether the desk shows its machine's suggestions about it to whoever reads. `places` are
    the memberships of whoever looks; without one an embargo hides what is under it.
    """
    live = ReviewTask.objects.filter(claim=claim, state__in=["OPEN", "LEASED"])
    return ClaimPage(
        claim=claim,
        standing=standings([claim])[claim.pk],
        occurrences=_occurrences(claim, ClaimMatch.State.CONFIRMED, places),
        suggestions=_occurrences(claim, ClaimMatch.State.SUGGESTED, places) if is_shown else [],
        conflicts=conflicts([claim.pk], suggested=is_shown, places=places),
        merged=merged(claim, places=places),
        verdicts=_verdicts(claim),
        task=live.select_related("lease_holder", "assigned_to").order_by("pk").first(),
        is_shown=is_shown,
    )


def json_ld(claim: Claim, *, url: str) -> str:
    """Return the ClaimReview of the claim's published verdict as JSON text; empty where there is none.

    `url` is the verdict's own page. Superseded and retracted verdicts emit nothing, nor do verdicts on what
    only embargoed articles claim: everybody reads this.
    """
    told = Verdict.objects.visible_to(()).filter(claim=claim, state=Verdict.State.PUBLISHED)
    verdict = told.select_related("rating").first()
    if verdict is None or verdict.published_at is None:
        return ""
    scale = type(verdict.rating).objects.filter(scale=verdict.rating.scale_id, value__isnull=False)
    ends = scale.aggregate(best=Max("value"), worst=Min("value"))
    return as_json_ld(
        claim_review(
            Published(
                url=url,
                claim=claim.text,
                claimant=claim.claimant,
                appearances=_appearances(claim),
                rating=verdict.rating.label,
                value=verdict.rating.value,
                best=ends["best"],
                worst=ends["worst"],
                summary=verdict.summary,
                published_at=verdict.published_at,
                organisation=claim.desk.name,
                organisation_url=settings.SITE_URL,
                correction_note=verdict.correction_note,
            )
        )
    )


def _occurrences(claim: Claim, state: str, places: Sequence[Membership]) -> list[Occurrence]:
    matches = (
        ClaimMatch.objects.visible_to(places)
        .filter(claim=claim, state=state)
        .select_related("statement__revision__article__source", "decided_by")
        .defer("statement__revision__text", "statement__revision__extra")
        .order_by("-pk")[:SHOWN]
    )
    for match in matches:
        match.claim = claim
    return [Occurrence(match, word_diff(claim.text, match.alone)) for match in matches]


def _verdicts(claim: Claim) -> list[Verdict]:
    people = ("author", "approved_by", "returned_by", "published_by", "retracted_by")
    rows = Verdict.objects.filter(claim=claim).select_related("rating", *people)
    return list(rows.prefetch_related(cited()).order_by("-version"))


def _appearances(claim: Claim) -> list[Appearance]:
    """Return the published addresses of the articles that make the claim."""
    made = ClaimMatch.objects.filter(claim=claim, state=ClaimMatch.State.CONFIRMED)
    # Whoever asks: ClaimReview is for everybody.
    articles = (
        Article.objects.visible_to(())
        .filter(revisions__statements__matches__in=made, revisions__is_latest=True)
        .exclude(canonical_url="")
    )
    rows = articles.distinct().order_by("pk")[:SHOWN].values_list("canonical_url", "published_at")
    return [Appearance(url=url, published_at=published_at) for url, published_at in rows]
