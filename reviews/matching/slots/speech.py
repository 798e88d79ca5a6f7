"""Who said it: the named speaker of what a text reports, and the words in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from reviews.matching.slots.names import Name
from reviews.matching.slots.token import Span, Token

_SAID: Final = frozenset(
    """
    said says told announced stated declared claimed added noted argued insisted warned tweeted posted
    wrote explained admitted acknowledged confirmed denied called promised pledged vowed predicted
    estimated reported
    """.split()
)
_QUOTED: Final = re.compile(r"[“\"„«]([^“”\"„«»]{3,1500})[”\"“»]")


@dataclass(frozen=True, slots=True)
class Saying:
    """A speaker, and the concepts of the words beside the attribution."""

    speaker: Name
    said: frozenset[str]


def sayings(words: Sequence[Token], names: Sequence[Name]) -> list[Saying]:
    """Return who is named as having said what the text reports."""
    found: list[Saying] = []
    for at, word in enumerate(words):
        speaker = None
        if word.lower in _SAID:
            speaker = _before(names, at) or _after(names, at, most=_titled(words, at))
        elif word.lower == "according" and at + 1 < len(words) and words[at + 1].lower == "to":
            speaker = _after(names, at + 1, most=3)
        if speaker is not None:
            outside = [*words[: speaker.first], *words[speaker.last + 1 :]]
            said = frozenset(other.concept for other in outside if other.counts and other.lower not in _SAID)
            found.append(Saying(speaker, said))
    return found


def _titled(words: Sequence[Token], at: int) -> int:
    """Return within how many words the name follows: past “housing minister”, not past a mark."""
    title = takewhile(lambda word: word.is_word and not word.is_capital, words[at + 1 : at + 5])
    return 2 + len(list(title))


def quoted(text: str) -> list[Span]:
    """Return the words inside quotation marks of at least three words."""
    runs = [Span(*found.span(1), found[1]) for found in _QUOTED.finditer(text)]
    return [run for run in runs if len(run.exact.split()) >= 3]


def _before(names: Sequence[Name], at: int) -> Name | None:
    return next((name for name in reversed(names) if 0 < at - name.last <= 2), None)


def _after(names: Sequence[Name], at: int, *, most: int = 2) -> Name | None:
    return next((name for name in names if 0 < name.first - at <= most), None)
