"""Each line of JSONL becomes an article or is refused alone, with line, field and reason."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.formats import Limits, ParsedArticle, Refusal, parse, read

GOOD = {"title": "Quay", "text": "The quay was widened."}


def rows(*lines: object, **options) -> list[ParsedArticle | Refusal]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(read(io.BytesIO(text.encode()), locator="in/a.jsonl", format="jsonl", **options))


def only(line: object, **options) -> ParsedArticle | Refusal:
    (parsed,) = rows(line, **options)
    return parsed


def test_a_line_becomes_an_article_with_all_its_fields():
    parsed = only({
        "id": 17, "headline": "Quay", "body": "The quay was widened.",
        "author": ["Ann Lee", {"name": "Bo Ek"}],
        "source": "Ellis Gazette", "url": "https://gazette.example/17", "lang": "en_GB",
        "date": "2025-10-28T14:05:00+09:00", "last_updated": 1761627900, "copyright": "CC BY",
        "editor's note": "Shortened.", "embargo": "2025-10-29T00:00:00Z", "status": "published",
        "tags": ["port"], "words": 4, "draft": None,
    })  # fmt: skip
    assert parsed == ParsedArticle(
        locator="in/a.jsonl:1",
        status="usable",
        title="Quay",
        text=parsed.text,
        byline="Ann Lee, Bo Ek",
        publisher="Ellis Gazette",
        canonical_url="https://gazette.example/17",
        external_id="17",
        language="en-GB",
        published_at=datetime(2025, 10, 28, 14, 5, tzinfo=timezone(timedelta(hours=9))),
        modified_at=datetime(2025, 10, 28, 5, 5, tzinfo=UTC),
        editorial_note="Shortened.",
        rights="CC BY",
        embargoed_until=datetime(2025, 10, 29, tzinfo=UTC),
        extra={"tags": ["port"], "words": 4},
    )
    assert "The quay was widened." in parsed.text
    assert parsed.published_at.utcoffset() == timedelta(hours=9)


def test_a_map_says_which_column_is_which_and_reaches_into_objects():
    line = {
        "t": "Quay",
        "content": {"rendered": "<p>The quay.</p>"},
        "text": "not this",
        "when": "2025-01-02",
    }
    parsed = only(line, columns={"title": "t", "text": "content.rendered", "published_at": "when"})
    assert (parsed.title, parsed.published_at) == ("Quay", datetime(2025, 1, 2, tzinfo=UTC))
    assert parsed.text.endswith("The quay.")
    assert "<p>" not in parsed.text
    assert parsed.extra == {"content": {"rendered": "<p>The quay.</p>"}, "text": "not this"}


def test_a_map_to_a_field_that_no_article_has_is_an_error_before_anything_is_read():
    with pytest.raises(ValueError, match="no field “headline”: use attribution, byline, canonical_url"):
        read(io.BytesIO(b""), locator="f", format="jsonl", columns={"headline": "h"})


def test_markup_in_a_text_becomes_blocks():
    parsed = only({"title": "T", "text": "<h2>Cost</h2><ul><li>41 million</li></ul>"})
    assert parsed.text.endswith("## Cost\n\n- 41 million")
    assert only({"title": "T", "html": "One<br><br>two"}).text.endswith("One\n\ntwo")


def test_what_is_no_address_and_no_language_tag_is_kept_beside_the_fields():
    parsed = only({**GOOD, "url": "/17", "language": "English (GB)", "status": "reviewed"})
    assert (parsed.canonical_url, parsed.language, parsed.status) == ("", "", "")
    assert parsed.extra == {"url": "/17", "language": "English (GB)", "status": "reviewed"}


def test_a_withdrawn_line_may_have_no_text_and_a_draft_is_refused():
    gone = only({"id": "g1", "status": "Canceled"})
    assert (gone.status, gone.external_id, gone.text) == ("withdrawn", "g1", "")
    assert only({**GOOD, "status": "draft"}).reason == "status: “draft” is not published"


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ({"title": "T"}, "text", "text: the row has no text"),
        ({"title": "T", "text": " \n "}, "text", "text: the row has no text"),
        ({**GOOD, "date": "soon"}, "published_at", "published_at (column “date”): “soon” is not a date"),
        ({**GOOD, "date": 1e300}, "published_at", "published_at (column “date”): “1e+300” is not a time"),
        ({**GOOD, "date": True}, "published_at",
         "published_at (column “date”): true or false stands where text should"),
        ({"text": ["a", "b"]}, "text", "text: a list stands where text should"),
        ({"title": {"x": 1}, "text": "w"}, "title", "title: an object stands where text should"),
        ({"text": "<script>x</script><p></p>"}, "text", "text: its HTML holds no readable text"),
        ({"text": "<div>" * 300}, "text", "text: its HTML, line 1: more than 256 nested elements"),
        ({"text": "x" * 1_000_001}, "text",
         "text: 1,000,001 characters; the most that is taken is 1,000,000"),
        ('{"text": "a\\u0000b"}', "text", "U+0000 at character 1 is not text"),
        ('{"text": "w", "tags": ["\\ud800"]}', "tags", "U+D800 at character 0 is not text"),
        ('{"text": "w", "x": ' + "[" * 300 + "]" * 300 + "}", "x", "the values nest too deep"),
        ('{"x": ' + "[" * 15_000 + "]" * 15_000 + "}", "", "the values nest too deep"),
        ('{"x": [' + "[]," * 20_000 + "0]}", "", "the row holds more than 20,000 lists and objects"),
        ('{"text": "cut', "", "not JSON: Unterminated string starting at at character 9"),
        ('{"text": NaN}', "", "not JSON: NaN is no number"),
        ('{"text": "w", "x": 1e9992}', "", "not JSON: the number 1e9992 is out of range"),
        ("[1, 2]", "", "the line is JSON, but no object"),
        ('"words"', "", "the line is JSON, but no object"),
        ('{"text": "' + "x" * 2_000_000 + '"}', "", "the row is longer than 2,000,000 bytes"),
    ],
)  # fmt: skip
def test_a_broken_line_is_refused_alone_with_field_and_reason(line: object, field: str, reason: str):
    first, refused, last = rows(GOOD, line, GOOD)
    assert [first.locator, refused.locator, last.locator] == [f"in/a.jsonl:{at}" for at in (1, 2, 3)]
    assert isinstance(refused, Refusal)
    assert (refused.field, refused.reason) == (field, reason)
    assert len(refused.snippet) <= 120


def test_a_byte_that_is_no_utf_8_costs_its_own_line_alone():
    data = b'{"text": "caf\xe9"}\n' + json.dumps(GOOD).encode()
    refused, parsed = read(io.BytesIO(data), locator="f", format="jsonl")
    assert refused == Refusal(
        locator="f:1", reason="byte 13 (0xe9) is not valid utf-8", snippet='{"text": "caf�"}'
    )
    assert parsed.title == "Quay"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_byte_order_mark_tells_the_encoding(encoding: str):
    line = json.dumps({"title": "Grön kaj", "text": "Kajen i Malmö 🌊."}, ensure_ascii=False)
    parsed = list(read(io.BytesIO(f"{line}\n\n{line}".encode(encoding)), locator="f"))
    assert [(each.locator, each.title) for each in parsed] == [("f:1", "Grön kaj"), ("f:3", "Grön kaj")]
    assert parsed[0].text.endswith("Kajen i Malmö 🌊.")


def test_a_line_that_is_broken_utf_16_is_refused_alone():
    good = json.dumps(GOOD).encode("utf-16-le")
    end = "\n".encode("utf-16-le")
    data = b"\xff\xfe" + good + end + good[:20] + b"\x00\xd8" + good[20:] + end + good
    found = list(read(io.BytesIO(data), locator="f", format="jsonl"))
    assert [type(each).__name__ for each in found] == ["ParsedArticle", "Refusal", "ParsedArticle"]


def test_one_object_on_one_line_is_told_as_jsonl_and_read_the_same_way_from_bytes():
    data = json.dumps(GOOD).encode()
    assert parse(data, locator="f") == list(read(io.BytesIO(data), locator="f"))
    assert parse(data, locator="f")[0].title == "Quay"


def test_a_row_limit_counts_bytes_and_is_a_setting():
    found = rows({"text": "x" * 90}, GOOD, limits=Limits(row=80))
    assert [getattr(each, "reason", "") for each in found] == ["the row is longer than 80 bytes", ""]
