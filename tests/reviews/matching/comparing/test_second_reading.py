"""The second reading: a sure model adds a contradiction to what the rules leave open, and nothing else."""

from __future__ import annotations

import pytest

from reviews.matching import inference
from reviews.matching.comparing.compare import compare
from reviews.matching.comparing.second_reading import SURE, compare_twice, may_be_read_again, read_again
from tests.reviews.matching import tiny_reader

A = "The envoys left the talks in the capital pleased with the outcome."
B = "The envoys left the talks in the capital, and were not sorry to see them fail."


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model that finds whatever holds “not” to exclude the other."""
    inference.load.cache_clear()
    yield inference.load(tiny_reader.write(tmp_path_factory.mktemp("model")))
    inference.load.cache_clear()


def test_what_the_rules_leave_open_a_sure_model_decides_with_both_statements_as_its_place(model):
    assert compare(A, B).relation in {"agrees", "wording_differs", "not_comparable"}
    found = compare_twice(A, B, model=model)
    assert (found.relation, found.score) == ("contradicts", 0.995)
    [difference] = found.differences
    assert (difference.slot, difference.a.exact, difference.b.exact) == ("inference", A, B)
    assert (difference.is_hard, difference.as_json()["model"]) == (True, model.version)
    assert "reads the two as excluding each other (1.00)" in difference.sentence


def test_without_a_model_the_rules_alone_answer():
    assert compare_twice(A, B, model=None) == compare(A, B)


def test_a_model_that_is_not_sure_changes_nothing():
    found = compare(A, B)
    assert read_again(found, A, B, likely=SURE - 0.001, model="m") is found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor did not sign.", "the mayor did not sign"),
        (
            "Der Minister ist nicht nach Wien gereist und hat nicht unterschrieben.",
            "Der Minister ist gereist.",
        ),
        ("The mayor did not sign the treaty.", "Salmon swim upstream in spring."),
        ("China refines 92 percent of rare earths, not all.", "China mines 60 percent of rare earths."),
    ],
    ids=["the same words", "another language", "nothing in common", "other things measured"],
)
def test_it_is_not_asked_where_nothing_is_open(model, a, b):
    assert not may_be_read_again(compare(a, b), a, b)
    assert compare_twice(a, b, model=model) == compare(a, b)


def test_what_the_rules_find_is_theirs(model):
    found = compare_twice("The deal was signed in Paris.", "The deal was not signed in Paris.", model=model)
    assert found.relation == "contradicts"
    assert [difference.model for difference in found.differences] == [""]
