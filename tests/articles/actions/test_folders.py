"""Folder feeds: whole files are imported once and moved aside with their reason; a kill loses nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models.functions import Now

from articles.actions import calling, closing, feeds, fetches, run_control
from articles.models import Article, Feed, FeedFetch, ImportRun

pytestmark = pytest.mark.django_db

TEXT = "Bridge approved\n\nThe council approved the bridge on Monday.\n"


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.IMPORT_FOLDERS = str(tmp_path / "drop")
    made = tmp_path / "drop" / "economy" / "wire"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def feed(folder, make_feed) -> Feed:
    return make_feed(folder="wire")


def names(folder: Path) -> list[str]:
    """Return every file below a folder, by its path from there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_a_file_is_taken_once_two_looks_saw_the_same(feed, folder, fetched):
    (folder / "bridge.txt").write_text(TEXT)
    first = fetched(feed)
    assert (first.outcome, first.reason) == ("unchanged", "1 file left for the next look")
    assert feed.next_run_at - feeds.clock() < timedelta(seconds=20)
    (folder / "bridge.txt").write_text(TEXT + "More came.\n")  # it was still being written
    assert fetched(feed).outcome == "unchanged"
    third = fetched(feed)
    assert (third.outcome, third.run.created, third.bytes) == ("new", 1, len(TEXT) + 11)
    assert names(folder) == ["done/bridge.txt"]
    assert fetched(feed).outcome == "unchanged"
    assert Article.objects.count() == 1


def test_good_files_go_to_done_and_refused_ones_to_refused_with_the_reason(feed, folder, fetched, settings):
    settings.IMPORT_MAX_BYTES = 1000
    (folder / "good.txt").write_text(TEXT)
    (folder / "empty.txt").write_text("")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7 and so on")
    (folder / "huge.txt").write_text("x" * 1001)
    (folder / "away.txt").symlink_to("/etc/passwd")
    fetched(feed)
    fetched(feed)
    assert names(folder) == [
        "done/good.txt",
        "refused/away.txt",
        "refused/away.txt.reason.txt",
        "refused/empty.txt",
        "refused/empty.txt.reason.txt",
        "refused/huge.txt",
        "refused/huge.txt.reason.txt",
        "refused/paper.pdf",
        "refused/paper.pdf.reason.txt",
    ]
    why = {path.name: path.read_text() for path in (folder / "refused").glob("*.reason.txt")}
    assert why["away.txt.reason.txt"] == "away.txt: it is a link, and no link is followed\n"
    assert why["empty.txt.reason.txt"] == "empty.txt: the file is empty\n"
    assert "1,001 bytes" in why["huge.txt.reason.txt"]
    assert "PDF" in why["paper.pdf.reason.txt"]
    assert (folder / "refused" / "away.txt").is_symlink()


def test_a_name_that_is_not_text_is_moved_aside_too(feed, folder, fetched):
    raw = bytes(folder) + b"/caf\xe9.txt"
    Path(raw.decode("utf-8", "surrogateescape")).write_text(TEXT)
    fetched(feed)
    assert [path.encode("utf-8", "surrogateescape") for path in names(folder)] == [
        b"refused/caf\xe9.txt",
        b"refused/caf\xe9.txt.reason.txt",
    ]
    assert fetched(feed).outcome == "unchanged"


def test_a_kill_between_import_and_move_neither_loses_nor_doubles(feed, folder, work_off):
    (folder / "bridge.txt").write_text(TEXT)
    for _ in range(2):
        Feed.objects.update(next_run_at=Now())
        fetch_id = calling.call(feed.pk)
        run_id = fetches.work(fetch_id)
    work_off(ImportRun.objects.get(pk=run_id))  # and here the worker is killed
    Feed.objects.update(next_run_at=Now())
    assert calling.call(feed.pk) is None  # nobody looks again before these files are moved
    assert names(folder) == ["bridge.txt"]
    assert closing.close(fetch_id)
    assert not closing.close(fetch_id)
    assert names(folder) == ["done/bridge.txt"]
    assert (Article.objects.count(), ImportRun.objects.count()) == (1, 1)


def test_a_kill_after_half_the_moves_goes_on_with_the_rest(feed, folder, work_off):
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Bridge {number}\n\nThe council approved bridge {number}.\n")
    for _ in range(2):
        Feed.objects.update(next_run_at=Now())
        fetch_id = calling.call(feed.pk)
        run_id = fetches.work(fetch_id)
    work_off(ImportRun.objects.get(pk=run_id))
    (folder / "done").mkdir()
    (folder / "0.txt").rename(folder / "done" / "0.txt")
    assert closing.close(fetch_id)
    assert names(folder) == [f"done/{number}.txt" for number in range(4)]


def test_a_newer_file_of_the_same_name_stays_for_the_next_look(feed, folder, work_off, fetched):
    (folder / "bridge.txt").write_text(TEXT)
    fetched(feed)
    Feed.objects.update(next_run_at=Now())
    fetch_id = calling.call(feed.pk)
    run_id = fetches.work(fetch_id)
    (folder / "bridge.txt").write_text("Ferry sold\n\nThe ferry was sold on Tuesday.\n")
    work_off(ImportRun.objects.get(pk=run_id))
    assert closing.close(fetch_id)
    assert names(folder) == ["bridge.txt"]
    fetched(feed)
    fetched(feed)
    assert names(folder) == ["done/bridge.txt"]
    assert Article.objects.count() == 2


def test_a_feed_whose_files_cannot_be_moved_is_paused_with_the_reason(feed, folder, fetched):
    (folder / "bridge.txt").write_text(TEXT)
    (folder / "done").write_text("somebody put a file here")
    fetched(feed)
    fetch = fetched(feed)
    assert fetch.reason.startswith("bridge.txt could not be moved to done: ")
    assert (feed.state, feed.paused_reason) == ("PAUSED", fetch.reason)


def test_files_of_a_cancelled_import_are_moved_aside_and_not_imported_again(feed, folder, editor, fetched):
    (folder / "bridge.txt").write_text(TEXT)
    fetched(feed)
    Feed.objects.update(next_run_at=Now())
    fetch_id = calling.call(feed.pk)
    run_control.cancel(run=ImportRun.objects.get(pk=fetches.work(fetch_id)), by=editor)
    assert closing.close(fetch_id)
    assert names(folder) == ["refused/bridge.txt", "refused/bridge.txt.reason.txt"]
    assert "cancelled" in (folder / "refused" / "bridge.txt.reason.txt").read_text()
    assert Article.objects.count() == 0


def test_a_dry_run_of_a_folder_shows_its_files_and_leaves_them(feed, folder, fetched):
    (folder / "bridge.txt").write_text(TEXT)
    (folder / "empty.txt").write_text("")
    fetch = fetched(feed, dry=True)
    outcomes = {entry["locator"]: entry["outcome"] for entry in fetch.foreseen["entries"]}
    assert outcomes == {"bridge.txt": "created", "empty.txt": "refused"}
    assert names(folder) == ["bridge.txt", "empty.txt"]
    assert (Article.objects.count(), FeedFetch.objects.count(), feed.looked) == (0, 1, {})


def test_a_missing_folder_is_refused_and_waits_longer_each_time(feed, folder, fetched):
    folder.rmdir()
    fetch = fetched(feed)
    assert (fetch.outcome, fetch.reason) == ("refused", "there is no folder economy/wire (“wire” is missing)")
    assert feed.failures == 1


def test_a_desk_has_folders_of_its_own(folder, make_feed, other_desk, fetched):
    feed = make_feed(at=other_desk, folder="wire")
    assert fetched(feed).reason == "there is no folder city/wire (“city” is missing)"
