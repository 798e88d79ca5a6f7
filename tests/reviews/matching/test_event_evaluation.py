"""Our labelled events, and the archive that ranking is tried on."""

from __future__ import annotations

from bench.retrieval import archive, asked
from reviews.matching.event_evaluation import event_rows, told
from reviews.matching.ranking import Collection, Text


def test_every_article_of_an_event_shares_a_claim_with_another():
    by_claim = {}
    for one in told():
        by_claim.setdefault(one.claim, set()).add(one.article)
    shared = {one.article for one in told() if len(by_claim[one.claim]) > 1}
    assert shared == {one.article for one in told()}


def test_words_find_the_same_claim_in_other_articles():
    rows = {row.method: row for row in event_rows(embedder=None, reader=None)}
    assert rows["words"].precision >= 0.7
    assert rows["words"].recall >= 0.9


def test_the_archive_is_the_same_each_time_and_holds_each_claim_once():
    assert archive(2_000) == archive(2_000)
    assert len({claim.text for claim in archive(2_000)}) == 2_000


def test_each_query_asks_for_a_claim_of_the_archive_and_the_halves_share_none():
    sought = {half: {query.sought for query in asked(half)} for half in ("dev", "test")}
    assert sought["dev"] & sought["test"] == set()
    assert sought["dev"] | sought["test"] == {claim.id for claim in archive(500)} & {
        f"r{number:03}" for number in range(1, 248)
    }


def test_posts_as_people_share_them_find_their_claims_by_words():
    collection = Collection(archive(500), embedder=None)
    near = [query for query in asked("dev") if query.style == "near"]
    ranked = [best for _, best in collection.rank([Text(q.sought, q.text) for q in near], top=1)]
    found = sum(best[0].id == query.sought for best, query in zip(ranked, near, strict=True))
    assert found >= 0.9 * len(near)
