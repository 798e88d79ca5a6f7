"""One verdict as people read it: its citations, its history, and what this person may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from factcheck.models import Membership, User
from factcheck.roles import Ability, may
from reviews.models import Citation, Snapshot, Verdict
from reviews.reports.findings import source_name

State = Verdict.State


@dataclass(frozen=True, slots=True)
class Cited:
    """One stored citation with the words around it, as they stood in the captured page."""

    citation: Citation

    @property
    def source(self) -> str:
        """Return what a reader calls the source."""
        return source_name(self.citation)

    @property
    def url(self) -> str:
        """Return the address that was captured; empty for an offline source."""
        snapshot = self.citation.snapshot
        return (snapshot.final_url or snapshot.url) if snapshot else ""

    @property
    def status(self) -> str:
        """Return the word of the `citation_state` tag: stored quotes were found when they were stored."""
        return "found" if self.citation.snapshot_id else "offline"


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a verdict's history."""

    words: str
    who: User | None
    at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One verdict, its versions, and the reason why this person may not sign it ("" where they may)."""

    verdict: Verdict
    cited: Sequence[Cited]
    snapshots: Sequence[Snapshot]
    versions: Sequence[Verdict]
    why_not: str
    may_edit: bool

    @property
    def history(self) -> list[Moment]:
        """Return what happened to this version, in order."""
        verdict = self.verdict
        moments = [
            Moment("Submitted", verdict.author, verdict.submitted_at, verdict.correction_note),
            Moment("Approved", verdict.approved_by, verdict.approved_at),
            Moment("Returned", verdict.returned_by, verdict.returned_at, verdict.return_comment),
            Moment("Published", verdict.published_by, verdict.published_at),
            Moment("Retracted", verdict.retracted_by, verdict.retracted_at, verdict.retraction_note),
        ]
        return sorted((row for row in moments if row.at), key=lambda row: row.at)  # type: ignore[arg-type,return-value]

    @property
    def may_approve(self) -> bool:
        """Return whether this person may approve or return it now."""
        return self.verdict.state == State.SUBMITTED and not self.why_not

    @property
    def may_return(self) -> bool:
        """Return whether this person may send it back to its author."""
        return self.verdict.state in (State.SUBMITTED, State.APPROVED) and not self.why_not

    @property
    def may_publish(self) -> bool:
        """Return whether this person may publish it now."""
        return self.may_edit and self.verdict.state == State.APPROVED

    @property
    def is_published(self) -> bool:
        """Return whether readers see it now."""
        return self.verdict.state == State.PUBLISHED


def find_verdict(membership: Membership, pk: int) -> Verdict:
    """Return a verdict of the membership's desk with its people. Raises Verdict.DoesNotExist."""
    people = ("author", "approved_by", "returned_by", "published_by", "retracted_by")
    verdict = (
        Verdict.objects.visible_to([membership])
        .select_related("rating__scale", "claim", *people)
        .get(pk=pk, claim__desk=membership.desk_id)
    )
    verdict.claim.desk = membership.desk
    return verdict


def verdict_view(pk: int | None, membership: Membership) -> VerdictView:
    """Return what the page of a verdict shows to this person. Raises Verdict.DoesNotExist."""
    verdict = find_verdict(membership, pk or 0)
    citations = list(verdict.citations.select_related("snapshot").order_by("number"))
    snapshots = {row.snapshot.pk: row.snapshot for row in citations if row.snapshot}
    versions = Verdict.objects.filter(claim=verdict.claim_id).select_related("rating", "author")
    return VerdictView(
        verdict=verdict,
        cited=[Cited(citation) for citation in citations],
        snapshots=list(snapshots.values()),
        versions=list(versions.defer("explanation").order_by("-version")),
        why_not=_why_not(verdict, membership),
        may_edit=may(membership.role, Ability.EDIT),
    )


def _why_not(verdict: Verdict, membership: Membership) -> str:
    if verdict.author_id == membership.user_id:
        return "You wrote this verdict, so another person must approve it."
    if not may(membership.role, Ability.EDIT):
        return f"Your role here, {membership.role}, may not approve verdicts. An editor can."
    return ""
