"""Waiting work: what of a desk's background work is due, how much and since when, and what was given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from articles.actions import attempts, calling, reading
from articles.actions.statements import unextracted, unextracted_for_good
from articles.models import Article, ArticleRevision, FeedFetch, ImportFile, ImportItem, ImportRun
from factcheck.models import Desk, Membership
from reviews.models import Claim, ClaimEmbedding, Snapshot
from reviews.reports.given_up import GivenUp as LeftStep
from reviews.reports.given_up import given_up as left_steps
from reviews.steps import COMPARING, MATCHING, SUGGESTING

MOST: Final = 10_000  # counted; beyond it the page says so
SHOWN: Final = 20
LATELY: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work: how many rows are due, and since when the oldest is."""

    name: str
    count: int
    since: datetime | None

    @property
    def words(self) -> str:
        """Return the count, with a plus where it was cut off."""
        return f"{MOST:,}+" if self.count > MOST else f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What failed for good until somebody tries again, the newest first; at most SHOWN of each."""

    texts: Sequence[ArticleRevision]
    steps: Sequence[LeftStep]
    pages: Sequence[Snapshot]
    runs: Sequence[ImportRun]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was given up."""
        return not (self.texts or self.steps or self.pages or self.runs)


def waiting(desk: Desk) -> list[Waiting]:
    """Return each kind of background work of a desk with what of it is due; two queries a kind."""
    items = ImportItem.objects.filter(state=ImportItem.State.PENDING, run__state__in=ImportRun.WORKING)
    fetches = FeedFetch.objects.filter(state__in=[FeedFetch.State.QUEUED, FeedFetch.State.RUNNING])
    unembedded = ClaimEmbedding.objects.filter(vector__isnull=True)
    kinds: list[tuple[str, QuerySet[Any], str]] = [
        ("Feeds to fetch", calling.due_feeds().filter(desk=desk), "next_run_at"),
        ("Fetches under way", fetches.filter(feed__desk=desk), "asked_at"),
        ("Files to read", reading.unread().filter(run__desk=desk), "run__started_at"),
        ("Entries to import", items.filter(run__desk=desk), "run__started_at"),
        ("Texts to find statements in", unextracted().filter(article__desk=desk), "created_at"),
        ("Texts to match to claims", MATCHING.waiting().filter(article__desk=desk), "extracted_at"),
        ("Texts to find like claims for", SUGGESTING.waiting().filter(article__desk=desk), "matched_at"),
        ("Texts to compare", COMPARING.waiting().filter(article__desk=desk), "matched_at"),
        ("Claims to make findable", Claim.objects.of(desk).filter(searchable=False), "created_at"),
        ("Claims to embed", unembedded.filter(claim__desk=desk), "claim__created_at"),
        ("Pages to capture", Snapshot.objects.filter(desk=desk, state="PENDING"), "requested_at"),
    ]
    return [_waiting(*kind) for kind in kinds]


def _waiting(name: str, rows: QuerySet[Any], since: str) -> Waiting:
    count = rows.order_by()[: MOST + 1].count()
    return Waiting(name, count, rows.order_by(since).values_list(since, flat=True).first() if count else None)


def given_up(desk: Desk, *, places: Sequence[Membership]) -> GivenUp:
    """Return what was given up at a desk lately; what an embargo hides from `places` is left out."""
    texts = unextracted_for_good().filter(article__desk=desk)
    hidden = Article.objects.hidden_from(places).values("pk")
    pages = Snapshot.objects.visible_to(places).filter(desk=desk, state=Snapshot.State.FAILED)
    # An entry that is refused for what it is was not tried to the end.
    items = ImportItem.objects.filter(run=OuterRef("pk"), outcome="refused", attempts__gte=attempts.LIMIT)
    files = ImportFile.objects.filter(run=OuterRef("pk"), attempts__gte=attempts.LIMIT)
    lately = Now() - LATELY
    runs = ImportRun.objects.filter(Exists(items) | Exists(files), desk=desk, started_at__gte=lately)
    return GivenUp(
        list(texts.exclude(article__in=hidden).defer("text", "extra").order_by("-pk")[:SHOWN]),
        left_steps(desk, places=places),
        list(pages.filter(requested_at__gte=lately).defer("text").order_by("-pk")[:SHOWN]),
        list(runs.filter(refused__gt=0, retries__isnull=True).order_by("-pk")[:SHOWN]),
    )
