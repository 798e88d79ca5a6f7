"""JSON of others: what is broken, ambiguous or endless is refused with its place and reason."""

from __future__ import annotations

import pytest

from articles.formats import Refusal, parse
from articles.formats.entries import NoArticle
from articles.formats.json_source import NotJson, clean, date_of, flaw, read_json, sound_object, text_of


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": 1,\n "b" 2}', "line 2, column 6: Expecting ':' delimiter"),
        (b"", "line 1, column 1: Expecting value"),
        (b"[" * 100_000, "values nest deeper than 64"),
        (b"9" * 5_000, "a number has too many digits"),
        (b'{"a": 1, "a": 2}', "“a” stands twice in one object"),
    ],
)
def test_what_is_no_json_is_refused_with_the_place(data: bytes, reason: str):
    with pytest.raises(NotJson) as refused:
        read_json(data)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'[{"x": {"b": 1, "b": 2}}]', "“b” stands twice in one object"),
        (b"[[NaN]]", "NaN is no number"),
        (b'{"a": -Infinity}', "-Infinity is no number"),
        (b"[1e999]", "a number is out of range"),
        (b"[" * 65 + b"1" + b"]" * 65, "values nest deeper than 64"),
        (b"[" * 64 + b"1" + b"]" * 64, ""),
        (b'{"a": [1, null, true, "x", 1.5]}', ""),
    ],
)
def test_a_flaw_inside_is_named(data: bytes, reason: str):
    assert flaw(read_json(data)) == reason


def test_an_entry_is_an_object_without_flaws():
    assert sound_object({"a": "x\x00y\ud800"}) == {"a": "x�y�"}
    for value, reason in (([], "it is no object"), ({"a": float("inf")}, "a number is out of range")):
        with pytest.raises(NoArticle, match=reason):
            sound_object(value)
    assert clean("words") == {}


def test_fields_are_read_as_text_and_as_times():
    fields: dict[str, object] = {"a": " x ", "n": 7, "b": True, "d": "2025-10-28T14:05:00+09:00", "w": "noon"}
    assert [text_of(fields, name) for name in ("a", "n", "b", "gone")] == ["x", "7", "", ""]
    assert (date_of(fields, "d").isoformat(), date_of(fields, "gone")) == ("2025-10-28T14:05:00+09:00", None)
    with pytest.raises(ValueError, match="w: “noon” is not a date"):
        date_of(fields, "w")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{\n "price": 4\n}', "the file is JSON, but no format that the desk reads"),
        (b'[{"price": 4}]', "the file is JSON, but no format that the desk reads"),
        (b'{"title": "Cut', "the file is broken JSON: line 1, column 11: Unterminated string starting at"),
    ],
)
def test_json_that_no_parser_knows_is_never_taken_for_prose(data: bytes, reason: str):
    assert parse(data, locator="f") == [Refusal(locator="f", reason=reason)]


@pytest.mark.parametrize("text", ["[1] A note.", "{sic} he wrote", '"Words" he said', "[sic]"])
def test_prose_that_begins_with_a_bracket_is_prose(text: str):
    (article,) = parse(text.encode(), locator="f")
    assert article.text == text
