"""Edits of a draft's citations, and the marks that follow them."""

import pytest
from django.core.exceptions import ValidationError

from reviews.citing import MOST, edit, renumber

THREE = {"explanation": "One [1], two [2], three [3].", "citations": [{"exact": word} for word in "abc"]}


def words(data):
    return [row["exact"] for row in data["citations"]]


def test_an_empty_word_changes_nothing():
    assert edit(THREE, "").data is THREE


def test_a_page_is_cited_with_the_words_that_were_selected():
    made = edit({}, "cite:17", quoted=" 61 metres ")
    assert made.touched == 1
    assert made.data["citations"] == [
        {
            "snapshot": 17,
            "exact": "61 metres",
            "offline_source": "",
            "locator": "",
            "stance": "",
            "source_type": "secondary",
            "note": "",
        }
    ]


def test_an_offline_source_has_no_snapshot():
    assert edit(THREE, "offline").data["citations"][3]["snapshot"] is None


def test_removing_takes_its_marks_out_and_renumbers_the_rest():
    made = edit(THREE, "remove:2")
    assert words(made.data) == ["a", "c"]
    assert made.data["explanation"] == "One [1], two , three [2]."
    assert (made.numbers, made.touched) == ({2: None, 3: 2}, 0)


@pytest.mark.parametrize(
    ("word", "order", "explanation", "touched"),
    [
        ("up:3", ["a", "c", "b"], "One [1], two [3], three [2].", 2),
        ("down:1", ["b", "a", "c"], "One [2], two [1], three [3].", 2),
        ("up:1", ["a", "b", "c"], THREE["explanation"], 1),
        ("down:3", ["a", "b", "c"], THREE["explanation"], 3),
    ],
)
def test_moving_takes_the_marks_along(word, order, explanation, touched):
    made = edit(THREE, word)
    assert (words(made.data), made.data["explanation"], made.touched) == (order, explanation, touched)


def test_the_draft_that_was_given_stays_as_it_was():
    edit(THREE, "remove:1")
    assert words(THREE) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "word", ["remove:0", "remove:4", "up:9", "remove", "offline:1", "cite", "drop:1", "cite:x"]
)
def test_an_edit_that_cannot_be_done_says_so(word):
    with pytest.raises(ValidationError):
        edit(THREE, word)


def test_a_verdict_has_room_for_a_limited_number_of_citations():
    with pytest.raises(ValidationError, match="has room for 99"):
        edit({"citations": [{}] * MOST}, "offline")


def test_marks_of_unknown_citations_are_left_alone():
    assert renumber("See [7].", {1: 2}) == "See [7]."
