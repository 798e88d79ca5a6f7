"""A quotation is found by its exact words, whatever the typography, and never by a look-alike."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.quotation import Span, find_quote, selector

SOURCE = (
    "The mayor said: “We can’t   widen\u00a0the north\u00adern quay — not by 60.5 metres…”\n\n"
    "In the ﬁrst café, cafe\u0301 prices rose 10² times to 1,060 crowns. 日本語の文。"
)


def words(quote: str, source: str = SOURCE) -> str | None:
    span = find_quote(quote, source)
    return None if span is None else source[span.start : span.end]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The mayor said", "The mayor said"),
        ("  The   mayor\nsaid ", "The mayor said"),
        ("We can't widen", "We can’t   widen"),
        ('said: "We', "said: “We"),
        ("said: «We", "said: “We"),
        ("widen the northern quay", "widen\u00a0the north\u00adern quay"),
        ("nor\u200bthern quay", "north\u00adern quay"),
        ("quay - not by", "quay — not by"),
        ("quay -- not by", "quay — not by"),
        ("60.5 metres...", "60.5 metres…"),
        ('60.5 metres…"', "60.5 metres…”"),
        ("metres…” In the first", "metres…”\n\nIn the ﬁrst"),
        ("first cafe\u0301", "ﬁrst café"),
        ("café prices", "cafe\u0301 prices"),
        ("ｐｒｉｃｅｓ rose", "prices rose"),
        ("rose 10²", "rose 10²"),
        ("日本", "日本"),
        ("quay", "quay"),
    ],
)
def test_typography_does_not_hide_a_quotation(quote: str, found: str):
    assert words(quote) == found


@pytest.mark.parametrize(
    "quote",
    [
        "the mayor said",  # another case
        "The mayor says",
        "The mayor, said",
        "We can",  # the source says can't
        "by 60",  # the source says 60.5
        "to 1",
        "060 crowns",
        "rose 10 times",  # not ten squared
        "caf",
        "he mayor",
        "The may",
        "ﬁ",
        "widen … quay",  # an omission is not a quotation
        "",
        "  \n",
        "\u200b",
        "…",  # no word in it
        "—",
    ],
)
def test_other_words_are_not_found(quote: str):
    assert find_quote(quote, SOURCE.replace("\u00ad", "")) is None


def test_the_first_place_is_returned_where_words_stand_twice():
    assert find_quote("port", "airport, port, port") == Span(9, 13)


def test_combining_marks_match_in_any_order_of_writing():
    assert words("Viê\u0323t Nam", "Việt Nam") == "Việt Nam"
    assert words("Việt Nam", "in Viê\u0323t Nam now") == "Viê\u0323t Nam"


def test_offsets_count_code_points_beyond_the_basic_plane():
    assert find_quote("the quay", "🚢🚢 the quay") == Span(3, 11)


def test_a_half_fraction_is_not_the_digits_it_is_drawn_with():
    assert find_quote("12 metres", "½ metres") is None
    assert words("3½ metres", "about 3½ metres") == "3½ metres"


def test_every_word_of_a_text_is_found_where_it_stands():
    text = "Port Ellis widened its quay by 120 metres"
    assert [words(word, text) for word in text.split()] == text.split()


@given(st.text(max_size=200), st.data())
def test_a_found_span_holds_the_words_that_were_asked_for(source: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    span = find_quote(source[start:end], source)
    if span is not None:
        assert 0 <= span.start < span.end <= len(source)
        assert find_quote(source[span.start : span.end], source) == span


@given(
    st.lists(st.sampled_from(["quay", "60.5", "can’t", "—", "“port”", "é", "日本"]), min_size=1, max_size=12)
)
def test_a_text_of_whole_words_contains_itself(parts: list[str]):
    source = " ".join(parts)
    expected = None if set(parts) == {"—"} else source
    assert words(source, source) == expected


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("ab " * 3000 + "a", "ab " * 300_000),
        ("x" * 3000, "x" * 900_000),
        ("\u0301" * 999, "e" + "\u0301" * 500_000),
    ],
)
def test_hostile_repetition_takes_linear_time(quote: str, source: str):
    begun = time.process_time()
    assert find_quote(quote, source) is None
    assert time.process_time() - begun < 5


def test_a_selector_carries_the_words_and_what_stands_around_them():
    source = "a" * 40 + " exact words " + "b" * 40
    exact, prefix, suffix = selector(source, 41, 52)
    assert (exact, prefix, suffix) == ("exact words", "a" * 31 + " ", " " + "b" * 31)
    assert selector("only", 0, 4) == ("only", "", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5)])
def test_a_selector_outside_the_text_is_refused(start: int, end: int):
    with pytest.raises(ValueError, match="outside a text of 4 characters"):
        selector("only", start, end)
