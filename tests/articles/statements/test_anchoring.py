"""Anchors: found where the same words stand, an orphan when in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.statements import locate, selectors

TEXT = "It rose by 5%. Then it fell. In May it rose by 5%. Then it stopped."


def test_the_only_place_is_found_even_in_new_surroundings() -> None:
    assert locate(TEXT, "In May", "nothing like it", "nor this") == (29, 35)


def test_the_surroundings_choose_between_two_places() -> None:
    exact, prefix, suffix = selectors(TEXT, 36, 50)
    assert (exact, locate(TEXT, exact, prefix, suffix)) == ("it rose by 5%.", (36, 50))
    assert locate(TEXT, "rose by 5%.", "May it ", "") == (39, 50)


def test_one_side_is_enough_when_it_is_sure() -> None:
    assert locate(TEXT, "rose by 5%.", "changed", " Then it stopped.") == (39, 50)


def test_two_equal_places_are_no_place() -> None:
    assert locate(TEXT, "rose by 5%. Then it ", "", "") is None
    assert locate(TEXT, "Then it", " ", " ") is None


def test_sides_that_point_to_different_places_are_in_doubt() -> None:
    assert locate("a X b. c X d.", "X", "a ", " d") is None


@pytest.mark.parametrize("exact", ["it rose by 6%.", "It Rose", "it rose by  5%.", ""])
def test_a_look_alike_is_not_the_passage(exact: str) -> None:
    assert locate(TEXT, exact, "", "") is None


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (3, 3), (5, 2), (0, 1_000)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(
        ValueError, match=f"span {start}-{end} does not lie in a text of {len(TEXT)} characters"
    ):
        selectors(TEXT, start, end)


@given(st.text(min_size=1, max_size=80), st.data())
def test_whatever_is_located_has_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = locate(text, *selectors(text, start, end))
    assert found is None or text[found[0] : found[1]] == text[start:end]
    assert found in {None, (start, end)}
