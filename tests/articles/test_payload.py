"""Payload: an article through JSON and back is the same article; what no row can hold is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.parsed import ParsedArticle, Refusal
from articles.payload import from_json, objection, storable, to_json

MOMENT = datetime(2025, 10, 28, 9, 30, 15, 123456)  # noqa: DTZ001  the zones come below
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
TIMES = st.none() | st.datetimes(timezones=st.timezones() | st.just(UTC))


def through_json(article: ParsedArticle) -> ParsedArticle:
    return from_json(json.loads(json.dumps(to_json(article))))


@pytest.mark.parametrize(
    "zone",
    [UTC, ZoneInfo("Asia/Tokyo"), timezone(-timedelta(hours=3, minutes=30)), timezone(timedelta(seconds=61))],
)
def test_times_keep_their_instant_and_their_offset(parsed, zone):
    moment = MOMENT.replace(tzinfo=zone)
    kept = through_json(parsed(published_at=moment, modified_at=moment, embargoed_until=moment))
    for back in (kept.published_at, kept.modified_at, kept.embargoed_until):
        assert (back, back.utcoffset()) == (moment, moment.utcoffset())


def test_what_an_older_release_does_not_know_is_written_only_where_it_says_something(parsed):
    newer = {"embargoed_until", "status"}
    assert newer & to_json(parsed()).keys() == set()
    assert to_json(parsed(status="withdrawn")).keys() & newer == {"status"}
    assert through_json(parsed(status="withdrawn")).status == "withdrawn"


@given(
    title=WORDS,
    text=WORDS,
    published_at=TIMES,
    modified_at=TIMES,
    embargoed_until=TIMES,
    status=st.sampled_from(["usable", "withdrawn", ""]),
    extra=st.dictionaries(WORDS, WORDS | st.none() | st.booleans() | st.integers() | st.lists(WORDS)),
)
def test_any_article_comes_back_the_same(
    title, text, published_at, modified_at, embargoed_until, status, extra
):
    article = ParsedArticle(
        locator="entry 1",
        title=title,
        text=text,
        published_at=published_at and published_at.replace(fold=0),
        modified_at=modified_at and modified_at.replace(fold=0),
        embargoed_until=embargoed_until and embargoed_until.replace(fold=0),
        status=status,
        extra=extra,
    )
    back = through_json(article)
    assert to_json(back) == to_json(article)
    assert (back.title, back.text, back.extra) == (title, text, extra)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, "the article has no text"),
        ({"text": " \n\t "}, "the article has no text"),
        ({"text": "x" * 101}, "the text has 101 characters; the most that is taken is 100"),
        ({"text": "a\x00b"}, "text holds U+0000, which is not text, at character 1"),
        ({"text": "", "status": "withdrawn"}, "the article has no text"),
        ({"status": "lost"}, "status is 'lost': it is one of usable, withdrawn"),
        ({"title": "ab\ud800"}, "title holds U+D800, which is not text, at character 2"),
        ({"published_at": MOMENT}, "published_at has no time zone: 2025-10-28T09:30:15.123456"),
        ({"extra": {"a": (1,)}}, "extra is not plain JSON: it has a tuple, or a key that is not text"),
        ({"extra": {"a": ["\x00"]}}, "extra holds a character that is not text"),
        ({"extra": {"\ud800": 1}}, "extra holds a character that is not text"),
        ({"extra": {"a": {"b": float("nan")}}}, None),
        ({"extra": {"a": MOMENT}}, None),
    ],
)
def test_what_no_row_can_hold_is_refused_with_the_place(parsed, fields, reason):
    refused = objection(parsed(**fields), max_length=100)
    assert isinstance(refused, Refusal)
    assert refused.locator == "entry 1"
    if reason is None:
        assert refused.reason.startswith("extra is not plain JSON: ")
    else:
        assert refused.reason == reason


def test_a_plain_article_is_not_refused(parsed):
    assert objection(parsed(extra={"tags": ["a", {"b": None}], "n": 1.5}), max_length=100) is None


def test_a_withdrawal_by_id_or_address_needs_no_text(parsed):
    for named in ({"external_id": "7"}, {"canonical_url": "https://post.example/1"}):
        assert objection(parsed(text="", status="withdrawn", **named), max_length=100) is None


def test_a_refusal_shows_the_beginning_in_one_line(parsed):
    refused = objection(parsed(text="First line\n\n second\x00 " + "x" * 500), max_length=10_000)
    assert refused.snippet[:22] == "First line second\x00 xxx"
    assert len(refused.snippet) == 200


def test_storable_text_is_cut_and_marks_what_cannot_be_stored():
    assert storable("a\x00b\ud800c" + "x" * 10, 6) == "a�b�cx"
