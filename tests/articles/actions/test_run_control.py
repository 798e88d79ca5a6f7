"""A hand on a run: what is imported stays, what waits is counted, what was refused is tried again."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.exceptions import ValidationError

from articles import due, run_report
from articles.actions import importing, run_control
from articles.actions.attempts import LIMIT
from articles.actions.importing import IncomingFile
from articles.models import Article, ImportItem
from factcheck.models import AuditEvent
from factcheck.states import WrongState
from factcheck.storage import put

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = "\n".join(json.dumps({"title": f"T{n}", "text": f"The bridge no. {n} is long."}) for n in range(120))


@pytest.fixture
def half_read(hand_over):
    """A run of a file of 120 rows of which the first batch is imported."""
    run = hand_over(files=[IncomingFile("rows.jsonl", ROWS.encode())])
    batches = importing.read_on(run.files.get().pk)
    next(batches)
    batches.close()
    run.refresh_from_db()
    return run


def test_a_paused_run_stands_still_and_goes_on_where_it_stood(half_read, editor, work_off):
    run_control.pause(run=half_read, by=editor)
    assert importing.read_file(half_read.files.get().pk) == []
    assert (due.parts_of(half_read.pk), importing.finish(half_read.pk)) == (([], []), False)
    assert Article.objects.count() == 50
    run_control.resume(run=half_read, by=editor)
    done = work_off(half_read)
    assert (done.state, done.seen, done.created, Article.objects.count()) == ("SUCCEEDED", 120, 120, 120)


def test_a_cancelled_run_keeps_what_is_imported_and_counts_the_rest(half_read, editor):
    run_control.cancel(run=half_read, by=editor)
    half_read.refresh_from_db()
    assert (half_read.state, half_read.seen, half_read.created, half_read.cancelled) == (
        "CANCELLED",
        51,
        50,
        1,
    )
    assert importing.read_file(half_read.files.get().pk) == []
    assert Article.objects.count() == 50
    assert AuditEvent.objects.get(action="import_run.cancelled").actor == editor
    with pytest.raises(WrongState):
        run_control.cancel(run=half_read, by=editor)


def test_items_that_wait_are_cancelled_with_their_run(hand_over, parsed, editor):
    run = hand_over(articles=[parsed(text=f"Text {n}.") for n in range(3)])
    importing.import_item(run.items.order_by("pk")[0].pk)
    run_control.cancel(run=run, by=editor)
    run.refresh_from_db()
    assert (run.created, run.cancelled, run.seen) == (1, 2, 3)


def test_a_retry_takes_the_refused_rows_again_and_they_keep_their_history(
    hand_over, work_off, editor, settings
):
    rows = [
        json.dumps({"title": f"T{n}", "text": "Long. " * (60 if n == 1 else 1) + str(n)}) for n in range(3)
    ]
    settings.IMPORT_MAX_CHARACTERS = 100
    run = work_off(hand_over(files=[IncomingFile("rows.jsonl", "\n".join(rows).encode())]))
    assert (run.state, run.created, run.refused) == ("PARTIAL", 2, 1)
    settings.IMPORT_MAX_CHARACTERS = 1_000_000
    again = work_off(run_control.retry(run=run, by=editor))
    assert (again.state, again.seen, again.created, again.retry_of) == ("SUCCEEDED", 1, 1, run)
    run.refresh_from_db()
    assert (run.state, run.refused, Article.objects.count()) == ("PARTIAL", 1, 3)


def test_a_retry_of_a_file_that_was_given_up_partway_takes_all_that_was_not_read(half_read, work_off, editor):
    half_read.files.update(attempts=LIMIT)
    run = work_off(half_read)
    assert (run.created, run.refused) == (50, 1)
    assert run.items.get(outcome="refused").reason.startswith("from entry 51 on the file could not be read")
    again = run_control.retry(run=run, by=editor)
    file = again.files.get()
    assert (file.only, file.rest_from) == ([], 50)
    again = work_off(again)
    assert (again.state, again.seen, again.created, Article.objects.count()) == ("SUCCEEDED", 70, 70, 120)


def test_a_retry_that_was_given_up_itself_is_tried_again_from_where_it_stood(hand_over, work_off, editor):
    rows = [
        json.dumps({"title": f"T{n}"}) if n in {1, 4} else row for n, row in enumerate(ROWS.split("\n")[:6])
    ]
    run = work_off(hand_over(files=[IncomingFile("rows.jsonl", "\n".join(rows).encode())]))
    assert (run.created, run.refused) == (4, 2)
    again = run_control.retry(run=run, by=editor)
    again.files.update(attempts=LIMIT, entries=2)
    again = work_off(again)
    assert [(item.position, item.outcome) for item in again.items.all()] == [(2, "refused")]
    third = run_control.retry(run=again, by=editor)
    assert (third.files.get().only, third.files.get().rest_from) == ([4], None)


def test_a_file_that_was_refused_as_a_whole_is_read_as_a_whole_again(hand_over, work_off, editor, settings):
    settings.IMPORT_MAX_STREAM_BYTES = 1_000
    run = hand_over(files=[IncomingFile("rows.jsonl", ROWS[:1_500].encode(), "jsonl", put(ROWS.encode()))])
    run = work_off(run)
    assert run.refused == 1
    assert run.items.get(outcome="refused").reason.endswith("the rest is not read")
    settings.IMPORT_MAX_STREAM_BYTES = 1_000_000
    again = work_off(run_control.retry(run=run, by=editor))
    assert (again.refused, Article.objects.count()) == (0, 120)


def test_what_was_handed_over_as_an_article_is_taken_as_it_was(hand_over, work_off, parsed, editor):
    run = hand_over(articles=[parsed(), parsed(locator="entry 2", text="Other words.")])
    ImportItem.objects.filter(locator="entry 2").update(attempts=5)
    run = work_off(run)
    assert (run.created, run.refused) == (1, 1)
    again = work_off(run_control.retry(run=run, by=editor))
    assert (again.state, again.created) == ("SUCCEEDED", 1)


def test_a_run_without_refused_entries_cannot_be_tried_again(hand_over, work_off, parsed, editor):
    run = work_off(hand_over(articles=[parsed()]))
    with pytest.raises(ValidationError, match="Nothing of this run"):
        run_control.retry(run=run, by=editor)


def test_the_report_has_a_row_an_item_and_no_cell_that_a_spreadsheet_runs(hand_over, work_off, parsed):
    run = work_off(hand_over(articles=[parsed(), parsed(locator="=HYPERLINK(1)", text=" ")]))
    table = list(csv.reader(io.StringIO("".join(run_report.as_csv(run.items.all())).removeprefix("\ufeff"))))
    assert table[0] == list(run_report.COLUMNS)
    assert sorted(row[:4] for row in table[1:]) == sorted(
        [
            ["entry 1", "created", "", ""],
            ["'=HYPERLINK(1)", "refused", "text", "the article has no text"],
        ]
    )
    assert {row["locator"] for row in json.loads("".join(run_report.as_json(run.items.all())))} == {
        "entry 1",
        "=HYPERLINK(1)",
    }
