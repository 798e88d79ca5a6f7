"""Our labelled events, and the made-up archive that ranking is tried on."""

from __future__ import annotations

from bench.posts import claims, posts
from reviews.matching.event_evaluation import event_rows, told
from reviews.matching.ranking import Collection, Text


def test_every_article_of_an_event_shares_a_claim_with_another():
    by_claim = {}
    for one in told():
        by_claim.setdefault(one.claim, set()).add(one.article)
    shared = {one.article for one in told() if len(by_claim[one.claim]) > 1}
    assert shared == {one.article for one in told()}


def test_words_find_the_same_claim_in_other_articles():
    rows = {row.method: row for row in event_rows(embedder=None)}
    assert rows["words"].precision >= 0.7
    assert rows["words"].recall >= 0.9


def test_the_archive_is_the_same_for_one_seed_and_other_for_another():
    assert claims(50) == claims(50)
    assert claims(50) != claims(50, seed=2)
    assert len({claim.text for claim in claims(500)}) == 500


def test_posts_find_most_of_their_claims_in_a_small_archive():
    made = claims(100)
    asked = posts(made, 50)
    collection = Collection([Text(claim.id, claim.text, claim.title) for claim in made], embedder=None)
    queries = [Text(claim, post) for post, claim in asked]
    firsts = [ranked[0].id == query.id for query, ranked in collection.rank(queries, top=1)]
    assert sum(firsts) >= 40
