"""Hostile and huge texts end soon, with right places."""

from __future__ import annotations

import time

import pytest

from articles.statements import extract, read_metadata

MILLION = 1_000_000
# Seconds of one core.
LIMIT = 2.0
CASES = {
    "no full stop": "word " * (MILLION // 5),
    "no space": "a" * MILLION,
    "capitals": "Aa " * (MILLION // 3),
    "abbreviations": "Mr. " * (MILLION // 4),
    "acronym": "A." * (MILLION // 2),
    "quotes": '"a b c d." ' * 50_000,
    "opening quotes": "“" * 50_000,
    "attributed quotes": "“No,” said Lee. " * 50_000,
    "full stops": "." * MILLION,
    "dashes": "-" * MILLION,
    "bars": "| " * (MILLION // 2),
    "hashes": "#" * MILLION,
    "blank lines": "\n" * MILLION,
    "right to left": "\u200fשלום עולם. " * (MILLION // 13),
    "emoji": "😀 " * (MILLION // 2),
    "lone surrogates": "\ud800 " * (MILLION // 2),
    "digits": "1," * (MILLION // 2),
    "colons": "a: " * (MILLION // 3),
    "commas": "a, " * (MILLION // 3),
    "brackets": "![" * (MILLION // 2),
    "nested quotes": "“‘" * 25_000 + "no" + "’”" * 25_000,
    "spaced dots": ". " * (MILLION // 2),
    "questions": "Who? “Why?” " * (MILLION // 12),
    "lists": "1. a 2. b " * (MILLION // 10),
    "bullets": "• a " * (MILLION // 4),
    "open brackets": "(a. B " * (MILLION // 6),
    "brackets of sentences": "(a. B) " * (MILLION // 7),
    "short lines": "a b\n" * (MILLION // 4),
    "NUL": "a\x00. B" * (MILLION // 5),
    "marks of direction": "\u202e\u2066a. B " * (MILLION // 7),
    "years": "in 2024 and 1999, " * (MILLION // 18),
    "rows of tabs": "a\t1\tb\n" * (MILLION // 6),
    "times": "09:41 A bridge fell\n" * (MILLION // 20),
    "labels": "Referee: P. Novak\n" * (MILLION // 18),
    "questions of an interview": "Do you know?\n" * (MILLION // 13),
    "wrapped lines": "and the bridge of the town\n" * (MILLION // 27),
    "mixed scripts": "Ж我A שלום 😀. “x” " * (MILLION // 18),
}


@pytest.mark.parametrize("case", CASES)
def test_a_million_characters_end_in_bounded_time(case: str) -> None:
    text = CASES[case]
    began = time.process_time()
    found = extract(text)
    assert time.process_time() - began < LIMIT
    assert all(text[statement.start : statement.end] == statement.exact for statement in found)


def test_metadata_of_a_million_characters_is_read_in_bounded_time() -> None:
    text = "Source: x\n" * (MILLION // 10)
    began = time.process_time()
    assert read_metadata(text).publisher == "x"
    assert time.process_time() - began < LIMIT


def test_an_article_of_a_thousand_words_takes_a_moment() -> None:
    text = "The minister signed the 2024 accord in Paris on Tuesday, officials said.\n\n" * 84
    began = time.process_time()
    assert len(extract(text)) == 84
    assert time.process_time() - began < 0.5


def test_what_is_too_long_to_judge_still_counts_as_work() -> None:
    found = extract("The bridge fell in 2024.\n\n" * 5_002)
    assert [found[4_999].reasons, found[5_000].reasons] == [
        ("date: 2024",),
        ("not judged: past the first 5000 statements",),
    ]
    assert (found[-1].checkability, found[-1].check_worthiness) == ("fact", 0.05)
