"""How sure: is what one states only possible, planned or vague in the other?"""

from __future__ import annotations

from typing import Final

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Token, span

_UNSURE: Final = frozenset(
    """
    may might could possibly perhaps reportedly allegedly likely unlikely considering considers mulls
    hopes hoped hope expected plans promised alleged claimed claims ought feared hints suspected believe
    believed planned proposed believes suspects seems appears partly somewhat
    """.split()
)
_VAGUE: Final = frozenset(
    {"several", "many", "few", "dozens", "hundreds", "thousands", "numerous", "most", "part"}
)


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on words that make one text less sure or less exact than the other; never hard."""
    differences = []
    for words, slot, how in ((_UNSURE, "certainty", "sure"), (_VAGUE, "number", "exact")):
        one, two = _first(a, words), _first(b, words)
        exact = slot == "certainty" or bool(a.quantities) != bool(b.quantities)
        if (one is None) != (two is None) and exact and a.words and b.words:
            vague = one or two
            told = f"“{vague.text if vague else ''}” makes one less {how} than the other."
            left, right = (span(each.text, [word or each.words[0]]) for each, word in ((a, one), (b, two)))
            differences.append(Difference(slot, left, right, told))
    return Findings(0, tuple(differences))


def _first(reading: Reading, listed: frozenset[str]) -> Token | None:
    words = (word for word in reading.words if word.opens or not word.is_capital)  # May is a month
    return next((word for word in words if word.lower in listed), None)
