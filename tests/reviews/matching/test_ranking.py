"""Ranking: words and meaning blended by how much the claims of a collection are alike."""

from __future__ import annotations

import pytest

from reviews.matching import embedding
from reviews.matching.lexical import Index, terms
from reviews.matching.ranking import Collection, Text
from reviews.matching.stems import stem

CLAIMS = [
    Text(1, "The ferry struck the breakwater at Port Vellin."),
    Text(2, "The ferry had been inspected eleven weeks late."),
    Text(3, "Lanthanum is refined in Kaveria.", title="Who refines the metal?"),
]


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("signed signs signing", "sign"),
        ("refines refined refining", "refin"),
        ("countries country", "country"),
        ("deaths died dead", "die"),
        ("gas", "gas"),
        ("crisis", "crisis"),
        ("90%", "90%"),
    ],
)
def test_words_of_one_stem(words, root):
    assert {stem(word) for word in words.split()} == {root}


def test_near_words_keep_their_own_stems():
    assert len({stem(word) for word in ["universe", "import", "policy", "police", "general"]}) == 5


def test_rare_words_weigh_more_than_frequent_ones():
    index = Index([terms(claim.text) for claim in CLAIMS])
    ferry, inspected = index.covered(terms("ferry")), index.covered(terms("ferry inspected"))
    assert inspected[1] > inspected[0] > 0
    assert ferry[2] == 0


def test_the_same_words_have_likeness_one_and_others_none():
    index = Index([terms(claim.text) for claim in CLAIMS])
    assert index.likeness(terms(CLAIMS[0].text))[0] == pytest.approx(1, abs=1e-5)
    assert index.likeness(terms("palaces"))[0] == 0


def test_a_title_finds_its_claim():
    collection = Collection(CLAIMS, embedder=None)
    [(query, ranked)] = collection.rank([Text("q", "who refines this metal")], top=1)
    assert (query.id, ranked[0].id) == ("q", 3)


def test_equal_scores_keep_the_order_of_the_claims():
    collection = Collection(CLAIMS, embedder=None)
    [(_, ranked)] = collection.rank([Text("q", "nothing of the kind")], top=3)
    assert [claim.id for claim in ranked] == [1, 2, 3]


def test_meaning_weighs_less_among_claims_on_one_event_than_in_an_archive():
    event = [Text(n, f"The ferry {verb} the breakwater.") for n, verb in enumerate(["hit", "struck", "left"])]
    archive = [Text(1, "The ferry sank."), Text(2, "Vaccines are safe."), Text(3, "Gold fell 3%.")]
    inside = Collection(event, embedder=embedding.load())
    outside = Collection(archive, embedder=embedding.load())
    assert inside.weight_of_meaning < outside.weight_of_meaning
