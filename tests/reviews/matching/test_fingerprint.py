"""The fingerprint: blind to typography, never to numbers, negation, signs or the speaker of a quote."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviews.matching.fingerprint import fingerprint, words

SAME = [
    ("The bridge is 90 metres long.", "the BRIDGE is  90 metres\nlong"),
    ("It isn’t “rare”.", "It isn't 'rare'"),
    ("A long–term deal — signed", "A long-term deal, signed"),
    ("60 % of the market", "60% of the market"),
    ("60\u00a0% of the market", "60% of the market"),
    ("• Output rose", "Output rose"),
    ("- Output rose", "Output rose"),
    ("(2) Output rose", "Output rose"),
    ("+ + Output rose", "Output rose"),
    ("+: 0", "0"),
    ("b) Output rose", "Output rose"),
    ("The U.S. agreed", "The US agreed"),
    ("any doub[t] at all", "any doubt at all"),
    ("F\u00adactory and ﬁ\u200bnance", "factory and finance"),
    ("３ mines", "3 mines"),
    ("A cafe\u0301 opened", "A café opened"),
    ("Grid | 40 % | 2024", "Grid 40 % 2024"),
]
DIFFERENT = [
    ("It is 60 %", "It is 60"),
    ("It is 6.0", "It is 60"),
    ("It rose .5 points", "It rose 5 points"),
    ("It is 1.5 metres", "It is 15 metres"),
    ("It is -3 degrees", "It is 3 degrees"),
    ("It is −3 degrees", "It is 3 degrees"),
    ("It costs $5", "It costs €5"),
    ("It costs $5", "It costs 5"),
    ("At 10:30", "At 1030"),
    ("A field of 10² metres", "A field of 102 metres"),
    ("It is 3½ metres", "It is 31/2 metres"),
    ("It was signed", "It was not signed"),
    ("They can do it", "They can't do it"),
    ("We're leaving", "Were leaving"),
    ("It rose", "It rose?"),
    ("Japan beat Korea", "Korea beat Japan"),
    ("In contrast, output rose", "Output rose"),
    ("3. Oktober 1990", "4. Oktober 1990"),
    ("AT&T paid", "AT T paid"),
    ("It is more than 90", "It is 90"),
    ("कि", "की"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_typography_does_not_change_the_fingerprint(a, b):
    assert fingerprint(a) == fingerprint(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_whatever_changes_the_meaning_changes_the_fingerprint(a, b):
    assert fingerprint(a) != fingerprint(b)


def test_of_a_quote_the_speaker_counts():
    assert fingerprint("We agreed", speaker="Ada Lund") != fingerprint("We agreed", speaker="Bo Rask")
    assert fingerprint("We agreed", speaker="Ada Lund") != fingerprint("We agreed")
    assert fingerprint("We agreed", speaker="Ada  LUND") == fingerprint("We agreed", speaker="Ada Lund")


def test_words_and_speaker_are_not_confused():
    assert fingerprint("We agreed", speaker="Ada") != fingerprint("We", speaker="agreed Ada")


def test_a_fingerprint_is_64_hex_digits():
    assert len(bytes.fromhex(fingerprint("The bridge is 90 metres long."))) == 32


def test_words_keep_numbers_whole():
    assert words("From 1,200.50 to −.5 °C, or 90–92 %, by 2024/25") == [
        *["from", "1,200.50", "to", "-.5", "°", "c", "or", "90", "92%", "by", "2024/25"],
    ]


def test_a_text_of_punctuation_has_no_words():
    assert words("— “…” !") == []


@given(st.text(max_size=80))
def test_any_text_has_a_fingerprint_that_white_space_around_it_does_not_change(text):
    assert fingerprint(f" \n{text}\t ") == fingerprint(text)


@given(st.text(max_size=80))
@example("+:0")
@example("● +")
def test_the_words_of_words_are_the_same_words(text):
    assert words(" ".join(words(text))) == words(text)
