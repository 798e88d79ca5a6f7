"""Whether: what a text denies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviews.matching.slots.token import Token

_CUES: Final = frozenset(
    "not never no cannot neither nor without nobody none nothing hardly barely lacks lacked".split()
)
_VERBS: Final = frozenset(
    """
    failed fails fail refused refuses declined declines avoided refusing failing unable avoid ruled
    """.split()
)
_NOT_DENIED: Final = frozenset({"only", "just", "fewer", "less", "more", "later", "yet", "merely", "doubt"})
_PASSED_OVER: Final = frozenset(
    """
    been be to the a an any yet have has had out ever so being of in its his their evidence longer
    reason claims that
    """.split()
)
_ENDS: Final = frozenset(
    "in on at by for from with as because despite after before since when if but and".split()
)
_SCOPE: Final = 1  # words that a denial reaches


def denied(words: Sequence[Token]) -> dict[int, int]:
    """Return the numbers of the words that are denied, each with the number of the word that denies it."""
    found: dict[int, int] = {}
    for at, word in enumerate(words):
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if not _denies(word, following):
            continue
        reached = 0
        for place in range(at + 1, min(len(words), at + 8)):
            if not words[place].is_word and words[place].text not in '“"-':
                break
            if reached and words[place].lower in _ENDS:
                break
            if words[place].counts and not _is_passed(words[place].lower):
                found[place] = at
                reached += 1
            if reached == _SCOPE:
                break
    return found


def _is_passed(word: str) -> bool:
    return word in _PASSED_OVER or (word.endswith("ly") and len(word) > 5)


def _denies(word: Token, following: str) -> bool:
    if word.lower in _CUES:
        return following not in _NOT_DENIED
    if word.lower.endswith("n't"):
        return following not in _NOT_DENIED
    return word.lower in _VERBS and following in {"to", "out"}
