"""Where: can the places be one, or one lie in the other?"""

from __future__ import annotations

from itertools import product
from typing import Final

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.comparing.topic import common
from reviews.matching.slots import gazetteer
from reviews.matching.slots.places import Place
from reviews.matching.slots.reading import Reading

_GENERAL: Final = frozenset(
    {"the", "of", "and", "palace", "house", "city", "st", "port", "new", "san", "hall"}
)


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on the places: a conflict where no place of one can be or hold one of the other."""
    if not a.places or not b.places:
        return Findings()
    pairs = list(product(a.places, b.places))
    agreeing = sum(_compatible(first, second) for first, second in pairs)
    # What the other text names at all, if only as its subject, is no place of another.
    named = any(_names(second, a) for second in b.places) or any(_names(first, b) for first in a.places)
    rivals = [pair for pair in pairs if _incompatible(*pair)]
    if agreeing or named or not rivals:
        return Findings(agreeing)
    rivals = [pair for pair in rivals if not _of_other_acts(*pair, a, b)]
    if not rivals:
        return Findings(agreeing)
    first, second = max(rivals, key=lambda pair: len(common(pair[0].about, pair[1].about)))
    told = f"One says {first.span.exact}, the other {second.span.exact}{_why(first, second)}."
    # Two words in common right before both, “deal” and “signed”, say that it is one event.
    least = 0.1 if len(common(first.about, second.about)) >= 2 else 0.34
    return Findings(0, (Difference("place", first.span, second.span, told, is_hard=True, least_topic=least),))


def _of_other_acts(one: Place, two: Place, a: Reading, b: Reading) -> bool:
    """Return whether each text says something before the place that the other does not."""
    alone = one.about - b.concepts, two.about - a.concepts
    return all(alone) and len(common(one.about, two.about)) < 2


def _compatible(a: Place, b: Place) -> bool:
    if a.known and b.known:
        return gazetteer.holds(a.known, b.known) or gazetteer.holds(b.known, a.known)
    return bool(_heads(a.name) & _heads(b.name))


def _heads(name: str) -> set[str]:
    """Return the beginnings of the telling words of a name, so that Kaveria meets Kaverian."""
    return {word[:6] for word in name.lower().split() if word not in _GENERAL}


def _incompatible(a: Place, b: Place) -> bool:
    """Return whether both are known, or both unknown, and neither can lie in the other."""
    return bool(a.known) == bool(b.known) and not _compatible(a, b)


def _names(place: Place, other: Reading) -> bool:
    """Return whether the other text names this place, or one in it, outside its own places."""
    inside = {name.span.start for name in other.names} - {spot.span.start for spot in other.places}
    return any(
        name.span.start in inside
        and (
            (place.known and name.known == place.known) or bool(_heads(place.name) & _heads(name.span.exact))
        )
        for name in other.names
    )


def _why(a: Place, b: Place) -> str:
    """Return where two known places lie, in brackets."""
    chains = [gazetteer.chain(place.known) for place in (a, b) if place.known]
    if len(chains) < 2 or max(map(len, chains)) < 2:
        return ""
    return f" ({' and '.join(', '.join(chain) for chain in chains)})"
