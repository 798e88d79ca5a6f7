"""`manage.py parse`: what files would import as, without a database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

FIELDS = {
    "locator", "title", "text", "byline", "publisher", "original_author", "canonical_url", "external_id",
    "language", "published_at", "modified_at", "attribution", "editorial_note", "rights", "embargoed_until",
    "status", "extra",
}  # fmt: skip
WHEN = "2025-10-28T09:00:00+09:00"
POSTS = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Post",
    "items": [
        {"id": "7", "title": "Quay", "content_text": "The quay grew.", "date_published": WHEN},
        {"id": "8", "date_published": "soon", "title": "Crane"},
    ],
}  # fmt: skip


def printed(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("parse", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.json").write_text(json.dumps(POSTS))
    (tmp_path / "a.txt").write_text("Old bridge closes\n\nThe council closed the bridge on Monday.\n")
    (tmp_path / "c.bin").write_bytes(b"\x7fELF")
    return tmp_path


def test_json_prints_each_article_with_every_field_and_each_refusal_with_its_reason(folder: Path):
    text, article, undated, program = [json.loads(line) for line in printed(str(folder), "--json")]
    assert (text["locator"], text["title"]) == (f"{folder}/a.txt", "Old bridge closes")
    assert article.keys() == FIELDS
    assert article["locator"] == f"{folder}/b.json#entry-1 (7)"
    assert (article["published_at"], article["publisher"]) == (WHEN, "Harbour Post")
    assert (article["text"], article["status"]) == ("The quay grew.", "usable")
    assert undated == {
        "locator": f"{folder}/b.json#entry-2 (8)",
        "reason": "date_published: “soon” is not a date",
        "snippet": "Crane",
    }
    assert program["reason"] == "the file is a program, not text, HTML or a feed"


def test_without_json_it_prints_for_people(folder: Path):
    lines = printed(str(folder))
    assert lines[0] == f"article  {folder}/a.txt"
    assert f"article  {folder}/b.json#entry-1 (7)" in lines
    assert "         published_at     2025-10-28T09:00:00+09:00" in lines
    assert lines[-3:] == [
        f"refused  {folder}/c.bin",
        "         the file is a program, not text, HTML or a feed",
        "2 articles, 2 refused",
    ]


def test_a_declared_format_is_held_against_the_bytes(folder: Path):
    (refused,) = [json.loads(line) for line in printed(str(folder / "a.txt"), "--json", "--format", "rss")]
    assert refused["reason"] == "declared as an RSS or Atom feed, but the bytes are plain text"


def test_what_is_not_there_is_refused(tmp_path: Path):
    (refused,) = [json.loads(line) for line in printed(str(tmp_path / "gone.txt"), "--json")]
    assert refused["reason"] == "No such file or directory"


def test_what_an_import_would_refuse_is_refused_here(folder: Path, settings):
    settings.IMPORT_MAX_BYTES = 20
    reasons = {json.loads(line)["reason"] for line in printed(str(folder), "--json")}
    assert "the file has 60 bytes; the most that is read is 20" in reasons


def test_it_needs_no_database_and_no_redis(folder: Path):
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "parse", "--json", str(folder / "a.txt")],
        cwd=settings.BASE_DIR,
        env={**os.environ, **nowhere},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["title"] == "Old bridge closes"
