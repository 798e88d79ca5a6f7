"""Passages: a post is searched by its whole, a longer text by its sentences too."""

from __future__ import annotations

import pytest

from articles import embedding
from reviews.matching.passages import passages
from reviews.matching.ranking import Collection, Text

FILLER = "The council met on Monday and heard the report of its treasurer about the year that has passed."
CLAIM = "A shark swam down the flooded motorway."


def test_a_post_is_one_passage_however_many_sentences_it_has():
    assert passages("Wow. Look at this! A shark on the road.") == ["Wow. Look at this! A shark on the road."]


def test_of_a_longer_text_each_sentence_of_four_words_is_one_too():
    text = f"{FILLER} Yes. {CLAIM} {FILLER} {FILLER}"
    assert passages(text) == [text, FILLER, CLAIM, FILLER, FILLER]


def test_of_a_book_the_first_sentences_count():
    assert len(passages(f"{FILLER} " * 500)) == 17


@pytest.mark.parametrize("with_meaning", [False, True])
def test_a_long_text_finds_the_claim_that_one_of_its_sentences_makes(with_meaning):
    claims = [
        Text(1, CLAIM),
        Text(2, "The treasurer left the council."),
        Text(3, "Monday was the hottest day."),
    ]
    collection = Collection(claims, embedder=embedding.load() if with_meaning else None)
    queries = [Text("long", f"{FILLER} {FILLER} {FILLER} {CLAIM}"), Text("short", "the treasurer is gone")]
    assert [ranked[0].id for _, ranked in collection.rank(queries, top=1)] == [1, 2]
