"""Candidates for lost words: ranked by what is the same, each with its reasons, and never taken."""

from __future__ import annotations

from dataclasses import dataclass

from articles.revision_candidates import candidates


@dataclass
class Said:
    exact: str
    prefix: str = ""
    suffix: str = ""
    speaker: str = ""


OLD = Said("The bridge at Tessel is 90 metres long.", "It is new. ", " It is wide.")


def told(*new: Said, old: Said = OLD, **terms) -> list[tuple[int, float, tuple[str, ...]]]:
    return [(row.at, row.score, row.reasons) for row in candidates(old, new, **terms)]


def test_the_likest_words_stand_first_and_what_has_nothing_in_common_is_left_out():
    found = told(
        Said("The harbour tax rises in May."),
        Said("The bridge at Orrin is 61 metres long."),
        Said("The bridge at Tessel is 95 metres long."),
    )
    assert [(at, score) for at, score, _ in found] == [(2, 0.875), (1, 0.75)]
    assert found[0][2] == ("88% of the words are the same, in order", "numbers differ: 90 → 95")


def test_the_words_around_it_raise_a_place_and_are_named():
    new = Said("The bridge at Tessel is 95 metres long.", OLD.prefix, OLD.suffix)
    assert told(new)[0][1:] == (
        1.175,
        (
            "88% of the words are the same, in order",
            "the words before and after it are the same",
            "numbers differ: 90 → 95",
        ),
    )


def test_what_was_merged_or_split_is_found_by_the_shorter_ones_words():
    longer = Said("The bridge at Tessel is 90 metres long, and it was opened by the mayor of Lund in May.")
    shorter = Said("The bridge at Tessel is new.")
    assert told(longer)[0][1:] == (0.9, ("all its words stand in this one", "the same numbers"))
    assert told(Said("The bridge at Tessel."))[0][2] == ("all of this one’s words stood in it", "without 90")
    assert told(shorter)[0][2][1] == "without 90"


def test_the_very_same_words_by_somebody_else_say_so():
    (found,) = told(Said(OLD.exact, speaker="Ann Lee"))
    assert found == (
        0,
        1.0,
        ("the very same words", "the same numbers", "said by Ann Lee, not by nobody named"),
    )


def test_equal_ones_stand_in_the_order_of_the_text_and_the_list_is_cut():
    same = [Said(OLD.exact) for _ in range(9)]
    assert [at for at, *_ in told(*same, most=3)] == [0, 1, 2]
    assert told() == []
