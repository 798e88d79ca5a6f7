"""Likeness: what readers cannot see is no difference, and stories are told apart by the words they share."""

from __future__ import annotations

import pytest

from articles.likeness import alike, is_long, says_the_same, shared, unrelated

LONG = " ".join(f"Word{number} stands here." for number in range(20))
OTHER = " ".join(f"Ship{number} sails there." for number in range(20))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A bridge.", "A  bridge.\r\n", True),
        ("A bridge.", "A bridge.\u200b", True),
        ("Café & bar", "Cafe\u0301 &amp; bar", True),
        ("4.2 million", "4.2\u00a0million", True),
        ("A bridge.", "A bridge!", False),
        ("It isn’t.", "It isn't.", False),
        ("A Bridge", "A bridge", False),
    ],
)
def test_only_what_readers_cannot_see_is_no_difference(one, other, same):
    assert says_the_same(one, other) is same


def test_the_share_is_that_of_the_shorter_texts_runs_of_three_words():
    assert shared("a b c d", "a b c x y z") == 0.5
    assert shared("a b", "A, b!") == 1.0
    assert shared("", "a b c") == 0.0


def test_one_story_has_the_same_title_or_a_fifth_of_its_words():
    assert alike("Bridge approved", "x", "bridge approved!", "y")
    assert alike("", "a b c d e f g", "", "a b c z z z z")
    assert not alike("", LONG, "", OTHER)


def test_only_long_texts_with_other_titles_are_surely_unrelated():
    assert unrelated("One", LONG, "Two", OTHER)
    assert not unrelated("One", LONG, "one", OTHER)
    assert not unrelated("One", "A.", "Two", "B.")
    assert (is_long(LONG), is_long("A.")) == (True, False)
