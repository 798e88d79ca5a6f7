"""`manage.py import_run`: shows a run, pauses, resumes, cancels and retries it, and writes its report."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.actions import importing
from articles.models import ImportRun

pytestmark = pytest.mark.django_db

GOOD = b"Quay opens\n\nThe quay at Tessel was opened on Monday by the mayor."


@pytest.fixture
def run(desk, editor) -> ImportRun:
    """A run that waits: one good file and one of a row without a text."""
    good = importing.IncomingFile(name="good.txt", data=GOOD)
    bad = importing.IncomingFile(name="no.jsonl", data=b'{"title": "No text"}')
    return importing.start(desk=desk, by=editor, files=[good, bad])


def finish(run: ImportRun) -> None:
    for file in run.files.order_by("pk"):
        importing.read_file(file.pk)
    importing.finish(run.pk)
    run.refresh_from_db()


def said(run: ImportRun, *options: str) -> str:
    out = io.StringIO()
    call_command("import_run", run.pk, *options, stdout=out)
    return out.getvalue()


def test_it_says_how_a_run_stands(run):
    finish(run)
    line = said(run)
    assert line == (
        f"Import {run.pk} partly refused: 2 seen, 1 created, 0 revised, 0 unchanged, 1 refused, "
        "0 cancelled, 0 pending.\n"
    )


@pytest.mark.parametrize(
    ("acts", "state"),
    [(["--pause"], "PAUSED"), (["--pause", "--resume"], "RUNNING"), (["--cancel"], "CANCELLED")],
)
def test_it_pauses_resumes_and_cancels(run, acts, state):
    for act in acts:
        said(run, act)
    run.refresh_from_db()
    assert run.state == state


def test_it_retries_what_was_refused_in_a_new_run(run):
    finish(run)
    line = said(run, "--retry")
    again = ImportRun.objects.get(retry_of=run)
    assert line.startswith(f"Import {again.pk} queued: ")


def test_what_the_state_does_not_allow_is_an_error_that_says_so(run):
    with pytest.raises(CommandError, match="queued"):
        said(run, "--retry")
    finish(run)
    with pytest.raises(CommandError, match="partial"):
        said(run, "--pause")


def test_a_run_that_is_not_there_is_an_error(db):
    with pytest.raises(CommandError, match="There is no import 987654321"):
        call_command("import_run", 987654321)


def test_only_one_act_at_a_time(run):
    with pytest.raises(CommandError, match="not allowed with"):
        said(run, "--pause", "--cancel")


def test_the_report_has_a_row_for_each_entry_in_either_form(run):
    finish(run)
    rows = list(csv.DictReader(io.StringIO(said(run, "--report", "csv"))))
    told = json.loads(said(run, "--report", "json"))
    assert len(rows) == 2
    assert sorted(row["outcome"] for row in rows) == ["created", "refused"]
    assert len(told if isinstance(told, list) else told["items"]) == 2
