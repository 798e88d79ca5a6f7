"""The second reading: either finds a contradiction, and what the network holds to be none at all is none."""

from __future__ import annotations

import pytest

from reviews.matching import inference
from reviews.matching.comparing.compare import compare
from reviews.matching.comparing.second_reading import DOUBTED, compare_twice, may_be_read_again, read_again
from reviews.matching.inference import Chances
from tests.reviews.matching import tiny_reader

A = "The envoys left the talks in the capital pleased with the outcome."
B = "The envoys left the talks in the capital, and were not sorry to see them fail."
SIGNED, UNSIGNED = "The deal was signed in Paris.", "The deal was not signed in Paris."


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model that finds whatever holds “not” to exclude the other."""
    inference.load.cache_clear()
    yield inference.load(tiny_reader.write(tmp_path_factory.mktemp("model")))
    inference.load.cache_clear()


def chances(contradiction, **others):
    return Chances(contradiction, **{"agreement": 0.0, "difference": 0.0, "apart": 0.0, **others})


def test_what_the_network_alone_finds_has_both_statements_as_its_place_and_says_who_found_it(model):
    assert compare(A, B).relation in {"agrees", "wording_differs", "not_comparable"}
    found = compare_twice(A, B, model=model)
    assert (found.relation, found.score) == ("contradicts", 0.993)
    [difference] = found.differences
    assert (difference.slot, difference.a.exact, difference.b.exact) == ("inference", A, B)
    assert (difference.is_hard, difference.as_json()["model"]) == (True, model.version)
    assert "reads the two as excluding each other (0.99)" in difference.sentence


def test_without_a_model_the_rules_alone_answer():
    assert compare_twice(A, B, model=None) == compare(A, B)


def test_a_network_that_is_not_sure_changes_nothing(model):
    found = compare(A, B)
    near = chances(tiny_reader.FROM - 0.001, apart=0.1)
    assert read_again(found, A, B, chances=near, sure=tiny_reader.FROM, model="m") is found


def test_what_both_find_is_told_in_the_rules_words(model):
    found = compare_twice(SIGNED, UNSIGNED, model=model)
    assert found == compare(SIGNED, UNSIGNED)
    assert [difference.model for difference in found.differences] == [""]


def test_a_contradiction_of_the_rules_stands_until_the_network_holds_it_to_be_none_at_all(model):
    found = compare(SIGNED, UNSIGNED)
    stands = read_again(
        found, SIGNED, UNSIGNED, chances=chances(DOUBTED, apart=0.9), sure=tiny_reader.FROM, model="m"
    )
    falls = read_again(
        found, SIGNED, UNSIGNED, chances=chances(DOUBTED - 0.01, apart=0.9), sure=tiny_reader.FROM, model="m"
    )
    assert stands is found
    assert (falls.relation, falls.differences, falls.score) == ("not_comparable", (), 0.9)


def test_an_office_of_one_person_stands_whatever_the_network_holds():
    a, b = "President Donald Trump signed the pact in Tokyo.", "Former President Donald Trump spoke in Tokyo."
    found = compare(a, b)
    assert [difference.slot for difference in found.differences] == ["office"]
    assert read_again(found, a, b, chances=chances(0.0, apart=1.0), sure=0.9, model="m") is found


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ({"agreement": 0.9}, "agrees"),
        ({"difference": 0.9}, "wording_differs"),
        ({"apart": 0.9}, "not_comparable"),
        ({"agreement": 0.4, "apart": 0.3}, compare(A, B).relation),
    ],
    ids=["the same", "vaguer", "other things", "undecided"],
)
def test_which_other_relation_holds_is_the_networks_to_say_where_it_is_likely(model, said, relation):
    assert (
        read_again(
            compare(A, B), A, B, chances=chances(0.0, **said), sure=tiny_reader.FROM, model="m"
        ).relation
        == relation
    )


def test_what_has_nothing_in_common_stays_unrelated(model):
    far = "Salmon swim upstream in spring."
    assert read_again(
        compare(A, far), A, far, chances=chances(0, apart=0.9), sure=tiny_reader.FROM, model="m"
    ) == compare(A, far)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor did not sign.", "the mayor did not sign"),
        (
            "Der Minister ist nicht nach Wien gereist und hat nicht unterschrieben.",
            "Der Minister ist gereist.",
        ),
    ],
    ids=["the same words", "another language"],
)
def test_it_is_not_asked_where_it_has_nothing_to_say(model, a, b):
    assert not may_be_read_again(a, b)
    assert compare_twice(a, b, model=model) == compare(a, b)
