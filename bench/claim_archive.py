"""An archive of any number of claims with the word frequencies of news, filled by COPY, and repeats of some.

Words follow Zipf's law over an invented vocabulary; each claim is about one event, an event has a few names
and numbers of its own, belongs to one of some hundred topics, and is told by up to forty claims. A repeat
says a claim again as another newsroom would: some words left out, some replaced, two parts exchanged.
"""

from __future__ import annotations

import itertools
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

VOCABULARY: Final = 60_000
TOPICS: Final = 120
PER_EVENT: Final = 25  # claims, on average
_GRAMMAR: Final = ("the", "of", "and", "to", "in", "a", "that", "for", "on", "with", "by", "was", "it", "as")
_SYLLABLES: Final = [
    a + b for a, b in itertools.product("bdfgklmnprstvwz", ("a", "e", "i", "o", "u", "ar", "en", "is"))
]


@dataclass(slots=True)
class _Event:
    own: list[str]
    topic: list[str]


@dataclass(slots=True)
class Archive:
    """A source of claims; the same ones every time for one `seed`."""

    seed: int = 7
    _draw: random.Random = field(init=False)
    _words: list[str] = field(init=False)
    _sums: list[float] = field(init=False)
    _topics: list[list[str]] = field(init=False)
    _open: list[_Event] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)  # noqa: S311  # texts, no secrets
        self._words = [self._word(rank) for rank in range(VOCABULARY)]
        # Zipf and Mandelbrot: the frequency of the n-th commonest word goes with 1 / (n + 2.7).
        self._sums = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self._topics = [self._common(60) for _ in range(TOPICS)]

    def claims(self, count: int) -> Iterator[str]:
        """Yield `count` claims, in the order in which articles bring them."""
        for _ in range(count):
            yield self._claim(self._event())

    def repeat(self, claim: str) -> str:
        """Return `claim` as another newsroom would say it."""
        said = claim.rstrip(".").split()
        at = self._draw.randrange(2, max(3, len(said) - 2))
        if self._draw.random() < 0.4:
            said = said[at:] + said[:at]
        kept = [word for word in said if self._draw.random() > 0.15]
        return " ".join(w if self._draw.random() > 0.12 else self._common(1)[0] for w in kept) + "."

    def _event(self) -> _Event:
        """Return an event that is in the news: about forty are at a time, and each soon ends."""
        if len(self._open) < 40 or self._draw.random() < 1 / PER_EVENT:
            own = [self._name() for _ in range(5)] + [str(self._draw.randrange(2, 9_999)) for _ in range(3)]
            self._open.append(_Event(own, self._draw.choice(self._topics)))
            del self._open[: len(self._open) - 40]
        return self._draw.choice(self._open)

    def _claim(self, event: _Event) -> str:
        length = self._draw.randrange(12, 26)
        said = [self._one(event) for _ in range(length)]
        return " ".join(said).capitalize() + "."

    def _one(self, event: _Event) -> str:
        which = self._draw.random()
        if which < 0.38:
            return self._draw.choice(_GRAMMAR)
        if which < 0.56:
            return self._draw.choice(event.own)
        if which < 0.76:
            return self._draw.choice(event.topic)
        return self._common(1)[0]

    def _common(self, count: int) -> list[str]:
        most = self._sums[-1]
        return [self._words[bisect(self._sums, self._draw.random() * most)] for _ in range(count)]

    def _name(self) -> str:
        return "".join(self._draw.choices(_SYLLABLES, k=3)).capitalize()

    def _word(self, rank: int) -> str:
        syllables = 2 if rank < 5_000 else 3 if rank < 30_000 else 4
        return "".join(self._draw.choices(_SYLLABLES, k=syllables))
