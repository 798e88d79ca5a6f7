"""Import runs, files and items: the counts add up, states move one way, each part has one place."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles.models import Article, ImportFile, ImportItem, ImportRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(desk) -> ImportRun:
    return ImportRun.objects.create(desk=desk, state="RUNNING")


def test_finished_run_adds_up(run, refused_by):
    rows = ImportRun.objects.filter(pk=run.pk)
    with refused_by("finished_run_adds_up"):
        rows.update(state="PARTIAL", finished_at=timezone.now(), seen=3, created=1, refused=1)
    assert rows.update(state="PARTIAL", finished_at=timezone.now(), seen=2, created=1, refused=1) == 1


@pytest.mark.parametrize("fields", [{"state": "SUCCEEDED"}, {"finished_at": timezone.now()}])
def test_run_finished_at_iff_finished(run, refused_by, fields):
    with refused_by("run_finished_at_iff_finished"):
        ImportRun.objects.filter(pk=run.pk).update(**fields)


@pytest.mark.parametrize(
    ("present", "wanted"),
    [("RUNNING", "QUEUED"), ("QUEUED", "SUCCEEDED"), ("SUCCEEDED", "RUNNING"), ("FAILED", "SUCCEEDED")],
)
def test_allowed_moves_of_a_run(desk, refused_by, present, wanted):
    def finished(state: str):
        return timezone.now() if state in ImportRun.FINISHED else None

    run = ImportRun.objects.create(desk=desk, state=present, finished_at=finished(present))
    with refused_by("Invalid transition of field"):
        ImportRun.objects.filter(pk=run.pk).update(state=wanted, finished_at=finished(wanted))


def test_one_file_per_run_and_position(run, refused_by):
    ImportFile.objects.create(run=run, position=0, name="a", sha256="0" * 64)
    with refused_by("one_file_per_run_and_position"):
        ImportFile.objects.create(run=run, position=0, name="b", sha256="0" * 64)


def test_one_item_per_file_and_position(run, refused_by):
    file = ImportFile.objects.create(run=run, position=0, name="a", sha256="0" * 64)
    for holder in (file, None):
        ImportItem.objects.create(run=run, file=holder, position=0, locator="a", payload={})
        with refused_by("one_item_per_file_and_position"):
            ImportItem.objects.create(run=run, file=holder, position=0, locator="b", payload={})


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "PENDING", "payload": None},
        {"state": "PENDING", "payload": {}, "outcome": "created"},
        {"state": "DONE", "payload": None},
        {"state": "DONE", "payload": None, "outcome": "refused"},
        {"state": "DONE", "payload": {}, "outcome": "cancelled"},
        {"state": "DONE", "payload": None, "outcome": "created"},
        {"state": "DONE", "payload": None, "outcome": "lost", "reason": "empty"},
    ],
)
def test_item_has_an_outcome_iff_done(run, refused_by, fields):
    with refused_by("item_has_an_outcome_iff_done"):
        ImportItem.objects.create(run=run, position=0, locator="a", **fields)


def test_a_refused_item_has_no_article(desk, run, refused_by):
    article = Article.objects.create(desk=desk, identity="sha:1")
    with refused_by("item_has_an_outcome_iff_done"):
        ImportItem.objects.create(
            run=run,
            position=0,
            locator="a",
            payload=None,
            state="DONE",
            outcome="refused",
            reason="x",
            article=article,
        )


def test_allowed_moves_of_an_item(run, refused_by):
    item = ImportItem.objects.create(
        run=run, position=0, locator="a", payload=None, state="DONE", outcome="refused", reason="empty"
    )
    with refused_by("Invalid transition of field"):
        ImportItem.objects.filter(pk=item.pk).update(state="PENDING", payload={}, outcome="", reason="")


def test_rows_are_shown_by_what_people_know_them_by(run):
    shown = [run, ImportFile(name="a.txt"), ImportItem(locator="a.txt, entry 2")]
    assert [str(each) for each in shown] == [f"import {run.pk}", "a.txt", "a.txt, entry 2"]
    assert [ImportRun(state=state).is_finished for state in ("QUEUED", "RUNNING", "FAILED")] == [
        False,
        False,
        True,
    ]
