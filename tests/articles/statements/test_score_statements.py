"""`manage.py score_statements`: JSON lines in and out, a bad line named, the rest done."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def scored(path: Path) -> tuple[list[dict[str, object]], str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("score_statements", str(path), stdout=out, stderr=err)
    except CommandError as wrong:
        err.write(str(wrong))
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_each_line_gives_its_scores_and_reasons(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "The bridge fell in 2024."}\n\n{"id": 7, "text": "Well done!"}\n')
    found, wrong = scored(path)
    assert wrong == ""
    assert [one["id"] for one in found] == ["a", 7]
    assert sorted(found[0]) == ["check_worthiness", "checkability", "checkable_score", "id", "reasons"]
    assert (found[0]["checkability"], found[0]["reasons"]) == ("fact", ["date: 2024"])


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'no\n{"id": "a"}\n{"id": "b", "text": 4}\n\xff\n{"id": "c", "text": "It fell."}\n')
    found, wrong = scored(path)
    assert [one["id"] for one in found] == ["c"]
    assert [f"line {number}: " in wrong for number in range(1, 6)] == [True, True, True, True, False]
    assert wrong.endswith("4 lines could not be read; the rest is done")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.jsonl: No such file"):
        call_command("score_statements", str(tmp_path / "gone.jsonl"))
