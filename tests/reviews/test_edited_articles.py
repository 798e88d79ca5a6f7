"""Edited copies of real articles and of our samples: exactly what carried, changed, appeared and vanished.

The texts of the real ones are read from beside the checkout; the samples are always there. What must come out
is written down by whoever makes the edit (tests/articles/edits.py), and compared by equality.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from articles.actions import importing as runs
from articles.formats import ParsedArticle, parse
from articles.models import ArticleRevision
from articles.revision_diff import trace
from articles.statements import extract
from reviews.actions import importing
from reviews.models import Claim, ClaimMatch, Orphan, ReviewTask
from tests.articles.edits import Copy, edited
from tests.conftest import SHARED_SEEDS
from tests.reviews.actions.paper import rule

OURS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
FILES = [*sorted(SHARED_SEEDS.glob("*.txt")), *sorted(OURS.glob("*.txt"))]
# Here no two paragraphs of plain sentences stand beside each other that can be told apart by their length.
NOTHING_MOVES = {"003_0963a24eb48f30ee.txt", "minerals-accord-explained.txt"}

each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:12])


def read(path: Path) -> tuple[ParsedArticle, Copy]:
    """Return the article of a file and its edited copy."""
    (article,) = parse(path.read_bytes(), locator=path.name)
    assert isinstance(article, ParsedArticle)
    return article, edited(article.text, extract(article.text, title=article.title))


def test_the_four_real_articles_are_among_them_where_they_are_here(seed_texts):
    assert [path for path in FILES if path.parent == SHARED_SEEDS] == seed_texts
    assert len(seed_texts) == 4


@each
def test_each_statement_of_an_edited_copy_has_the_fate_that_its_edit_gave_it(path: Path):
    article, copy = read(path)
    old, new = (extract(text, title=article.title) for text in (article.text, copy.text))
    fates: dict[str, Counter[object]] = {}
    for row in trace(old, new):
        was = None if row.before is None else old[row.before].exact
        now = None if row.after is None else new[row.after].exact
        told = (was, now) if row.fate == "changed" else now if row.fate == "appeared" else was
        fates.setdefault(row.fate, Counter())[told] += 1
    stayed = Counter(row.exact for row in old if row.exact not in copy.touched)
    wanted = {
        "carried": stayed,
        "moved": Counter(copy.moved),
        "changed": Counter(copy.changed),
        "vanished": Counter(copy.vanished),
        "appeared": Counter(copy.appeared),
    }
    assert fates == {fate: found for fate, found in wanted.items() if found}
    counts = (len(copy.changed), len(copy.vanished), len(copy.appeared), bool(copy.moved))
    assert counts == (2, 1, 2, path.name not in NOTHING_MOVES)


def bring(desk, article: ParsedArticle, text: str) -> ArticleRevision:
    """Import a text of the article as its source would send it, and do all that follows."""
    sent = replace(article, text=text, publisher="Harbour Post", external_id="17")
    run = runs.start(desk=desk, by=None, articles=[sent])
    importing.work(run, tick=lambda: None)
    return ArticleRevision.objects.get(is_latest=True)


@each
@pytest.mark.django_db
def test_only_what_was_edited_is_asked_about_again(path: Path, desk, editor, signed_in, checker):
    article, copy = read(path)
    first = bring(desk, article, article.text)
    settled = {exact: rule(claim, editor) for exact, claim in claims_of(first).items()}
    lost = [*(old for old, _ in copy.changed), *copy.vanished]
    assert set(lost) <= settled.keys()
    asked = set(ReviewTask.objects.live().values_list("pk", flat=True))

    second = bring(desk, article, copy.text)

    assert (second.article, second.number) == (first.article, 2)
    rechecks = ReviewTask.objects.filter(kind="RECHECK")
    reopened = sorted((settled[exact].pk, "OPEN") for exact in lost)
    assert sorted(rechecks.values_list("verdict", "state")) == reopened
    orphans = {row.match.statement.exact: row.near and row.near.exact for row in Orphan.objects.all()}
    assert orphans == {**dict(copy.changed), **dict.fromkeys(copy.vanished)}
    new = [*(now for _, now in copy.changed), *copy.appeared]
    checks = ReviewTask.objects.filter(kind="CHECK").exclude(pk__in=asked).filter(state="OPEN")
    now = claims_of(second)
    assert set(checks.values_list("claim", flat=True)) == {now[exact].pk for exact in new if exact in now}
    stayed = [exact for exact in settled if exact not in lost]
    assert [now[exact] for exact in stayed] == [settled[exact].claim for exact in stayed]

    page = signed_in(checker).get(reverse("revisions", args=[desk.slug, first.article_id]))
    assert dict(page.context["page"].counts) == told(copy, len(first.statements.all()))
    assert page.text.count("Choose a statement") == len(lost)


def claims_of(revision: ArticleRevision) -> dict[str, Claim]:
    """Return the claim of each checkable statement of a revision, by its words."""
    made = ClaimMatch.objects.filter(statement__revision=revision, method="fingerprint", state="CONFIRMED")
    return {row.statement.exact: row.claim for row in made.select_related("statement", "claim")}


def told(copy: Copy, before: int) -> dict[str, int]:
    """Return the counts that the revision page shows."""
    counts = {
        "Changed": len(copy.changed),
        "Vanished": len(copy.vanished),
        "Appeared": len(copy.appeared),
        "Moved": len(copy.moved),
        "Carried over": before - len(copy.touched),
    }
    return {words: count for words, count in counts.items() if count}
