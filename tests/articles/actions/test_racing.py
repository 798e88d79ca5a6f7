"""Racing: several workers on the same run make each article, revision and statement once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles import due
from articles.actions import importing, statements
from articles.models import Article, ArticleRevision, ImportRun, Statement
from factcheck.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4


def together(act: Callable[[], object]) -> None:
    """Run `act` in WORKERS threads that begin at the same time; raise what any of them raised."""
    barrier = Barrier(WORKERS)

    def begin(_: int) -> None:
        barrier.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(begin, range(WORKERS)))


def work_through(run_id: int) -> None:
    """Do everything of a run that is left, again and again until it is finished."""
    while not ImportRun.objects.get(pk=run_id).is_finished:
        files, items = due.parts_of(run_id)
        for file_id in files:
            importing.read_file(file_id)
        for item_id in items:
            importing.import_item(item_id)
        importing.finish(run_id)


def test_workers_on_one_run_make_everything_once(hand_over, text_file, parsed):
    articles = [parsed(text=f"Text {number % 5}.") for number in range(20)]
    run = hand_over(files=[text_file(number) for number in range(15)], articles=articles)
    together(lambda: work_through(run.pk))
    run.refresh_from_db()
    assert (run.state, run.seen, run.created, run.unchanged) == ("SUCCEEDED", 35, 20, 15)
    assert (Article.objects.count(), ArticleRevision.objects.count()) == (20, 20)
    assert AuditEvent.objects.filter(action="import_run.finished").count() == 1
    assert set(run.items.values_list("attempts", flat=True)) == {1}


def test_changed_texts_of_one_article_are_numbered_without_a_gap(hand_over, parsed):
    run = hand_over(
        articles=[
            parsed(text=f"Text {number}.", canonical_url="https://post.example/a", publisher="Harbour Post")
            for number in range(12)
        ]
    )
    together(lambda: work_through(run.pk))
    assert list(ArticleRevision.objects.order_by("number").values_list("number", flat=True)) == [
        *range(1, 13)
    ]
    assert ArticleRevision.objects.get(is_latest=True).number == 12


def test_one_worker_extracts_and_the_others_leave_it(desk, make_revision):
    text = "\n\n".join(f"The bridge number {number} is {number} metres long." for number in range(1, 60))
    revision = make_revision(desk, text)
    done: list[bool] = []
    together(lambda: done.append(statements.extract(revision.pk)))
    assert sorted(done) == [False] * (WORKERS - 1) + [True]
    spans = list(Statement.objects.values_list("start", "end"))
    assert len(spans) == len(set(spans)) > 50
    assert AuditEvent.objects.filter(action="revision.extracted").count() == 1
