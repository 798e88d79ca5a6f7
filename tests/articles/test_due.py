"""Due: oldest first, in bounded batches, with the dead letters left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import due
from articles.actions.attempts import LIMIT
from articles.models import ImportRun

pytestmark = pytest.mark.django_db

EARLIER = timedelta(minutes=5)


@pytest.fixture
def old_run(hand_over, text_file, parsed):
    """A run that was started five minutes ago, with two files and two articles, and nothing done."""
    run = hand_over(files=[text_file(1), text_file(2)], articles=[parsed(), parsed()])
    ImportRun.objects.filter(pk=run.pk).update(started_at=timezone.now() - EARLIER)
    return run


def test_old_work_is_due_and_new_work_is_not(old_run, hand_over, text_file, parsed):
    hand_over(files=[text_file(3)], articles=[parsed()])
    assert due.unread_files() == list(old_run.files.order_by("pk").values_list("pk", flat=True))
    assert due.pending_items() == list(old_run.items.order_by("pk").values_list("pk", flat=True))
    assert due.unfinished_runs() == [old_run.pk]


def test_done_work_is_not_due(old_run, work_off):
    work_off(old_run)
    assert (due.unread_files(), due.pending_items(), due.unfinished_runs()) == ([], [], [])


def test_batches_are_bounded(old_run, monkeypatch):
    for name in ("MOST_FILES", "MOST_ITEMS"):
        monkeypatch.setattr(due, name, 1)
    assert (len(due.unread_files()), len(due.pending_items())) == (1, 1)


def test_revisions_that_were_given_up_are_not_due(desk, make_revision):
    old = timezone.now() - EARLIER
    waiting = make_revision(desk, "One.", created_at=old, extract_attempts=LIMIT)
    make_revision(desk, "Two.", created_at=old, extract_attempts=LIMIT + 1)
    make_revision(desk, "Three.", created_at=old, extracted_at=old)
    assert due.unextracted_revisions() == [waiting.pk]


def test_the_parts_and_the_run_of_each_are_found(old_run):
    files, items = due.parts_of(old_run.pk)
    assert (len(files), len(items)) == (2, 2)
    assert [due.run_of_file(file_id) for file_id in files] == [old_run.pk] * 2
    assert due.runs_of_items(items) == [old_run.pk]
    assert due.runs_of_items([]) == []
