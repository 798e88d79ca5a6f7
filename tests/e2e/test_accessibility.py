"""Every page, in both themes and 320 px wide: nothing that axe, the window or the CSP objects to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from articles.actions import feeds
from articles.actions import importing as runs
from articles.models import Article, Feed, FeedFetch
from factcheck.models import Membership, User
from reviews.actions import handout, importing, verdicts, withdrawing
from reviews.models import Claim, Orphan, ReviewTask, Snapshot, Verdict
from tests.e2e.joined_pages import joined_pages
from tests.reviews.actions.paper import claim_of
from tests.reviews.actions.test_quote_relations import CUT, WHOLE
from tests.reviews.actions.test_relations import HOUSE, PALACE, printed
from tests.reviews.recheck_story import lost_bridge

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
WORDS = "was signed in the Map Room of Linden Palace, Tessel"

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Full:
    """A desk with something on every page, and the addresses of these pages."""

    editor: User
    paths: tuple[str, ...]


@pytest.fixture
def full(desk, editor, second_editor) -> Full:
    """Import the samples, refuse a file, publish a verdict, hand one in, hold a task with a captured page."""
    files = [runs.IncomingFile(name=path.name, data=path.read_bytes()) for path in sorted(SEEDS.iterdir())]
    run = runs.start(desk=desk, by=editor, files=[*files, runs.IncomingFile(name="empty.txt", data=b"")])
    importing.work(run, tick=lambda: None)
    published = _hand_in(desk, editor)
    verdicts.approve(published, by=second_editor)
    verdicts.publish(published, by=second_editor)
    waiting = _hand_in(desk, second_editor)
    held = handout.take(_place(desk, editor))
    _capture(held.claim, editor)
    other = ReviewTask.objects.filter(state="OPEN", kind="CHECK").first()
    article = Article.objects.order_by("pk").first()
    assert other is not None
    assert article is not None
    root = f"/desks/{desk.slug}/"
    named = [
        reverse("desk_list"),
        *(
            root + path
            for path in (
                "",
                "queue/",
                "articles/",
                "claims/",
                "reports/",
                "imports/",
                "feeds/",
                "feeds/add/",
                "notices/",
                "imports/upload/",
                "standards/",
                "machine/",
            )
        ),
        *(f"{root}queue/?tab={tab}" for tab in ("mine", "approve", "asleep", "done")),
        f"{root}queue/?q=nothing-is-called-this",
        reverse("import_run", args=[desk.slug, run.pk]),
        *_feed_pages(desk, editor),
        *_disputed_pages(desk),
        *joined_pages(desk),
        *_lost_pages(desk, editor, second_editor),
        reverse("article", args=[desk.slug, article.pk]),
        reverse("article_report", args=[desk.slug, article.pk]),
        reverse("claim", args=[desk.slug, published.claim_id]),
        reverse("claim", args=[desk.slug, Claim.objects.filter(matches__state="SUGGESTED").first().pk]),
        reverse("task", args=[desk.slug, held.pk]),
        reverse("task", args=[desk.slug, other.pk]),
        reverse("task", args=[desk.slug, ReviewTask.objects.get(verdict=waiting).pk]),
        reverse("verdict", args=[desk.slug, published.pk]),
        reverse("verdict", args=[desk.slug, waiting.pk]),
        reverse("verdict_correct", args=[desk.slug, published.pk]),
        f"{root}nowhere/",
    ]
    return Full(editor, tuple(named))


def _feed_pages(desk, editor: User) -> list[str]:
    """Make a feed that failed and gave up, and a dry run of it; return the addresses of their pages."""
    place = {"url": "https://harbour.example/rss", "folder": "", "every": 60, "daily_at": [], "zone": "UTC"}
    fields = {"source_name": "Harbour News", "format": "auto", "full_text": False, **place}
    feed = feeds.add(desk=desk, by=editor, fields=fields, start=False)
    ended = {"feed": feed, "state": "DONE", "finished_at": timezone.now(), "ms": 20}
    entry = {"locator": "entry 1", "title": "Quay opens", "outcome": "created", "reason": "", "url": ""}
    refused = {**entry, "title": "", "outcome": "refused", "reason": "the article has no text"}
    foreseen = {"entries": [entry, refused], "counts": {"created": 1, "refused": 1}, "total": 2}
    dry = FeedFetch.objects.create(kind="dry", outcome="new", foreseen=foreseen, **ended)
    FeedFetch.objects.create(outcome="failed", reason="the server answered with HTTP status 410", **ended)
    Feed.objects.filter(pk=feed.pk).update(failures=10, moved_to="https://harbour.example/new")
    own = reverse("feed", args=[desk.slug, feed.pk])
    return [own, f"{own}edit/", reverse("dry_run", args=[desk.slug, dry.pk])]


def _disputed_pages(desk) -> list[str]:
    """Print two articles that contradict each other, two that quote in other words; return what shows it."""
    found = []
    for first, second in ((PALACE, HOUSE), (WHOLE, CUT)):
        printed(desk, first)
        revision = printed(desk, second)
        claim = claim_of(revision, second)
        found += [
            reverse("claim", args=[desk.slug, claim.pk]),
            reverse("task", args=[desk.slug, claim.tasks.get().pk]),
            reverse("article_report", args=[desk.slug, revision.article_id]),
        ]
    return found


def _lost_pages(desk, editor: User, second_editor: User) -> list[str]:
    """Open a recheck and take it; return the addresses of its pages and of a withdrawn article."""
    task, second = lost_bridge(desk, editor, second_editor)
    handout.take_this(_place(desk, editor), task)
    gone = printed(desk, "The quay at Orrin was closed in 1987.").article
    withdrawing.withdraw(gone, by=editor, reason="Its figures are invented.")
    place = reverse("task", args=[desk.slug, task.pk])
    return [
        place,
        f"{place}?revise=1",
        reverse("revisions", args=[desk.slug, second.article_id]),
        reverse("orphans", args=[desk.slug]),
        reverse("orphan", args=[desk.slug, Orphan.objects.get().pk]),
        reverse("article", args=[desk.slug, gone.pk]),
    ]


def _place(desk, user) -> Membership:
    return Membership.objects.select_related("desk", "user").get(desk=desk, user=user)


def _capture(claim: Claim, user: User) -> Snapshot:
    return Snapshot.objects.create(
        desk=claim.desk,
        claim=claim,
        url="https://gazette.example/accord",
        final_url="https://gazette.example/accord",
        state="CAPTURED",
        requested_by=user,
        fetched_at=timezone.now(),
        status=200,
        sha256="0" * 64,
        text=f"Gazette. The accord {WORDS}, on Tuesday.",
        title="Gazette of Norland",
    )


def _hand_in(desk, user) -> Verdict:
    task = handout.take(_place(desk, user))
    citation = {
        "stance": "refutes",
        "source_type": "primary",
        "exact": WORDS,
        "snapshot": _capture(task.claim, user).pk,
    }
    finding = {"rating": "false", "summary": "Elsewhere.", "explanation": "See [1].", "citations": [citation]}
    return verdicts.submit(task, by=user, token=task.lease_token, data=finding)


def faults(page: Page, path: str) -> list[str]:
    """Return what is wrong with one page: axe's violations and anything wider than the window."""
    page.goto(path)
    found = [
        f"{path}: {violation['id']} at {', '.join(str(node['target']) for node in violation['nodes'][:3])}"
        for violation in Axe().run(page).response["violations"]
    ]
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [
        *found,
        *([f"{path}: {width[0]} px wide in a window of {width[1]}"] if width[0] > width[1] else []),
    ]


def test_every_page_is_accessible_and_fits(full, visit):
    # One desk for all looks: filling it takes longer than looking at it.
    for theme, width in (("light", 1440), ("dark", 1440), ("light", 320)):
        page = visit(full.editor, theme=theme, width=width)
        said: list[str] = []
        page.on("console", lambda line, said=said: said.append(line.text) if line.type == "error" else None)
        found = [fault for path in full.paths for fault in faults(page, path)]
        assert (theme, width, found) == (theme, width, [])
        assert [line for line in said if "404" not in line] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sign_in_page_is_accessible_and_fits(visit, theme, db):
    page = visit(theme=theme, width=320)
    assert faults(page, "/login/") == []
