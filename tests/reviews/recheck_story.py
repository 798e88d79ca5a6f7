"""A story for rechecks: an article with a published verdict, and its next text, which changed the words."""

from __future__ import annotations

from django.db.models.functions import Now

from articles.models import ArticleRevision
from factcheck.models import Desk, User
from reviews.actions import claims
from reviews.models import Citation, ReviewTask, Snapshot, Verdict
from tests.reviews.actions.paper import claim_of, print_article, rule

BRIDGE = "The bridge at Tessel is 90 metres long and carries 4,000 cars a day."
LONGER = "The bridge at Tessel is 95 metres long and carries 4,000 cars a day."
ALIKE = "The bridge at Orrin is 61 metres long and carries 900 cars a day."
TAX = "The harbour tax rises to 4 percent in May."
MINE = "The mine at Orrin employs 1,200 people."
FERRY = "The ferry to Lund sails twice a day from the old quay."
PAGE = "Harbour Office, yearbook 2024. The bridge at Tessel is 61 metres long. It was opened in 1987."


def lost_bridge(desk: Desk, author: User, approver: User) -> tuple[ReviewTask, ArticleRevision]:
    """Print both texts with a published verdict between; return the RECHECK and the second revision."""
    first = print_article(desk, BRIDGE, TAX, MINE, identity="id:post:bridge")
    claims.match(first.pk)
    signed = {"approved_by": approver, "approved_at": Now(), "published_by": approver, "published_at": Now()}
    verdict = rule(claim_of(first, BRIDGE), author, state="PUBLISHED", **signed)
    cite(verdict, author)
    second = print_article(desk, TAX, LONGER, ALIKE, FERRY, identity="id:post:bridge")
    claims.match(second.pk)
    return ReviewTask.objects.get(kind="RECHECK", verdict=verdict), second


def cite(verdict: Verdict, user: User) -> Citation:
    """Let a captured page stand behind the verdict."""
    snapshot = Snapshot.objects.create(
        desk=verdict.claim.desk,
        claim=verdict.claim,
        url="https://yearbook.example/bridges",
        final_url="https://yearbook.example/bridges",
        state="CAPTURED",
        requested_by=user,
        fetched_at=Now(),
        status=200,
        sha256="0" * 64,
        text=PAGE,
        title="Yearbook of the Harbour Office",
    )
    exact = "The bridge at Tessel is 61 metres long."
    start = PAGE.index(exact)
    around = {"prefix": PAGE[start - 32 : start], "suffix": PAGE[start + len(exact) :][:32]}
    place = {"exact": exact, "start": start, "snapshot": snapshot, **around}
    return Citation.objects.create(
        verdict=verdict, number=1, stance="refutes", source_type="primary", **place
    )
