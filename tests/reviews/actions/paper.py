"""What the tests of claims share: articles with statements, verdicts on claims, and races."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from django.db.models.functions import Now

from articles.models import Article, ArticleRevision, Statement
from reviews.models import Claim, Rating, ReviewTask, Verdict

_serial = itertools.count()


def print_article(desk, *sentences, identity: str | None = None, language: str = "en") -> ArticleRevision:
    """Print the next revision of an article; its statements are these, some with fields of their own."""
    said = [row if isinstance(row, tuple) else (row, {}) for row in sentences]
    identity = identity or f"id:paper:{next(_serial)}"
    article, _ = Article.objects.get_or_create(desk=desk, identity=identity, language=language)
    article.revisions.update(is_latest=False)
    text = " ".join(sentence for sentence, _ in said)
    revision = ArticleRevision.objects.create(
        article=article,
        number=article.revisions.count() + 1,
        title="A test article",
        text=text,
        text_sha256=f"{next(_serial):064}",
        extracted_at=Now(),
    )
    at = 0
    for sentence, fields in said:
        _state(revision, sentence, at, fields)
        at += len(sentence) + 1
    return revision


def _state(revision: ArticleRevision, exact: str, start: int, fields: dict) -> Statement:
    terms = {
        "kind": "sentence",
        "checkability": "fact",
        "check_worthiness": 0.5,
        "detector": "test",
        **fields,
    }
    return Statement.objects.create(
        revision=revision, start=start, end=start + len(exact), exact=exact, **terms
    )


def claim_of(revision: ArticleRevision, exact: str) -> Claim:
    """Return the claim that the machine matched to the statement with these words."""
    return Claim.objects.get(
        matches__statement__revision=revision,
        matches__statement__exact=exact,
        matches__method="fingerprint",
        matches__state="CONFIRMED",
    )


def rule(claim: Claim, author, *, state: str = "SUBMITTED", **fields) -> Verdict:
    """Store a verdict on a claim, as its check left it: the task is done."""
    ReviewTask.objects.filter(claim=claim, state="OPEN").update(state="DONE", finished_at=Now())
    return Verdict.objects.create(
        claim=claim,
        version=claim.verdicts.count() + 1,
        rating=Rating.objects.order_by("pk").first(),
        summary="It is so.",
        explanation="The yearbook says so.",
        author=author,
        state=state,
        **fields,
    )


def race(*acts: Callable[[], object]) -> list[object]:
    """Run the acts at once, each in a thread of its own; return what each returned or raised, in order."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Exception as error:  # the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
