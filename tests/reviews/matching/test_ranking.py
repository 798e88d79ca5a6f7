"""Ranking: words and meaning blended by how much the claims of a collection are alike."""

from __future__ import annotations

import pytest

from articles import embedding
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$9 million", "nine million dollars"),
        ("60% of farms", "sixty percent of farms"),
        ("1,000 beds", "1000 beds"),
        ("£350", "350 pounds"),
    ],
)
def test_numbers_and_signs_share_their_terms_however_they_are_written(one, other):
    assert set(terms(one)) & set(terms(other)) >= {word for word in terms(one) if " " not in word}


def test_other_numbers_share_no_terms():
    assert set(terms("1,500")) & set(terms("1.500 15 fifteen-hundreds")) == set()


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


def test_few_texts_that_mean_alike_are_on_one_event_and_others_an_archive():
    event = [Text(n, f"The ferry {verb} the breakwater.") for n, verb in enumerate(["hit", "struck", "left"])]
    archive = [Text(1, "A photograph shows a shark in Texas."), Text(2, "Measles vaccines cause autism.")]
    archive += [Text(3, "Senator Holt raised the tax on gold."), Text(4, "Vikings wore horned helmets.")]
    inside = Collection(event, embedder=embedding.load())
    outside = Collection(archive, embedder=embedding.load())
    assert inside.one_event == 1
    assert outside.one_event < 0.5


def test_a_claim_in_other_words_is_found_by_what_each_word_means():
    claims = [Text(1, "The minister of finance resigned."), Text(2, "The minister of health smiled.")]
    [(_, ranked)] = Collection(claims, embedder=embedding.load()).rank(
        [Text("q", "omg have you seen this?? treasury boss quits, finally")], top=2
    )
    assert [claim.id for claim in ranked] == [1, 2]


def test_claims_and_queries_without_words_are_ranked_last_and_not_refused():
    claims = [Text(1, "…"), Text(2, ""), Text(3, "The ferry sank.")]
    collection = Collection(claims, embedder=embedding.load())
    ranked = dict(collection.rank([Text("words", "A ferry sank"), Text("none", "?!"), Text("", "")], top=3))
    by_query = {query.id: [claim.id for claim in found] for query, found in ranked.items()}
    assert by_query["words"][0] == 3
    assert sorted(by_query["none"]) == sorted(by_query[""]) == [1, 2, 3]


def test_an_empty_collection_ranks_nothing():
    [(_, ranked)] = Collection([], embedder=embedding.load()).rank([Text("q", "A ferry sank")], top=3)
    assert ranked == []
