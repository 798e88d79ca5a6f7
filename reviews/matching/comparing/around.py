"""What stands around a word of a text, in its clause: the telling words before and after, and the passive."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import takewhile
from typing import Final

from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Token

_CLOSING: Final = frozenset('.;:!?“”"')
BEING: Final = frozenset({"was", "were", "is", "are", "been", "being", "be", "gets", "got"})
_AGENT: Final = 5  # words after a verb within which “by” names the doer


def before(reading: Reading, at: int, most: int = 3) -> set[str]:
    """Return the concepts of at most `most` telling words before the word at `at`, in its clause."""
    return _nearest(reversed(reading.words[max(0, at - 4 * most) : at]), most)


def after(reading: Reading, at: int, most: int = 3, *, until: Set[str] = frozenset()) -> set[str]:
    """Return the concepts of at most `most` telling words after the word at `at`, in its clause.

    A word of `until`, such as a preposition, ends them.
    """
    following = reading.words[at + 1 : at + 1 + 4 * most]
    return _nearest(takewhile(lambda word: word.lower not in until, following), most)


def is_passive(reading: Reading, at: int) -> bool:
    """Return whether the verb at `at` is passive with its doer named: “was … by”."""
    led = {word.lower for word in reading.words[max(0, at - 3) : at]}
    return bool(led & BEING) and agent_at(reading, at) is not None


def agent_at(reading: Reading, at: int) -> int | None:
    """Return the number of the “by” that names the doer of the verb at `at`, if one does."""
    following = range(at + 1, min(len(reading.words), at + 1 + _AGENT))
    return next((place for place in following if reading.words[place].lower == "by"), None)


def _nearest(words: Iterable[Token], most: int) -> set[str]:
    found: list[str] = []
    for word in words:
        if word.text in _CLOSING or len(found) == most:
            break
        if word.counts and word.concept != "say":
            found.append(word.concept)
    return set(found)
