"""How a claim is worded."""

from __future__ import annotations

from reviews.matching.fingerprint import fingerprint
from reviews.matching.wording import word


def test_the_exact_words_stay_and_white_space_is_folded():
    wording = word(" “We\n agreed,”  she said. ", speaker=" Ada\tLund ")
    assert wording.text == "“We agreed,” she said."
    assert wording.claimant == "Ada Lund"
    assert wording.fingerprint == fingerprint("We agreed she said", speaker="Ada Lund")
