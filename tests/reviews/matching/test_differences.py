"""The difference word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviews.matching.differences import word_diff

TEXTS = st.lists(st.sampled_from(["The", "the", "deal", "deal,", "“60", "60", "%", "—", "not"]), max_size=12)


def test_what_goes_is_shown_before_what_takes_its_place():
    assert word_diff(
        "It was signed in Tokyo on Tuesday.", "It was signed at the White House on Tuesday."
    ) == [
        ("equal", "It was signed"),
        ("delete", "in Tokyo"),
        ("insert", "at the White House"),
        ("equal", "on Tuesday."),
    ]


def test_typography_is_no_difference_and_is_shown_as_in_the_second_text():
    assert word_diff("a “golden age”, he said", "A golden age he said") == [("equal", "A golden age he said")]


def test_a_number_that_differs_in_its_sign_is_a_difference():
    assert word_diff("at -3 degrees", "at 3 degrees") == [
        ("equal", "at"),
        ("delete", "-3"),
        ("insert", "3"),
        ("equal", "degrees"),
    ]


def test_two_empty_texts_do_not_differ():
    assert word_diff("", " ") == []


@given(TEXTS, TEXTS)
def test_equal_and_inserted_words_are_the_second_text(first, second):
    runs = word_diff(" ".join(first), " ".join(second))
    assert " ".join(run.words for run in runs if run.op != "delete").split() == second


@given(TEXTS, TEXTS)
def test_equal_and_deleted_runs_are_as_long_as_the_first_text(first, second):
    runs = word_diff(" ".join(first), " ".join(second))
    assert sum(len(run.words.split()) for run in runs if run.op != "insert") == len(first)
