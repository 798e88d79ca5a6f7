"""A text as read for comparing: its words and the slots that they fill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reviews.matching.slots import days, negations, offices, places, quantities, ranks, speech
from reviews.matching.slots.names import Act, Name, acts, names
from reviews.matching.slots.token import Span, Token, tokens

_MOST = 40  # entries of a slot: no statement has more, and hostile texts stay cheap
_MOST_LETTERS = 4_000  # of a statement; the rest is not compared


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, slot by slot."""

    text: str
    words: list[Token]
    concepts: frozenset[str]
    quantities: list[quantities.Quantity]
    ranks: list[ranks.Rank]
    days: list[days.Day]
    places: list[places.Place]
    offices: list[offices.Office]
    names: list[Name]
    acts: list[Act]
    sayings: list[speech.Saying]
    quoted: list[Span]
    denied: dict[int, int]


@lru_cache(maxsize=4_096)
def read(text: str) -> Reading:
    """Return the reading of `text`, of at most 4,000 letters; kept for the texts read last."""
    text = text[:_MOST_LETTERS]
    words = tokens(text)
    dated = days.days(text)
    taken = {
        at
        for at, word in enumerate(words)
        if any(day.span.start <= word.start < day.span.end for day in dated)
    }
    named = names(text, words, taken)[:_MOST]
    return Reading(
        text=text,
        words=words,
        concepts=frozenset(word.concept for at, word in enumerate(words) if word.counts and at not in taken),
        quantities=quantities.quantities(text, words, taken)[:_MOST],
        ranks=ranks.ranks(text, words, taken)[:_MOST],
        days=dated[:_MOST],
        places=places.places(text, words, taken)[:_MOST],
        offices=offices.offices(text)[:_MOST],
        names=named,
        acts=acts(words, named),
        sayings=speech.sayings(words, named)[:_MOST],
        quoted=speech.quoted(text)[:_MOST],
        denied=negations.denied(words),
    )
