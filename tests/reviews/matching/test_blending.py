"""Words count inside one event, meaning across; without an embedding the words alone."""

from __future__ import annotations

from datetime import timedelta

from reviews.matching.blending import EVENT, blend
from reviews.matching.similarity import score

A = "The finance minister stepped down on Thursday."
B = "On Thursday the minister of finance resigned."


def test_inside_one_event_words_weigh_more():
    assert blend(A, B, cosine=1.0, apart=EVENT) == 0.3 + 0.7 * score(A, B)
    assert blend(A, B, cosine=1.0, apart=-EVENT) == blend(A, B, cosine=1.0, apart=EVENT)


def test_against_the_archive_meaning_weighs_more():
    later = EVENT + timedelta(seconds=1)
    assert blend(A, B, cosine=0.5, apart=later) == 0.7 * 0.5 + (1 - 0.7) * score(A, B)


def test_what_means_the_contrary_is_no_less_than_nothing():
    assert blend(A, B, cosine=-0.4, apart=EVENT) == 0.7 * score(A, B)


def test_without_an_embedding_words_alone():
    assert blend(A, B, cosine=None, apart=10 * EVENT) == score(A, B)
