"""Likeness: whether two texts can be one story, from their titles and the runs of words that they share."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

RUN: Final = 3
"""Words in a run: three in a row are rarely shared by two stories, and mostly survive an edit."""
ALIKE: Final = 0.2
"""Share of the shorter text's runs that the other must have, to be the same story under another key."""
UNRELATED: Final = 0.05
"""Below this share two texts have no more in common than two stories of one newsroom do."""
LEAST_WORDS: Final = 40
"""A shorter text can neither prove nor disprove anything by itself: think of “No warnings today.”"""

_WORD: Final = re.compile(r"\w+")
# No-break and other spaces are white space to a reader; these have no width at all.
_INVISIBLE: Final = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def folded(text: str) -> str:
    """Return `text` as a reader sees it: NFC, entities decoded, invisible signs out, spaces folded."""
    plain = unicodedata.normalize("NFC", html.unescape(text).translate(_INVISIBLE))
    return " ".join(plain.split())


def says_the_same(one: str, other: str) -> bool:
    """Return whether two texts differ in nothing that a reader sees."""
    return one == other or folded(one) == folded(other)


def alike(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Return whether two pieces are one story: the same title, or a fifth of the shorter text shared."""
    return same_title(title, other_title) or shared(text, other_text) >= ALIKE


def unrelated(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Return whether two pieces are surely two stories: other titles, long texts, next to nothing shared."""
    long = min(len(_words(text)), len(_words(other_text))) >= LEAST_WORDS
    return long and not same_title(title, other_title) and shared(text, other_text) < UNRELATED


def is_long(text: str) -> bool:
    """Return whether a text is long enough to know a story by it."""
    return len(_words(text)) >= LEAST_WORDS


def shared(one: str, other: str) -> float:
    """Return the share (0 to 1) of the shorter text's runs of words that stand in the other too."""
    runs = [_runs(_words(text)) for text in (one, other)]
    fewest = min(len(each) for each in runs)
    return len(runs[0] & runs[1]) / fewest if fewest else 0.0


def same_title(one: str, other: str) -> bool:
    """Return whether two titles have the same words, at least one."""
    words = _words(one)
    return bool(words) and words == _words(other)


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text).casefold())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    size = min(RUN, len(words))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if size else set()
