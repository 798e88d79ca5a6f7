"""A desk that cares for sport, simulated: made-up claims of sport and of other fields, and 300 decisions."""

from __future__ import annotations

import random
from itertools import product

SPORT = [
    f"{who} {did} {what} {when}."
    for who, did, what, when in product(
        ["The Rovers", "Halm United", "The Tessel side", "Norland’s women", "The visiting team"],
        ["won", "lost", "drew", "trained for"],
        ["the cup match", "the league game", "the relay race", "the semi-final", "the season’s opener"],
        ["last season", "under a new coach", "before a full stadium", "after extra time"],
    )
]
OTHER = [
    f"{who} {did} {what} {when}."
    for who, did, what, when in product(
        ["The ministry", "Linden Bank", "The harbour board", "The council", "A regional hospital"],
        ["approved", "postponed", "published", "reviewed"],
        [
            "the annual budget",
            "a loan scheme",
            "the ferry timetable",
            "its staffing plan",
            "the water report",
        ],
        ["on Monday", "under a new law", "before the deadline", "after an audit"],
    )
]


def drawn(seed: int) -> tuple[list[str], list[str]]:
    """Return the claims of sport and the others, each shuffled alike for a seed."""
    shuffle = random.Random(seed)  # noqa: S311  # no secret
    return shuffle.sample(SPORT, len(SPORT)), shuffle.sample(OTHER, len(OTHER))


def worth(text: str) -> float:
    """Return what the engine would say, 0.3 to 0.7: it cares no more for one field than for the other."""
    return 0.3 + 0.1 * (sum(map(ord, text)) % 5)
