"""`manage.py compare_statements`: one answer a line, at once, without a database."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def answers(monkeypatch, text: str) -> tuple[list[dict], str]:
    """Return the lines written for `text` on standard input, and the words on standard error."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("compare_statements", stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_a_contradiction_is_told_with_its_places(monkeypatch):
    a, b = "The deal was signed in Tokyo.", "The deal was signed at the White House."
    found, told = answers(monkeypatch, json.dumps({"id": 1, "a": a, "b": b}))
    assert told == ""
    assert (found[0]["id"], found[0]["relation"]) == (1, "contradicts")
    difference = found[0]["differences"][0]
    assert difference["slot"] == "place"
    assert difference["a"] == {"start": 23, "end": 28, "exact": "Tokyo"}
    assert b[difference["b"]["start"] : difference["b"]["end"]] == difference["b"]["exact"] == "White House"
    assert difference["sentence"].startswith("One says Tokyo, the other White House")
    assert 0 < found[0]["score"] <= 1


def test_a_bad_line_is_named_and_the_rest_goes_on(monkeypatch):
    lines = '{"id": 1, "a": "x"}\nno\n{"id": 2, "a": "It rains.", "b": "It rains."}\n'
    found, told = answers(monkeypatch, lines)
    assert found == [{"id": 2, "relation": "agrees", "differences": [], "score": 1.0}]
    assert "standard input line 1: has no “b”" in told
    assert "standard input line 2: not JSON" in told
    assert told.endswith("2 lines could not be read; the rest is done")


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "🚂" * 500, "“" * 5_000, "1" * 5_000, "a " * 50_000])
def test_any_two_texts_are_answered(monkeypatch, text):
    found, told = answers(monkeypatch, json.dumps({"id": "x", "a": text, "b": text + " in Tokyo, 5 % more"}))
    assert [line["id"] for line in found] == ["x"]
    assert told == ""


def test_what_the_rules_do_not_see_the_network_tells_and_what_only_stands_beside_it_does_not(
    monkeypatch, second_reader
):
    cremated = "The poet Ilva Maren was cremated in a private ceremony on Friday."
    pairs = [
        ("cremated", cremated, "Ilva Maren's coffin was lowered into the family grave on Friday."),
        ("beside", "The country refines 92 percent of the world's rare earths.",
         "The country mines 58 percent of the world's rare earths."),
        ("same", "The council of Orrin voted on Monday to close the outdoor pool.",
         "Orrin's open-air swimming pool is to be shut, councillors decided on Monday."),
    ]  # fmt: skip
    lines = "\n".join(json.dumps({"id": name, "a": a, "b": b}) for name, a, b in pairs)
    found, _ = answers(monkeypatch, lines)
    assert {one["id"]: one["relation"] for one in found} == {
        "cremated": "contradicts",
        "beside": "not_comparable",
        "same": "agrees",
    }
