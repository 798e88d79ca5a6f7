"""What a desk's model sees of a claim."""

from __future__ import annotations

from reviews.learning.features import content_words, features


def test_words_are_kept_by_name_without_idle_ones_and_plurals():
    assert content_words("The teams of this season: Team spirit, glass, 90 and 3rd.") == [
        "team",
        "season",
        "spirit",
        "glass",
    ]


def test_a_claim_has_its_worth_its_signs_and_its_words():
    assert features("The harbour was sold under the terms of a contract.", 0.6) == {
        "worth": 0.6,
        "sign:terms of a document": 1.0,
        "word:harbour": 1.0,
        "word:sold": 1.0,
        "word:term": 1.0,
        "word:contract": 1.0,
    }


def test_a_claim_without_words_has_its_worth_alone():
    assert features("— 90 %", 0.2)["worth"] == 0.2
    assert [name for name in features("…", 0.2) if name.startswith("word:")] == []


def test_no_more_than_the_engine_judges_is_read():
    assert "word:tower" not in features("x " * 1_000 + "tower", 0.2)
