"""How words stand to each other, as WordNet has it."""

from __future__ import annotations

import pytest

from reviews.matching.wordnet.kinship import Kin, kin


@pytest.mark.parametrize(
    ("a", "b", "is_so"),
    [
        ("car", "automobile", Kin.ALIKE),
        ("lawyers", "attorneys", Kin.ALIKE),
        ("signing", "signed", Kin.ALIKE),
        ("rose", "fell", Kin.OPPOSITE),
        ("soared", "plunged", Kin.OPPOSITE),
        ("banned", "allowed", Kin.OPPOSITE),
        ("cheap", "expensive", Kin.OPPOSITE),
        ("hurricane", "storm", Kin.NARROWER),
        ("storm", "hurricane", Kin.BROADER),
        ("wolves", "dogs", Kin.SISTERS),
        ("vienna", "geneva", Kin.SISTERS),
        ("school", "hospital", Kin.SISTERS),
        ("bread", "parliament", Kin.NONE),
        ("qwertz", "zxcvb", Kin.NONE),
        ("", "\ud800\0", Kin.NONE),
    ],
)
def test_two_words_stand_to_each_other_so(a, b, is_so):
    assert kin(a, b) is is_so


@pytest.mark.parametrize(
    "pair", [("rose", "fell"), ("car", "automobile"), ("wolves", "dogs"), ("men", "women")]
)
def test_it_is_the_same_the_other_way_round(pair):
    assert kin(*pair) is kin(*reversed(pair)) is not Kin.NONE
