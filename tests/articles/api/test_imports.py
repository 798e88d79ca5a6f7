"""Imports over the API: JSON articles and files, one run each, with a clear reason for each refusal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import due
from articles.actions import importing
from articles.models import Article, ArticleRevision, ImportRun

TEXT = "The council approved the bridge on Monday. It will cost 4.2 million crowns."


@pytest.fixture
def finished(work_off):
    """Return a worker for the run of an answer: it does the run's work."""
    return lambda body: work_off(ImportRun.objects.get(pk=body["id"]))


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def test_json_articles_become_one_run(editor, program, finished):
    asked = program(editor)
    article = {
        "text": TEXT,
        "title": "Bridge approved",
        "byline": "By Ines Okafor",
        "canonical_url": "https://post.example/bridge?utm_source=x",
        "published_at": "2026-10-28T09:30:00+09:00",
        "editorial_note": "Prepared by the desk.",
    }
    status, body = asked.post("imports/", {"source": "Harbour Post", "articles": [article]})
    assert (status, body["desk"], body["state"], body["source_name"], body["seen"]) == (
        202,
        "economy",
        "QUEUED",
        "Harbour Post",
        0,
    )
    finished(body)
    status, body = asked.get(f"imports/{body['id']}/")
    assert (status, body["state"], body["created"], body["refusals"]) == (200, "SUCCEEDED", 1, [])
    [listed] = asked.get("articles/")[1]["results"]
    status, shown = asked.get(f"articles/{listed['id']}/")
    [revision] = shown["revisions"]
    assert (shown["title"], shown["canonical_url"]) == ("Bridge approved", article["canonical_url"])
    assert (revision["text"], revision["byline"], revision["editorial_note"]) == (
        TEXT,
        "By Ines Okafor",
        "Prepared by the desk.",
    )
    assert revision["published_at"] == "2026-10-28T00:30:00Z"


def test_fields_of_their_own_are_kept_and_empty_ones_are_as_good_as_missing(editor, program, finished):
    article = {"text": TEXT, "byline": "", "canonical_url": "", "section": "City", "tags": ["bridge"]}
    status, body = program(editor).post("imports/", {"articles": [article]})
    assert (status, finished(body).created) == (202, 1)
    revision = ArticleRevision.objects.get()
    assert (revision.byline, revision.extra) == ("", {"section": "City", "tags": ["bridge"]})


def test_files_become_one_run_and_the_unreadable_one_is_named(editor, program, finished):
    asked = program(editor)
    files = [file("bridge.txt", TEXT.encode()), file("empty.txt", b""), file("report.pdf", b"%PDF-1.7 ...")]
    status, body = asked.upload("imports/", files=files, source="Harbour Post")
    assert status == 202
    finished(body)
    _, body = asked.get(f"imports/{body['id']}/")
    counts = {name: body[name] for name in ("state", "seen", "created", "refused")}
    assert counts == {"state": "PARTIAL", "seen": 3, "created": 1, "refused": 2}
    refused = {row["locator"]: row["reason"] for row in body["refusals"]}
    assert refused["empty.txt"] == "the file is empty"
    assert "report.pdf" in refused


def test_a_second_import_of_the_same_changes_nothing(editor, program, finished):
    asked = program(editor)
    for outcome in ("created", "unchanged"):
        status, body = asked.post("imports/", {"articles": [{"text": TEXT}]})
        run = finished(body)
        assert (status, getattr(run, outcome), run.seen) == (202, 1, 1)
    assert Article.objects.count() == 1


def test_an_article_without_text_is_refused_by_field(editor, program):
    status, body = program(editor).post("imports/", {"articles": [{"text": TEXT}, {"title": "No text"}]})
    assert (status, body["error"]["message"]) == (400, "articles.1.text: This field is required.")
    assert body["error"]["fields"] == {"articles": {"1": {"text": ["This field is required."]}}}
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"articles": "all"}, "articles"),
        ({"articles": [{"text": 7, "published_at": "yesterday"}]}, "articles"),
        ({"articles": [{"text": "a\0b"}]}, "articles"),
        ({"articles": [{"text": "a\ud800b"}]}, "articles"),
        ({"articles": []}, "files"),
        ({"articles": [{"text": TEXT}], "source": "x" * 201}, "source"),
        ({"articles": [{"text": TEXT}], "desk": "no such"}, "desk"),
        ({"articles": [{"text": TEXT}], "format": "pages"}, "format"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_imported(editor, program, fields, name):
    status, body = program(editor).post("imports/", fields)
    assert (status, list(body["error"]["fields"])) == (400, [name])
    assert ImportRun.objects.count() == 0


def test_too_many_articles_are_refused(editor, program, settings):
    settings.IMPORT_MAX_FILES = 2
    status, body = program(editor).post("imports/", {"articles": [{"text": TEXT}] * 3})
    assert (status, body["error"]["fields"]) == (400, {"articles": ["3 are too many: at most 2 at a time."]})


def test_an_oversized_file_is_refused_with_both_sizes(editor, program, finished, settings):
    settings.IMPORT_MAX_BYTES = 10
    status, body = program(editor).upload("imports/", files=[file("long.txt", b"x" * 50)])
    run = finished(body)
    assert (status, run.state) == (202, "FAILED")
    assert run.items.get().reason == "the file has 50 bytes; the most that is read is 10"


def test_the_declared_format_is_used(editor, program, finished):
    status, body = program(editor).upload("imports/", files=[file("page", TEXT.encode())], format="rss")
    run = finished(body)
    assert (status, run.state, run.items.get().outcome) == (202, "FAILED", "refused")


def test_checkers_read_runs_but_do_not_start_them(editor, checker, program):
    run = importing.start(desk=editor.memberships.get().desk, by=editor, refusals=[], files=[_in("a")])
    assert program(checker).get(f"imports/{run.pk}/")[0] == 200
    assert program(checker).post("imports/", {"articles": [{"text": TEXT}]})[0] == 403
    assert due.parts_of(run.pk)[1] == []


def test_runs_are_listed_newest_first(editor, program, desk):
    runs = [importing.start(desk=desk, by=editor, files=[_in(name)]).pk for name in "abc"]
    _, body = program(editor).get("imports/")
    assert [row["id"] for row in body["results"]] == runs[::-1]


def _in(name: str) -> importing.IncomingFile:
    return importing.IncomingFile(name=f"{name}.txt", data=name.encode(), format="auto")
