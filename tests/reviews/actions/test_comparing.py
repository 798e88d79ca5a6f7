"""Pairs of near claims: compared once each by the rules, the nearest by the network too."""

from __future__ import annotations

import pytest

from reviews.actions import comparing, relations
from reviews.actions.near_claims import NearClaim
from reviews.matching import inference
from reviews.models import ClaimRelation, Suggestion
from reviews.reports.conflicts import conflicts
from tests.reviews.actions.test_relations import printed
from tests.reviews.matching import tiny_reader

A = "The envoys left the talks in the capital pleased with the outcome."
B = "The envoys left the talks in the capital, and were not sorry to see them fail."


@pytest.fixture
def model(settings, tmp_path):
    """A network that finds whatever holds “not” to exclude the other."""
    inference.load.cache_clear()
    inference.version.cache_clear()
    settings.INFERENCE_MODEL = str(tiny_reader.write(tmp_path))
    yield inference.version(tmp_path)
    inference.load.cache_clear()
    inference.version.cache_clear()


def test_a_pair_that_comes_twice_and_turned_round_is_one_relation_with_the_older_claim_first(model):
    one, other = NearClaim(7, A), NearClaim(3, B)
    [relation] = comparing.relations_between([(one, other), (other, one)])
    assert (relation.claim_a_id, relation.claim_b_id, relation.kind) == (3, 7, "contradicts")
    assert [each["model"] for each in relation.differences] == [model]


def test_without_a_model_the_rules_find_nothing_between_them():
    assert comparing.relations_between([(NearClaim(7, A), NearClaim(3, B))]) == []


def test_of_one_text_the_nearest_pairs_alone_are_read_again(model):
    far = "The envoys were not at the harbour."
    others = [NearClaim(number, B) for number in range(10, 10 + comparing.MOST_READ_AGAIN)]
    pairs = [(NearClaim(1, A), NearClaim(2, far)), *((NearClaim(1, A), other) for other in others)]
    found = {relation.claim_b_id for relation in comparing.relations_between(pairs)}
    assert found == {other.id for other in others}


def test_a_model_that_cannot_be_used_leaves_the_rules(settings, tmp_path):
    settings.INFERENCE_MODEL = str(tmp_path)
    assert comparing.reader() is None
    assert comparing.relations_between([(NearClaim(7, A), NearClaim(3, B))]) == []


@pytest.mark.django_db
def test_what_a_model_found_is_shown_unmarked_with_its_reason_and_recorded_as_the_models(model, desk, editor):
    printed(desk, A)
    printed(desk, B)
    relation = ClaimRelation.objects.get()
    [shown] = conflicts([relation.claim_a_id])
    assert [run.differs for side in (shown.mine, shown.theirs) for run in side.runs] == [False, False]
    assert shown.reasons[0].startswith("A language model reads the two as excluding each other")
    relations.confirm(relation=relation, by=editor)
    said = Suggestion.objects.get(kind="relation")
    assert (said.model, said.version, said.decision) == ("inference", model[:40], "accepted")
