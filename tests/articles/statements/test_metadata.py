"""What an article says about itself is read word for word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.statements import read_metadata
from articles.statements.prose_dates import read_prose_date

BODY = "The council voted on Tuesday to close the old bridge because its piers had cracked in the frost."
TEXT = f"""Old bridge closes

By Jane Doe and Tom Reed
Last Updated on October 30, 2025

{BODY}

Source: Island News

Original author: https://news.example/staff/doe

Originally published: October 28, 2025

URL: https://news.example/bridge

Editorial note: Our team reviewed this with tools; people edited it.

© 2025 Island News

Share this:
"""


def test_every_field_is_read() -> None:
    said = read_metadata(TEXT)
    assert said.title == "Old bridge closes"
    assert said.byline == "Jane Doe and Tom Reed"
    assert said.publisher == "Island News"
    assert said.original_author == "https://news.example/staff/doe"
    assert said.canonical_url == "https://news.example/bridge"
    assert (said.published, said.published_at) == ("October 28, 2025", datetime(2025, 10, 28, tzinfo=UTC))
    assert (said.modified, said.modified_at) == ("October 30, 2025", datetime(2025, 10, 30, tzinfo=UTC))
    assert said.editorial_note == "Our team reviewed this with tools; people edited it."
    assert said.rights == "© 2025 Island News"
    assert said.attribution == (
        "Source: Island News\nOriginal author: https://news.example/staff/doe\n"
        "Originally published: October 28, 2025"
    )


def test_every_labelled_line_is_kept_with_its_label() -> None:
    assert dict(read_metadata(TEXT).lines) == {
        "By": "Jane Doe and Tom Reed",
        "Last Updated on": "October 30, 2025",
        "Source": "Island News",
        "Original author": "https://news.example/staff/doe",
        "Originally published": "October 28, 2025",
        "URL": "https://news.example/bridge",
        "Editorial note": "Our team reviewed this with tools; people edited it.",
    }


def test_a_text_that_says_nothing_has_no_metadata() -> None:
    said = read_metadata(f"{BODY}\n\n{BODY}\n")
    assert (said.title, said.publisher, said.published_at, said.attribution, dict(said.lines)) == (
        "",
        "",
        None,
        "",
        {},
    )


def test_a_title_line_wins_over_the_first_heading() -> None:
    assert read_metadata(f"Title: The real one\n\nAnother line\n\n{BODY}").title == "The real one"


def test_a_label_without_a_value_takes_the_line_below() -> None:
    said = read_metadata(f"{BODY}\n\n{BODY}\n\nSource:\nIsland News\n")
    assert (said.publisher, said.attribution) == ("Island News", "Source:\nIsland News")


def test_a_source_that_is_an_address_is_no_publisher() -> None:
    said = read_metadata(f"{BODY}\n\nSource: https://news.example/a\n")
    assert (said.publisher, said.attribution) == ("", "Source: https://news.example/a")


def test_where_it_first_appeared_is_attribution() -> None:
    line = "This article was originally published by Island News."
    assert read_metadata(f"{BODY}\n\n{line}\n").attribution == line


def test_a_signature_below_a_quote_is_no_metadata_of_the_article() -> None:
    assert dict(read_metadata(f"{BODY}\n\n> It is safe.\n— Tom Reed, engineer\n").lines) == {}


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("October 28, 2025", datetime(2025, 10, 28, tzinfo=UTC)),
        ("Oct. 28, 2025", datetime(2025, 10, 28, tzinfo=UTC)),
        ("Tuesday, October 28th, 2025", datetime(2025, 10, 28, tzinfo=UTC)),
        ("28 October 2025", datetime(2025, 10, 28, tzinfo=UTC)),
        ("28 October 2025 at 14:05 GMT", datetime(2025, 10, 28, 14, 5, tzinfo=UTC)),
        ("October 28, 2025 at 12:05 am", datetime(2025, 10, 28, 0, 5, tzinfo=UTC)),
        ("October 28, 2025, 3 p.m. EST", datetime(2025, 10, 28, 15, tzinfo=timezone(timedelta(hours=-5)))),
        (
            "28 October 2025 14:05 +05:30",
            datetime(2025, 10, 28, 14, 5, tzinfo=timezone(timedelta(minutes=330))),
        ),
        ("2025-10-28", datetime(2025, 10, 28, tzinfo=UTC)),
        ("2025-10-28T14:05:00+09:00", datetime(2025, 10, 28, 14, 5, tzinfo=timezone(timedelta(hours=9)))),
        ("2025-10-28 14:05 GMT", datetime(2025, 10, 28, 14, 5, tzinfo=UTC)),
    ],
)
def test_dates_are_read_with_their_zone(words: str, moment: datetime) -> None:
    read = read_prose_date(words)
    assert read == moment
    assert read is not None
    assert read.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "words",
    ["", "soon", "10/11/2025", "February 30, 2025", "Octember 1, 2025", "2025-13-01",
     "28 October 2025 14:05 XYZ", "28 October 2025 25:00", "October 28, 2025 and later"],
)  # fmt: skip
def test_what_is_no_sure_date_is_none(words: str) -> None:
    assert read_prose_date(words) is None
