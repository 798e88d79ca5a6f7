"""A small checked article for the tests of reports: makers of statements, claims and verdicts."""

from __future__ import annotations

import itertools

from django.db import transaction
from django.utils import timezone

from articles.models import Statement
from factcheck import audit
from reviews.models import Citation, Claim, ClaimMatch, Rating, ReviewTask, Snapshot, Verdict

TEXT = """# The bridge at Tessel

The bridge is 90 metres long. It opened in 1931. It is a lovely bridge.

- It carries 4,000 cars a day.

| Year | Cars |
|---|---|
| 2020 | 3,800 |

Originally published: 14 March 2026
"""
_serial = itertools.count()


def say(revision, exact, *, checkability="fact", detector="rules-1", kind="sentence", worthiness=0.5):
    """Add the statement that stands at the words `exact`."""
    start = revision.text.index(exact)
    return Statement.objects.create(
        revision=revision,
        start=start,
        end=start + len(exact),
        exact=exact,
        kind=kind,
        checkability=checkability,
        check_worthiness=worthiness if checkability in Statement.CHECKABLE else 0.0,
        detector=detector,
    )


def claim_in(statement, *, desk, text="", method="fingerprint", state="CONFIRMED", claim=None, by=None):
    """Add the claim that the statement makes, and the match between them."""
    claim = claim or Claim.objects.create(
        desk=desk, text=text or statement.exact, fingerprint=f"story-{next(_serial)}"
    )
    ClaimMatch.objects.create(
        statement=statement,
        claim=claim,
        start=0,
        end=len(statement.exact),
        state=state,
        method=method,
        decided_by=by,
        decided_at=timezone.now() if by else None,
    )
    return claim


def capture(claim, *, by, text="The length is 61 metres.", url="https://records.example/bridge"):
    """Add a captured snapshot."""
    return Snapshot.objects.create(
        desk=claim.desk,
        claim=claim,
        url=url,
        state="CAPTURED",
        requested_by=by,
        final_url=url,
        fetched_at=timezone.now(),
        status=200,
        sha256="ab" * 32,
        text=text,
        title="Register of bridges",
        publisher="Records office",
    )


@transaction.atomic
def verdict_on(
    claim,
    rating,
    *,
    author,
    approver=None,
    state="PUBLISHED",
    version=1,
    snapshot=None,
    recorded=True,
    **fields,
):
    """Add a verdict in the wanted state, with one citation, and (`recorded`) the audit rows of its making."""
    signed = state in Verdict.SIGNED
    published = state in ("PUBLISHED", "SUPERSEDED", "RETRACTED")
    now = timezone.now()
    row = Verdict.objects.create(
        claim=claim,
        version=version,
        rating=Rating.objects.get(scale__name="House", key=rating),
        summary=fields.pop("summary", f"It is {rating}."),
        explanation=fields.pop("explanation", "The register says so [1]."),
        author=author,
        state=state,
        approved_by=approver if signed else None,
        approved_at=now if signed else None,
        published_by=approver if published else None,
        published_at=now if published else None,
        **fields,
    )
    snapshot = snapshot or capture(claim, by=author)
    Citation.objects.create(
        verdict=row,
        number=1,
        snapshot=snapshot,
        start=0,
        stance="refutes",
        source_type="primary",
        exact=snapshot.text,
    )
    if recorded:
        audit.record("verdict.submitted", row, by=author, desk=claim.desk_id)
    if recorded and signed:
        audit.record("verdict.approved", row, by=approver, desk=claim.desk_id)
    return row


def check_task(claim, **fields):
    """Add the task of checking a claim."""
    return ReviewTask.objects.create(desk=claim.desk, claim=claim, kind="CHECK", **fields)
