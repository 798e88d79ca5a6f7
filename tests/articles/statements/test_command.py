"""`manage.py statements`: what an import would find, without a database."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

TEXT = "Old bridge closes\n\nThe council closed the bridge on Monday. “It is sad,” Ann Lee said.\n"


def printed(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("statements", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def test_json_prints_one_object_a_line(path: str) -> None:
    found = [json.loads(line) for line in printed(path, "--json")]
    assert [(one["kind"], one["exact"], one["speaker"]) for one in found] == [
        ("headline", "Old bridge closes", ""),
        ("sentence", "The council closed the bridge on Monday.", ""),
        ("quote", "“It is sad,” Ann Lee said.", "Ann Lee"),
    ]
    assert all(TEXT[one["start"] : one["end"]] == one["exact"] for one in found)
    assert sorted(found[0]) == [
        "check_worthiness",
        "checkability",
        "end",
        "exact",
        "kind",
        "readable",
        "reasons",
        "section",
        "speaker",
        "start",
    ]


def test_without_json_it_prints_for_people(path: str) -> None:
    lines = printed(path)
    assert lines[0] == f"{path}: Old bridge closes (3 statements)"
    assert lines[-2] == "0.26 quote      quote           [Ann Lee] “It is sad,” Ann Lee said."


def test_several_files_are_read_in_order(path: str) -> None:
    assert len(printed(path, path, "--json")) == 6


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.txt: No such file or directory"):
        printed(str(tmp_path / "gone.txt"))


def test_an_unreadable_file_is_named_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(b"Caf\xe9 opens")
    with pytest.raises(CommandError, match=r"bad\.txt: .*byte 3"):
        printed(str(file), "--format", "text")
