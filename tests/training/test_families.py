"""The families that the network learns from: whole, told once, and none among what it is judged by."""

from __future__ import annotations

import pytest

from reviews.matching.conflict_evaluation import versions
from reviews.matching.evaluation import gold_pairs
from training import families
from training.families import AGREEMENT, APART, CONTRADICTION, DIFFERENCE, Family

JUDGED = ("dev6", "dev8", "dev9", "dev10")
FAMILY = Family(
    "x-1",
    "x",
    ["It opened.", "The hall was opened."],
    ["It stayed shut.", "It burnt down unopened."],
    ["It may have opened."],
    ["It closes in May.", "Two others opened.", "It has six doors."],
)


@pytest.fixture(scope="module")
def every() -> list[Family]:
    known, held = families.read()
    return known + held


def told(family: Family) -> list[str]:
    return [*family.same, *family.against, *family.vaguer, *family.beside]


def test_each_family_has_an_id_of_its_own_and_tells_nothing_twice(every):
    assert len({family.id for family in every}) == len(every)
    assert [family.id for family in every if len(set(told(family))) != len(told(family))] == []


def test_each_family_says_a_thing_twice_and_has_two_against_it_and_three_beside(every):
    short = [one.id for one in every if len(one.same) < 2 or len(one.against) < 2 or len(one.beside) < 3]
    assert short == []


def test_nothing_that_the_network_is_judged_by_is_learnt_from(every):
    learnt = {text for family in every for text in told(family)}
    judged = {text for part in JUDGED for pair in gold_pairs(part) for text in (pair.a, pair.b)}
    judged |= {one.text for one in versions()}
    assert learnt & judged == set()


def test_a_family_makes_the_pairs_whose_relation_it_tells():
    count = dict.fromkeys((CONTRADICTION, AGREEMENT, DIFFERENCE, APART), 0)
    for pair in FAMILY.pairs():
        count[pair.label] += 1
    assert count == {CONTRADICTION: 4, AGREEMENT: 1, DIFFERENCE: 2, APART: 12}
