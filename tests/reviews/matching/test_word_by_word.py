"""Word by word: a query's words find those that are meant alike, in whatever else stands around them."""

from __future__ import annotations

import numpy as np
import pytest

from articles import embedding
from reviews.matching.word_by_word import WordByWord

TEXTS = [
    "The minister resigned.",
    "The ferry sank off the coast of Lund.",
    "",
    "…",
    "The ferry was painted green.",
]


def read(text: str) -> embedding.Read:
    [(_, found)] = embedding.load().read([text])
    return found


@pytest.fixture(scope="module")
def words() -> WordByWord:
    return WordByWord(embedding.load(), TEXTS, lambda count: None)


def every(texts: list[str]) -> np.ndarray:
    return np.arange(len(texts))


def test_a_text_finds_itself_whole_and_texts_without_words_nothing(words):
    found = words.found(read(TEXTS[1]), every(TEXTS), alike_in_kind=0)
    assert found[1] == pytest.approx(1, abs=0.02)
    assert found.argmax() == 1
    assert found[2] == found[3] == 0


def test_only_the_texts_that_are_asked_about_answer_in_their_order(words):
    query = read("a ship went down")
    whole = words.found(query, every(TEXTS), alike_in_kind=0)
    some = words.found(query, np.array([4, 2, 1]), alike_in_kind=0)
    assert some == pytest.approx(whole[[4, 2, 1]], abs=1e-6)


def test_a_query_without_words_finds_nothing(words):
    assert words.found(read("?!"), every(TEXTS), alike_in_kind=1).tolist() == [0] * 5


def test_what_a_text_says_besides_lowers_it_only_where_both_are_of_one_kind():
    texts = [
        "The ferry sank.",
        "The ferry sank, while in Oslo the price of bread and of salted fish rose again.",
    ]
    held = WordByWord(embedding.load(), texts, lambda count: None)
    one_way = held.found(read("ferry sank"), every(texts), alike_in_kind=0)
    both = held.found(read("ferry sank"), every(texts), alike_in_kind=1)
    assert both[0] - both[1] > one_way[0] - one_way[1] + 0.1


def test_many_texts_are_kept_in_fewer_directions_and_found_as_before():
    texts = [f"{name} {verb} {thing}." for name in NAMES for verb in VERBS for thing in THINGS]
    held = WordByWord(embedding.load(), texts, lambda count: None)
    assert held.bytes_a_word == 96
    wanted = ["Brazil banned plastic bags.", "Kenya exported coffee."]
    assert [
        texts[held.found(read(text), every(texts), alike_in_kind=0).argmax()] for text in wanted
    ] == wanted


NAMES = ["Brazil", "Kenya", "Sweden", "Japan", "Canada", "Poland", "Chile", "India"]
VERBS = ["banned", "exported", "taxed", "praised", "hid", "bought", "sold"]
THINGS = ["coffee", "plastic bags", "salmon", "wheat", "old ships", "gold", "maps", "wool", "tents"]
