"""Handing over: all becomes rows before anything is read; what is wrong is named, the rest goes on."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from articles.actions import importing
from articles.actions.importing import IncomingFile
from articles.formats import FORMATS
from articles.formats.parsed import Refusal
from articles.models import ImportItem, ImportRun
from factcheck import storage
from factcheck.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_a_run_keeps_the_bytes_and_a_row_for_each_file_and_article(desk, editor, text_file, parsed):
    files = [text_file(1), text_file(2, declared="text")]
    run = importing.start(desk=desk, by=editor, files=files, articles=[parsed()], source="The Wire")
    assert (run.state, run.desk, run.started_by, run.source_name) == ("QUEUED", desk, editor, "The Wire")
    kept = list(run.files.order_by("position"))
    assert [(file.name, file.format) for file in kept] == [
        ("bridge-1.txt", "auto"),
        ("bridge-2.txt", "text"),
    ]
    assert [storage.get(file.sha256) for file in kept] == [file.data for file in files]
    item = run.items.get()
    assert (item.state, item.file, item.payload["title"]) == ("PENDING", None, "Bridge approved")


def test_the_record_says_who_started_the_run(desk, editor, text_file):
    run = importing.start(desk=desk, by=editor, files=[text_file()], source="The Wire")
    event = AuditEvent.objects.get(action="import_run.started")
    assert (event.target, event.actor, event.desk) == (f"articles.importrun:{run.pk}", editor, desk)
    assert event.data == {"files": 1, "articles": 0, "source": "The Wire"}


def test_empty_and_oversized_files_are_refused_and_the_others_go_on(
    settings, hand_over, work_off, refusals, text_file
):
    settings.IMPORT_MAX_BYTES = 100
    run = hand_over(files=[IncomingFile("none.txt", b""), text_file(), IncomingFile("huge.txt", b"x" * 101)])
    assert refusals(run) == [
        ("none.txt", "the file is empty"),
        ("huge.txt", "the file has 101 bytes; the most that is read is 100"),
    ]
    done = work_off(run)
    assert (done.state, done.seen, done.created, done.refused) == ("PARTIAL", 3, 1, 2)


def test_an_article_that_no_row_can_hold_is_refused_and_the_others_go_on(
    hand_over, work_off, refusals, parsed
):
    run = hand_over(
        articles=[parsed(text=" "), parsed(locator="entry 2"), parsed(locator="entry 3", text="a\x00b")]
    )
    assert refusals(run) == [
        ("entry 1", "the article has no text"),
        ("entry 3", "text holds U+0000, which is not text, at character 1"),
    ]
    assert work_off(run).created == 1


def test_what_the_caller_could_not_open_is_in_the_run(hand_over, work_off, refusals):
    run = hand_over(refusals=[Refusal(locator="a.txt", reason="Permission denied")])
    assert refusals(run) == [("a.txt", "Permission denied")]
    assert work_off(run).state == "FAILED"


def test_names_and_reasons_that_a_row_cannot_hold_are_shortened_and_marked(hand_over):
    refusal = Refusal(locator="a\x00" + "b" * 2000, reason="no\x00", snippet="c" * 500)
    run = hand_over(files=[IncomingFile("d" * 600 + ".txt", b"words")], refusals=[refusal])
    item = run.items.get()
    assert (item.locator, item.reason, item.snippet) == ("a�" + "b" * 998, "no�", "c" * 300)
    assert run.files.get().name == "d" * 500


@pytest.mark.parametrize(
    ("handed", "errors"),
    [
        ({}, {"files": ["Choose at least one file to import."]}),
        (
            {"files": [IncomingFile("a.txt", b"a")] * 3},
            {"files": ["3 files are too many: at most 2 at a time."]},
        ),
        (
            {"files": [IncomingFile("a.pdf", b"a", "pdf"), IncomingFile("b.txt", b"b")]},
            {"files": [f"a.pdf: no format “pdf”; use one of {', '.join(FORMATS)}."]},
        ),
        (
            {"files": [IncomingFile("a.txt", b"a")], "source": "x" * 201},
            {"source": ["A source's name is text of at most 200 characters."]},
        ),
        (
            {"files": [IncomingFile("a.txt", b"a")], "source": "x\x00"},
            {"source": ["A source's name is text of at most 200 characters."]},
        ),
    ],
)
def test_a_hand_over_that_makes_no_run_says_why_and_leaves_nothing(settings, hand_over, handed, errors):
    settings.IMPORT_MAX_FILES = 2
    with pytest.raises(ValidationError) as refused:
        hand_over(**handed)
    assert refused.value.message_dict == errors
    assert (ImportRun.objects.count(), ImportItem.objects.count()) == (0, 0)


def test_too_many_articles_are_refused_as_a_whole(settings, hand_over, parsed):
    settings.IMPORT_MAX_FILES = 2
    with pytest.raises(ValidationError) as refused:
        hand_over(articles=[parsed()] * 3)
    assert refused.value.message_dict == {"articles": ["3 are too many: at most 2 at a time."]}
