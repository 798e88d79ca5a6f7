"""Markdown with front matter becomes one article: fields from the front, blocks from the text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles.formats import ParsedArticle, Refusal, parse
from articles.statements import extract

FILE = """---
title: "Quay: the cost"
date: 2025-10-28T14:05:00+09:00
author: [Ann Lee, Bo Ek]
url: https://gazette.example/quay
id: 007
lang: en-GB
copyright: CC BY
tags: [port, quay]
weight: 3
draft: false
---

Lead *with* [a link](https://x.example/a), `code` and <b>markup</b>.

## Cost

- One item
- Two items

> A quote
> goes on.

| Year | Cost |
|------|------|
| 2024 | 12 m |
"""
TEXT = """# Quay: the cost

Lead with a link, code and <b>markup</b>.

## Cost

- One item
- Two items

> A quote goes on.

| Year | Cost |
|---|---|
| 2024 | 12 m |"""


def article(text: str, **options) -> ParsedArticle:
    (parsed,) = parse(text.encode(), locator="a.md", **options)
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def test_the_front_matter_names_the_fields_and_the_rest_of_it_is_kept():
    parsed = article(FILE)
    assert (parsed.title, parsed.byline, parsed.external_id) == ("Quay: the cost", "Ann Lee, Bo Ek", "007")
    assert (parsed.canonical_url, parsed.language, parsed.rights) == (
        "https://gazette.example/quay",
        "en-GB",
        "CC BY",
    )
    assert parsed.published_at.isoformat() == "2025-10-28T14:05:00+09:00"
    assert parsed.extra == {"tags": ["port", "quay"], "weight": 3, "draft": False}


def test_the_text_keeps_its_blocks_and_loses_its_marks():
    assert article(FILE).text == TEXT


def test_statements_found_in_the_text_stand_where_they_say():
    text = article(FILE).text
    assert [text[one.start : one.end] for one in extract(text)] == [one.exact for one in extract(text)]


def test_toml_between_plus_signs_is_front_matter_too():
    parsed = article(
        '+++\ntitle = "Quay"\ndate = 2025-01-01T10:00:00-05:00\n[params]\nbeat = "port"\n+++\nIt grew.\n'
    )
    assert (parsed.title, parsed.published_at) == ("Quay", datetime(2025, 1, 1, 15, tzinfo=UTC))
    assert parsed.published_at.utcoffset() == timedelta(hours=-5)
    assert parsed.extra == {"params": {"beat": "port"}}


def test_a_first_heading_is_the_title_where_the_front_matter_names_none():
    parsed = article("---\ntags: [a]\n---\n# Quay grows\n\nIt was widened.")
    assert (parsed.title, parsed.text) == ("Quay grows", "# Quay grows\n\nIt was widened.")


def test_a_text_without_front_matter_is_markdown_only_if_declared():
    text = "# Quay\n\nIt was **widened**."
    assert article(text).text == text
    assert article(text, format="markdown").text == "# Quay\n\nIt was widened."


@pytest.mark.parametrize(
    "text", ["---\nA line of dashes opens this.\n---\nMore.", "--- no front\n\nmatter", "+++\n+++"]
)
def test_dashes_alone_are_no_front_matter(text: str):
    assert article(text).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\na: &x [1]\nb: *x\n---\nText", "line 3: aliases are not read"),
        ("---\ntitle: [a\n---\nText", "line 3: expected ',' or ']', but got '<stream end>'"),
        ("---\ntitle: !!python/object:os.system x\n---\nText",
         "line 2: could not determine a constructor for the tag 'tag:yaml.org,2002:python/object:os.system'"),
        ("+++\ntitle = \n+++\nText", "the front matter: Invalid value (at line 1, column 9)"),
        ("---\na: " + "[" * 2_000 + "\n---\nText", "the front matter nests too deep"),
        ("---\ntitle: T\ndraft: true\n---\nText", "status: the file is marked as a draft"),
        ("---\ntitle: T\npublished: false\n---\nText", "status: the file is marked as a draft"),
        ("---\ntitle: T\n---\n\n", "the file has no text below its front matter"),
        ("---\ndate: someday\n---\nText", "published_at (column “date”): “someday” is not a date"),
        ('---\nnote: "a\\0b"\n---\nText', "note: U+0000 at character 1 is not text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, reason: str):
    (refused,) = parse(text.encode(), locator="a.md")
    assert isinstance(refused, Refusal)
    assert (refused.locator, refused.reason) == ("a.md", reason)
