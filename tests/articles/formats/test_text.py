"""Plain text: read whole and as published, or refused with the reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.formats.parsed import ParsedArticle, Refusal
from articles.formats.text import parse_text

TEXT = "Old bridge closes\n\nThe council closed the “old” bridge on Monday.\n\nSource: Island News\n"


def article(data: bytes) -> ParsedArticle:
    (parsed,) = parse_text(data, locator="a.txt")
    assert isinstance(parsed, ParsedArticle)
    return parsed


def refusal(data: bytes) -> Refusal:
    (parsed,) = parse_text(data, locator="a.txt")
    assert isinstance(parsed, Refusal)
    assert parsed.locator == "a.txt"
    return parsed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_marked_utf_16_are_read(encoding: str) -> None:
    assert article(TEXT.encode(encoding)).text == TEXT


def test_utf_16_in_either_order_is_read_by_its_mark() -> None:
    assert article(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT
    assert article(b"\xff\xfe" + TEXT.encode("utf-16-le")).text == TEXT


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    assert article(TEXT.replace("\n", "\r\n").encode()).text == TEXT
    assert article(b"One. \t\rTwo.\xc2\xa0\r\n\r\n").text == "One. \t\nTwo.\xa0\n\n"


def test_metadata_is_read_and_stays_in_the_text() -> None:
    parsed = article(TEXT.encode() + b"Originally published: October 28, 2025\n")
    assert (parsed.title, parsed.publisher) == ("Old bridge closes", "Island News")
    assert parsed.published_at == datetime(2025, 10, 28, tzinfo=UTC)
    assert parsed.attribution == "Source: Island News\nOriginally published: October 28, 2025"
    assert "Source: Island News" in parsed.text
    assert parsed.extra == {"lines": {"Source": "Island News", "Originally published": "October 28, 2025"}}


def test_without_a_title_the_first_words_stand_in() -> None:
    long = "The council closed the old bridge on Monday because its piers had cracked in the frost of May."
    assert article(long.encode()).title == (
        "The council closed the old bridge on Monday because its piers had cracked in the frost of…"
    )
    assert article(b"Last Updated on May 2, 2026\nThe bridge fell.").title == "The bridge fell."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Caf\xe9 opens", "the text cannot be decoded: byte 3 (0xe9) is not valid utf-8"),
        (b"\xef\xbb\xbfabc\xff", "the text cannot be decoded: byte 6 (0xff) is not valid utf-8"),
        (b"\xff\xfea\x00\x00\xd8", "the text cannot be decoded: byte 4 (0x00) is not valid utf-16-le"),
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\t", "the file is empty"),
        (b"abc\x00def", "this is not text: NUL at character 3"),
        (b"\x01\x02\x03abc", "this is not text: it is full of control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, reason: str) -> None:
    assert refusal(data).reason == reason


def test_a_refusal_shows_the_beginning() -> None:
    assert refusal(b"Caf\xe9 opens").snippet == "Caf\ufffd opens"


def test_a_meta_tag_inside_plain_text_does_not_choose_its_encoding() -> None:
    assert article('<meta charset="latin-1"> is how “old” pages said it.'.encode()).text.count("“old”") == 1


@pytest.mark.parametrize(
    ("line", "until", "status"),
    [
        ("Embargoed until: October 29, 2025 at 6:00 am GMT", "2025-10-29T06:00:00+00:00", ""),
        ("Embargo: 2025-10-29T06:00:00+01:00", "2025-10-29T06:00:00+01:00", ""),
        ("Embargo: until noon of the 29th", None, "withdrawn"),
        ("Embargo: lifted", None, ""),
    ],
)
def test_an_embargo_line_holds_the_article_back(line: str, until: str | None, status: str):
    (article,) = parse_text(f"Quay grows\n\n{line}\n\nThe quay grew by 40 metres.\n".encode(), locator="f")
    assert isinstance(article, ParsedArticle)
    assert (article.embargoed_until and article.embargoed_until.isoformat(), article.status) == (
        until,
        status,
    )
    assert article.extra.get("embargo", "") == ("until noon of the 29th" if status == "withdrawn" else "")
