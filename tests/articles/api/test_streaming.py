"""One file as the body of a request: stored as it comes, of any format, never past its limit."""

from __future__ import annotations

import io
import json
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory

from articles.models import ImportRun
from factcheck import storage
from factcheck.request_body import BodyCut, LengthRequired, pieces_of

ROWS = b"".join(
    json.dumps({"title": f"Bridge {number}", "text": f"Bridge {number} opened on Monday."}).encode() + b"\n"
    for number in range(3)
)


@pytest.fixture
def send(editor, program):
    """Return a sender: `send(data, "text/csv", source="…")` posts the bytes as a file, with this query."""
    client = program(editor).client

    def post(data: bytes, content_type: str = "application/octet-stream", headers=None, **query):
        answer = client.post(
            "/api/v1/imports/", data, content_type=content_type, query_params=query, headers=headers or {}
        )
        return answer.status_code, answer.json()

    return post


def blobs_kept() -> list[Path]:
    root = Path(django_settings.BLOB_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


@pytest.mark.parametrize(
    ("content_type", "query"),
    [
        ("application/x-ndjson", {}),
        ("application/octet-stream", {"filename": "bridges.jsonl"}),
        ("application/json", {"filename": "bridges.jsonl"}),
        ("application/x-www-form-urlencoded", {"filename": "bridges.jsonl"}),
    ],
)
def test_a_body_of_rows_becomes_a_run_of_one_file(send, work_off, content_type, query):
    status, body = send(ROWS, content_type, source="Harbour Post", **query)
    run = ImportRun.objects.get(pk=body["id"])
    assert (status, body["state"], body["source_name"]) == (202, "QUEUED", "Harbour Post")
    assert [file.name for file in run.files.all()] == [query.get("filename", "body")]
    assert storage.get(run.files.get().sha256) == ROWS
    run = work_off(run)
    assert (run.state, run.seen, run.created) == ("SUCCEEDED", 3, 3)


def test_a_single_row_sent_as_json_lines_is_read_as_such(send, work_off):
    _, body = send(ROWS.splitlines()[0], "application/x-ndjson")
    run = ImportRun.objects.get(pk=body["id"])
    assert (run.files.get().format, work_off(run).created) == ("jsonl", 1)


def test_the_format_of_any_other_file_is_told_from_its_bytes(send, work_off):
    page = b"<html><head><title>Bridge</title></head><body><p>The bridge opened on Monday.</p></body></html>"
    _, body = send(page, "text/plain", filename="page.txt")
    run = ImportRun.objects.get(pk=body["id"])
    assert (run.files.get().format, work_off(run).created) == ("auto", 1)


def test_a_declared_format_and_desk_are_kept(send, other_desk):
    _, body = send(ROWS, "text/csv", desk="economy", format="csv")
    run = ImportRun.objects.get(pk=body["id"])
    assert (run.desk.slug, run.files.get().format) == ("economy", "csv")


def test_a_file_over_its_limit_is_refused_by_name_and_leaves_nothing(send, settings):
    settings.IMPORT_MAX_BYTES = 70_000
    status, body = send(b"A long text. " * 10_000, "text/plain")
    assert (status, body["error"]["code"]) == (413, "too_large")
    said = "The most that is read of such a file is 70,000 bytes (IMPORT_MAX_BYTES)."
    assert (body["error"]["message"], blobs_kept(), ImportRun.objects.count()) == (said, [], 0)


def test_rows_may_be_longer_and_have_a_limit_of_their_own(send, settings):
    settings.IMPORT_MAX_BYTES = 10
    assert send(ROWS, "text/csv")[0] == 202
    settings.IMPORT_MAX_STREAM_BYTES = len(ROWS) - 1
    status, body = send(ROWS, "text/csv")
    said = f"The most that is read of such a file is {len(ROWS) - 1:,} bytes (IMPORT_MAX_STREAM_BYTES)."
    assert (status, body["error"]["message"]) == (413, said)


def test_an_empty_body_is_refused(send):
    status, body = send(b"", "text/plain")
    assert (status, body["error"]["message"], ImportRun.objects.count()) == (400, "The body is empty.", 0)


def test_wrong_fields_and_lesser_roles_are_refused_before_the_body_is_stored(send, program, checker):
    status, body = send(ROWS, "text/csv", format="pages")
    assert (status, list(body["error"]["fields"])) == (400, ["format"])
    asked = program(checker).client
    assert asked.post("/api/v1/imports/", ROWS, content_type="text/csv").status_code == 403
    assert blobs_kept() == []


def test_a_form_without_a_name_is_no_file(send):
    status, body = send(b"a=b", "application/x-www-form-urlencoded")
    assert (status, body["error"]["code"]) == (415, "unsupported_media_type")


def test_long_json_is_refused_before_it_is_read(send, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    status, body = send(b'{"articles": []}', "application/json")
    said = "The most that is read of such a body is 10 bytes (twice IMPORT_MAX_BYTES)."
    assert (status, body["error"]["message"]) == (413, said)


def request_of(data: bytes, **meta):
    request = RequestFactory().post("/", b"", content_type="text/plain")
    request.META.update({"wsgi.input": io.BytesIO(data), "HTTP_TRANSFER_ENCODING": "chunked", **meta})
    return request


def test_chunks_are_read_to_the_end_that_the_server_tells():
    chunked = request_of(ROWS * 1000, **{"wsgi.input_terminated": True})
    assert b"".join(pieces_of(chunked)) == ROWS * 1000


def test_a_body_that_nobody_could_see_the_end_of_is_refused():
    with pytest.raises(LengthRequired) as refused:
        list(pieces_of(request_of(ROWS)))
    assert refused.value.status_code == HTTPStatus.LENGTH_REQUIRED


def test_a_body_that_ends_too_early_is_never_taken_for_the_whole(editor, program, desk):
    body = io.BytesIO(ROWS)
    asked = {"wsgi.input": body, "CONTENT_LENGTH": str(len(ROWS) + 5), "CONTENT_TYPE": "text/csv"}
    answer = program(editor).client.post("/api/v1/imports/", b"", content_type="text/csv", **asked)
    said = f"The body ended after {len(ROWS)} of {len(ROWS) + 5} bytes."
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, said)
    assert (blobs_kept(), ImportRun.objects.count()) == ([], 0)


def test_json_in_chunks_is_refused_since_it_is_held_as_a_whole(editor, program):
    asked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    answer = program(editor).client.post("/api/v1/imports/", "{}", content_type="application/json", **asked)
    said = {"code": "length_required", "message": LengthRequired.default_detail}
    assert (answer.status_code, answer.json()["error"]) == (411, said)


def test_a_broken_connection_says_so():
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("connection reset")

    request = request_of(b"", **{"wsgi.input": Broken(), "wsgi.input_terminated": True})
    with pytest.raises(BodyCut, match="could not be read to its end: connection reset"):
        list(pieces_of(request))
