"""Due questions are answered by their partial indexes: what is done long ago costs them nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import due
from articles.models import Article, ArticleRevision, ImportFile, ImportItem, ImportRun

pytestmark = pytest.mark.django_db

DONE = 1000


def _runs(desk, old):
    done = [
        ImportRun(desk=desk, started_at=old, finished_at=old, state="SUCCEEDED", seen=2, created=2)
        for _ in range(DONE)
    ]
    return [*ImportRun.objects.bulk_create(done), ImportRun.objects.create(desk=desk, started_at=old)]


def _files(runs, old):
    *done, waiting = runs
    rows = [ImportFile(run=run, position=1, name="a.txt", sha256="0" * 64, read_at=old) for run in done]
    ImportFile.objects.bulk_create(
        [*rows, ImportFile(run=waiting, position=1, name="b.txt", sha256="1" * 64)]
    )


def _items(runs, article):
    *done, waiting = runs
    rows = [
        ImportItem(run=run, position=1, locator="entry 1", state="DONE", outcome="unchanged", article=article)
        for run in done
    ]
    pending = ImportItem(run=waiting, position=1, locator="entry 1", payload={})
    ImportItem.objects.bulk_create([*rows, pending])


def _revisions(desk, old):
    articles = [Article(desk=desk, identity=f"sha:{number}") for number in range(DONE)]
    revisions = [
        ArticleRevision(
            article=article,
            number=1,
            title="An article",
            text="One.",
            text_sha256="0" * 64,
            created_at=old,
            extracted_at=old if number else None,
        )
        for number, article in enumerate(Article.objects.bulk_create(articles))
    ]
    ArticleRevision.objects.bulk_create(revisions)
    return articles[0]


@pytest.fixture
def much_is_done(desk):
    """Thousands of runs, files, items and revisions that are done, and one of each that waits."""
    old = timezone.now() - timedelta(minutes=5)
    runs = _runs(desk, old)
    _files(runs, old)
    _items(runs, _revisions(desk, old))
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE articles_importrun, articles_importfile, articles_importitem, articles_articlerevision"
        )


def _plan(ask) -> str:
    with CaptureQueriesContext(connection) as asked:
        assert len(ask()) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        return "\n".join(row[0] for row in cursor.fetchall())


def test_each_question_is_answered_by_its_partial_index(much_is_done):
    asked = {
        "file_unread": due.unread_files,
        "item_pending": due.pending_items,
        "revision_unextracted": due.unextracted_revisions,
        "run_unfinished": due.unfinished_runs,
    }
    assert [index for index, ask in asked.items() if index not in _plan(ask)] == []
