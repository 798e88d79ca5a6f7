"""Importing: each step may run twice, half-done runs go on, and the counts say what happened."""

from __future__ import annotations

import pytest

from articles import due
from articles.actions import importing
from articles.actions.importing import IncomingFile, Progress
from articles.models import Article, ArticleRevision, ImportItem, ImportRun
from factcheck.models import AuditEvent

pytestmark = pytest.mark.django_db

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Harbour Post</title><link>https://post.example/</link>
<item><title>Ferry back in service</title><guid>ferry-1</guid><link>https://post.example/ferry</link>
<description>The ferry sails again from Monday. It carries 300 people.</description></item>
<item><guid>empty-1</guid><link>https://post.example/empty</link></item>
<item><title>Market moves</title><guid>market-1</guid><link>https://post.example/market</link>
<description>The market moves to Dock Street in June. It has 40 stalls.</description></item>
</channel></rss>"""


def rows() -> list[tuple[object, ...]]:
    """Return everything an import leaves that matters, without the ids."""
    return sorted(
        ArticleRevision.objects.values_list(
            "article__identity", "number", "is_latest", "text_sha256", "title"
        )
    )


def test_a_text_file_becomes_one_article_with_its_words_and_bytes(desk, hand_over, work_off):
    data = "Bridge approved\n\nThe council approved the bridge on Monday.\n"
    run = work_off(hand_over(files=[IncomingFile("bridge.txt", data.encode())]))
    assert (run.state, run.seen, run.created) == ("SUCCEEDED", 1, 1)
    revision = ArticleRevision.objects.get()
    assert (revision.title, revision.number, revision.is_latest) == ("Bridge approved", 1, True)
    assert "The council approved the bridge on Monday." in revision.text
    assert revision.raw_sha256 == run.files.get().sha256
    assert (revision.article.desk, revision.article.language) == (desk, "en")


def test_reading_a_file_twice_makes_its_items_once(hand_over, text_file):
    run = hand_over(files=[text_file()])
    file = run.files.get()
    assert (importing.read_file(file.pk), importing.read_file(file.pk)) == ([], [])
    run.refresh_from_db()
    assert (list(run.items.values_list("state", "outcome")), run.state) == ([("DONE", "created")], "RUNNING")


def test_importing_an_item_twice_makes_one_revision(hand_over, parsed):
    item = hand_over(articles=[parsed()]).items.get()
    revision_id = importing.import_item(item.pk)
    assert importing.import_item(item.pk) is None
    assert revision_id == ArticleRevision.objects.get().pk
    item.refresh_from_db()
    assert (item.state, item.outcome, item.payload, item.attempts) == ("DONE", "created", None, 1)


def test_a_feed_with_an_empty_entry_brings_the_others(hand_over, work_off, refusals):
    run = work_off(hand_over(files=[IncomingFile("post.xml", FEED.encode())]))
    assert (run.state, run.seen, run.created, run.refused) == ("PARTIAL", 3, 2, 1)
    assert sorted(ArticleRevision.objects.values_list("title", flat=True)) == [
        "Ferry back in service",
        "Market moves",
    ]
    [(locator, reason)] = refusals(run)
    assert locator.startswith("post.xml")
    assert reason


@pytest.mark.parametrize(
    ("data", "declared", "reason"),
    [
        (b"%PDF-1.7 words", "auto", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "auto", "PNG"),
        (b"caf\xe9 on the corner", "auto", "0xe9"),
        (b"words\x00words", "auto", "NUL"),
        (b" \n \n", "auto", "empty"),
        (b"Only words, no markup.", "html", "HTML"),
        (b"<?xml version='1.0'?><rss><channel>", "auto", ""),
        (b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>", "auto", ""),
    ],
)
def test_a_file_that_holds_no_article_is_refused_by_its_name_with_the_reason(
    hand_over, work_off, refusals, data, declared, reason
):
    run = work_off(hand_over(files=[IncomingFile("given.file", data, declared)]))
    assert (run.state, run.seen, run.refused) == ("FAILED", 1, 1)
    [(locator, said)] = refusals(run)
    assert locator.startswith("given.file")
    assert said
    assert reason in said


def test_the_same_files_again_change_nothing(hand_over, work_off, text_file):
    files = [text_file(1), text_file(2), IncomingFile("post.xml", FEED.encode())]
    work_off(hand_over(files=files))
    before = rows()
    again = work_off(hand_over(files=files))
    assert (again.state, again.created, again.revised, again.unchanged) == ("PARTIAL", 0, 0, 4)
    assert rows() == before


def test_a_run_stopped_half_way_goes_on_to_the_same_rows(hand_over, work_off, text_file):
    files = [text_file(number) for number in range(6)]
    run = hand_over(files=files)
    unread, _ = due.parts_of(run.pk)
    for file_id in unread[:4]:
        importing.read_file(file_id)
    for item_id in due.parts_of(run.pk)[1][:2]:
        importing.import_item(item_id)
    assert importing.finish(run.pk) is False
    done = work_off(run)
    assert (done.state, done.seen, done.created) == ("SUCCEEDED", 6, 6)
    half_way = rows()
    assert len(half_way) == 6
    work_off(hand_over(files=files))
    assert rows() == half_way


def test_progress_counts_while_the_run_goes_on(hand_over, text_file, parsed):
    run = hand_over(files=[text_file()], articles=[parsed(), parsed(locator="2", text="x")])
    first = run.items.order_by("pk").first()
    importing.import_item(first.pk)
    counts = {"created": 1, "revised": 0, "unchanged": 0, "refused": 0}
    assert importing.progress(run) == Progress(seen=2, done=1, pending=1, unread_files=1, **counts)


def test_progress_of_a_finished_run_asks_nothing(hand_over, work_off, parsed, django_assert_num_queries):
    run = work_off(hand_over(articles=[parsed(), parsed(), parsed(text="")]))
    with django_assert_num_queries(0):
        progress = importing.progress(run)
    assert progress == Progress(
        seen=3, done=3, created=1, revised=0, unchanged=1, refused=1, pending=0, unread_files=0
    )


def test_a_run_with_work_left_is_not_finished(hand_over, text_file, parsed):
    run = hand_over(files=[text_file()], articles=[parsed()])
    importing.import_item(run.items.get().pk)
    assert importing.finish(run.pk) is False
    run.refresh_from_db()
    assert (run.state, run.finished_at) == ("RUNNING", None)


def test_a_run_is_finished_once_and_recorded_once(hand_over, work_off, parsed):
    run = work_off(hand_over(articles=[parsed()]))
    assert importing.finish(run.pk) is False
    event = AuditEvent.objects.get(action="import_run.finished")
    assert (event.target, event.actor) == (f"articles.importrun:{run.pk}", None)
    assert event.data == {
        "state": "SUCCEEDED",
        "seen": 1,
        "created": 1,
        "revised": 0,
        "unchanged": 0,
        "refused": 0,
        "cancelled": 0,
    }


def test_a_run_of_refusals_alone_fails_without_any_worker(hand_over, parsed):
    run = hand_over(articles=[parsed(text="")])
    assert importing.finish(run.pk) is True
    assert ImportRun.objects.get(pk=run.pk).state == "FAILED"


def test_ids_that_do_not_exist_do_nothing(db):
    assert (importing.read_file(1), importing.import_item(1), importing.finish(1)) == ([], None, False)


def test_each_desk_has_articles_of_its_own(desk, other_desk, hand_over, work_off, parsed):
    for place in (desk, other_desk):
        work_off(hand_over(desk=place, articles=[parsed()]))
    assert list(Article.objects.order_by("pk").values_list("desk", flat=True)) == [desk.pk, other_desk.pk]
    assert list(ImportItem.objects.order_by("pk").values_list("outcome", flat=True)) == ["created"] * 2
