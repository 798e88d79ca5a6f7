"""Racing: several workers on the same run make each article, revision and statement once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from articles import due
from articles.actions import importing, revisions, statements
from articles.actions.revisions import Incoming
from articles.models import Article, ArticleKey, ArticleRevision, ImportRun, Statement
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
    tries = {(item.file_id is None, item.attempts) for item in run.items.all()}
    assert tries == {(True, 1), (False, 0)}  # what a file holds is imported as it is read


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


def test_the_same_piece_under_overlapping_keys_is_one_article(hand_over, parsed):
    address, text = "https://post.example/a", "The council approved the bridge on Monday, and paid for it."
    faces = [
        {"publisher": "Harbour Post", "external_id": "7", "canonical_url": address},
        {"canonical_url": address},
        {"publisher": "Harbour Post", "external_id": "7"},
        {"publisher": "Harbour Post", "external_id": "7", "canonical_url": "https://www.post.example/a/"},
    ]
    run = hand_over(articles=[parsed(text=f"{text} {turn}", **face) for turn in "abc" for face in faces])
    # The id and the address name two articles until an entry has both: that one goes first.
    importing.import_item(run.items.order_by("pk")[0].pk)
    together(lambda: work_through(run.pk))
    assert Article.objects.count() == 1
    numbers = list(ArticleRevision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [*range(1, len(numbers) + 1)]


def test_two_batches_that_name_the_same_articles_in_other_orders_both_end(desk, parsed):
    def bring(order: int) -> None:
        pieces = [
            Incoming(parsed(text=f"Text {number}.", publisher="Post", external_id=str(number)))
            for number in range(30)[::order]
        ]
        for _ in range(5):
            with transaction.atomic():
                revisions.store_many(pieces, desk=desk, source_name="", run_id=1)

    orders = iter([1, -1, 1, -1])
    together(lambda: bring(next(orders)))
    assert (Article.objects.count(), ArticleRevision.objects.count()) == (30, 30)
    assert ArticleKey.objects.count() == 60
