"""The findings of a report: each claim of an article that has a published verdict, or had one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from reviews.models import Citation, Claim, Verdict
from reviews.reports.coverage import Marked

SHOWN = (Verdict.State.PUBLISHED, Verdict.State.SUPERSEDED, Verdict.State.RETRACTED)


@dataclass(slots=True)
class Finding:
    """One claim with its verdicts, newest first; `number` is its note in the margin, from 1."""

    number: int
    claim: Claim
    verdicts: list[Verdict]
    statements: list[Marked] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict | None:
        """Return the published verdict; None where it was retracted."""
        return next((row for row in self.verdicts if row.state == Verdict.State.PUBLISHED), None)

    @property
    def latest(self) -> Verdict:
        """Return the verdict that readers saw last."""
        return self.verdict or self.verdicts[0]

    @property
    def prefix(self) -> str:
        """Return what the anchors of this finding's citations begin with."""
        return f"f{self.number}-"

    @property
    def first_source(self) -> str:
        """Return the name of the first source cited; empty where there is none."""
        citations = list(self.latest.citations.all())
        return source_name(citations[0]) if citations else ""


def source_name(citation: Citation) -> str:
    """Return what a reader calls the source: its title, publisher or address, or the offline source."""
    snapshot = citation.snapshot
    if snapshot is None:
        return citation.offline_source
    return snapshot.title or snapshot.publisher or snapshot.url


def cited() -> Prefetch[str]:
    """Return the prefetch of citations with their snapshots, without the captured texts."""
    rows = Citation.objects.select_related("snapshot").defer("snapshot__text").order_by("number")
    return Prefetch("citations", queryset=rows)


def findings(marks: Sequence[Marked]) -> list[Finding]:
    """Return the findings on these statements, numbered in reading order; two queries."""
    claims = {claim.pk: claim for mark in marks for claim, _ in mark.claims}
    verdicts = (
        Verdict.objects.filter(claim__in=claims, state__in=SHOWN)
        .select_related("rating", "author", "approved_by", "published_by", "retracted_by")
        .prefetch_related(cited())
        .order_by("-version")
    )
    by_claim: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        by_claim.setdefault(verdict.claim_id, []).append(verdict)
    made: dict[int, Finding] = {}
    for mark in marks:
        for claim, _ in mark.claims:
            if claim.pk in by_claim:
                finding = made.setdefault(claim.pk, Finding(len(made) + 1, claim, by_claim[claim.pk]))
                finding.statements.append(mark)
    return list(made.values())


def notes(found: Sequence[Finding]) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the findings by the key of the statement that they belong to."""
    numbers: dict[int, tuple[int, ...]] = {}
    for finding in found:
        for mark in finding.statements:
            numbers[mark.statement.pk] = (*numbers.get(mark.statement.pk, ()), finding.number)
    return numbers
