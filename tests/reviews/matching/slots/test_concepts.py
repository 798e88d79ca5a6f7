"""The lists of words that mean alike and that exclude each other, and how a text is read by them."""

from __future__ import annotations

import pytest

from reviews.matching.slots.concepts import Kind, concept_of, every_concept, exclude
from reviews.matching.slots.reading import read
from reviews.matching.slots.token import tokens
from reviews.matching.stems import stem


def senses(word):
    return concept_of(stem(word)).senses


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("rose", "fell", Kind.WHAT),
        ("convicted", "acquitted", Kind.WHAT),
        ("silver", "gold", Kind.WHAT),
        ("women", "men", Kind.WHICH),
        ("north", "south", Kind.WHERE),
    ],
)
def test_words_of_one_matter_exclude_each_other(one, other, kind):
    found = exclude(senses(one), senses(other))
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(("one", "other"), [("rose", "grew"), ("rose", "convicted"), ("table", "chair")])
def test_words_of_one_value_or_of_two_matters_do_not(one, other):
    assert exclude(senses(one), senses(other)) is None


def test_no_word_has_two_values_of_one_matter():
    for concept in every_concept():
        matters = [sense.matter for sense in concept.senses]
        assert len(matters) == len(set(matters)), concept


def test_a_phrase_is_one_word_with_its_own_meaning():
    words = tokens("Senators voted down the bill, then turned it down.")
    assert [word.lower for word in words][:2] == ["senators", "voted down"]
    assert words[1].concept == concept_of("reject").name
    assert words[1].text == "voted down"
    assert "turned" in [word.lower for word in words]


def test_an_irregular_past_is_read_as_its_verb():
    assert tokens("threw out")[0].concept == tokens("throw out")[0].concept == concept_of("reject").name


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("She finished third in the race", [(3, "")]),
        ("She came in 7th place", [(7, "")]),
        ("the second largest port", [(2, "largest")]),
        ("the third-largest port", [(3, "largest")]),
        ("the largest port", [(1, "largest")]),
        ("their last three games", [(-1, "several")]),
        ("the first stage", [(1, "stage")]),
        ("last year", []),
        ("a third of them left", []),
        ("one second late", []),
        ("in the 19th century", []),
    ],
)
def test_ranks(text, ranks):
    assert [(rank.number, rank.of) for rank in read(text).ranks] == ranks


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("One in four workers left", [(25, "%")]),
        ("Seven out of ten agreed", [(70, "%")]),
        ("Profit doubled", [(2, "times")]),
        ("Prices rose by half", [(50, "%")]),
        ("A fifth of them left", [(20, "%")]),
        ("a quarter of a percentage point", [(0.25, "point")]),
        ("He got two years and a half", [(912.5, "day")]),
        ("Two men in three cars", [(2, ""), (3, "")]),
    ],
)
def test_shares_and_multiples(text, numbers):
    found = [
        (round(quantity.low, 1) if quantity.low > 1 else quantity.low, quantity.unit)
        for quantity in read(text).quantities
    ]
    assert found == numbers


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("None of the 48 passengers survived", {"passengers", "survived"}),
        ("They failed to reach a deal", {"reach a deal"}),
        ("They failed to make a profit", {"make", "profit"}),
        ("The plan has not yet begun", {"begun"}),
        ("They are no more likely to win", {"likely"}),
        ("He denied that he took money", {"took", "money"}),
        ("He was denied bail", set()),
        ("No more than nine came", set()),
        ("Not only nine came", set()),
    ],
)
def test_denials(text, denied):
    reading = read(text)
    assert {reading.words[at].text for at in reading.denied} == denied


def test_verbs_of_saying_are_one_concept_called_say():
    assert {concept_of(stem(word)).name for word in ("said", "told", "wrote", "argued")} == {"say"}


def test_not_and_even_say_nothing_of_a_topic():
    assert read("The bridge is not even open.").concepts == {"bridg", "even", "open"}
    assert [token.senses for token in tokens("even")] == [()]
