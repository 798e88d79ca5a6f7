"""How a claim is worded."""

from __future__ import annotations

from reviews.matching.fingerprint import fingerprint
from reviews.matching.wording import word


def test_the_exact_words_stay_and_white_space_is_folded():
    wording = word(" “We\n agreed,”  she said. ", speaker=" Ada\tLund ")
    assert wording.text == "“We agreed,” she said."
    assert wording.claimant == "Ada Lund"
    assert wording.fingerprint == fingerprint("We agreed she said", speaker="Ada Lund")


def test_the_sketch_is_one_of_the_desk_and_language():
    wording = word("The bridge at Tessel is 61 metres long.")
    assert wording.sketch(desk=1, language="en") == wording.sketch(desk=1, language="en")
    assert not set(wording.sketch(desk=1, language="en")) & set(wording.sketch(desk=1, language="fr"))
