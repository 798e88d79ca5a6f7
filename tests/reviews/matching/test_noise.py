"""Posts: what is read of them, and what is taken out."""

from __future__ import annotations

import pytest

from reviews.matching.noise import clean
from reviews.matching.tags import Splitter

READ = [
    ("RT @bob: It is over", "It is over"),
    ("@bob @ann no it is not", "no it is not"),
    ("See https://t.co/abc now", "See now"),
    ("So sad pic.twitter.com/AbC", "So sad"),
    ("#GoldenAge of rail", "Golden Age of rail"),
    ("@realAdaLund lied", "lied"),
    ("It was @realAdaLund who lied", "It was real Ada Lund who lied"),
    ("#COVID19vaccine works", "COVID 19 vaccine works"),
    ("#save_the_bridge", "save the bridge"),
    ("Tea &amp; cake 🍰👍🏽", "Tea & cake"),
    ("The mine is shut. — Ada Lund (@ada) March 3, 2026", "The mine is shut. Ada Lund"),
    ("The mine is shut. — Ada Lund (@ada) 3 Mar 2026 https://t.co/x1", "The mine is shut. Ada Lund"),
    ("a shark on the roadpic.twitter.com/AbC", "a shark on the road"),
    ("Prices rose 5% — and fell", "Prices rose 5% — and fell"),
    ("Write to a@b.example", "Write to a@b.example"),
]


@pytest.mark.parametrize(("post", "text"), READ)
def test_a_post_is_read(post, text):
    assert clean(post) == text


def test_plain_prose_is_left_as_it_is():
    prose = "The U.S. paid $5 million (up 3%) — “too much”, said Ann-Marie O’Neil."
    assert clean(prose) == prose


@pytest.mark.parametrize(
    ("tag", "words"),
    [("goldenage", "golden age"), ("goldenxage", "goldenxage"), ("golden", "golden"), ("rail", "rail")],
)
def test_a_tag_is_split_where_all_its_words_are_known(tag, words):
    assert Splitter(["The golden age of rail is over"])(tag) == words
