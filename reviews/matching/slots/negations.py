"""Whether: what a text denies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviews.matching.slots.token import Token

_CUES: Final = frozenset(
    "not never no cannot neither nor without nobody none nothing hardly barely lack lacks lacked".split()
)
_VERBS: Final = frozenset(
    """
    failed fails fail refused refuses refuse declined declines decline avoided refusing failing unable avoid
    ruled
    """.split()
)
_NOT_DENIED: Final = frozenset({"only", "just", "merely", "doubt"})
_MORE: Final = frozenset({"more", "fewer", "less", "later"})
_DENYING: Final = frozenset({"denied", "denies", "deny", "denying"})
_NO_ADVERBS: Final = frozenset("likely early family supply daily friendly reply assembly italy july".split())
_PASSED_OVER: Final = frozenset(
    """
    been be to the a an any yet have has had out ever so being of in its his their evidence longer
    reason claims that one single trace sign signs
    """.split()
)
# Verbs that say little without what they take: who did not reach a deal has no deal.
_LIGHT: Final = frozenset(
    "reach mak tak find show giv get com caus us use plan intend want hav receiv hold".split()
)
_ENDS: Final = frozenset(
    "in on at by for from with as because despite after before since when if but and".split()
)
# Of these as a subject, the verb is denied too: none of the passengers survived.
_NOBODY: Final = frozenset({"no", "none", "neither", "nobody", "nothing"})
_BEING: Final = frozenset({"was", "were", "is", "are", "has", "have", "had", "will"})
_FAR: Final = 8


def denied(words: Sequence[Token]) -> dict[int, int]:
    """Return the numbers of the words that are denied, each with the number of the word that denies it."""
    found: dict[int, int] = {}
    for at, word in enumerate(words):
        following = [each.lower for each in words[at + 1 : at + 3]] + ["", ""]
        if _denies(words, at, following):
            no_one = word.lower == "no" and following[0] == "one"
            if (word.lower in {"nothing", "nobody"} or no_one) and at and words[at - 1].counts:
                found[at - 1] = at
            opens = at == 0 or not words[at - 1].is_word
            for place in _reached(words, at, 2 if opens and word.lower in _NOBODY else 1):
                found[place] = at
    return found


def _reached(words: Sequence[Token], at: int, scope: int) -> list[int]:
    """Return the telling words that the denial at `at` reaches, `scope` at most and what light verbs take."""
    found: list[int] = []
    for place in range(at + 1, min(len(words), at + _FAR)):
        word = words[place]
        if not word.is_word and word.text not in '“"-' and not word.text[0].isdigit():
            break
        if found and (word.lower in _ENDS or (scope == 1 and word.lower in _BEING)):
            break
        if word.counts and not _is_passed(word.lower):
            found.append(place)
            scope += word.stem in _LIGHT
        if len(found) >= scope:
            break
    return found


def _is_passed(word: str) -> bool:
    return word in _PASSED_OVER or (word.endswith("ly") and len(word) > 5 and word not in _NO_ADVERBS)


def _denies(words: Sequence[Token], at: int, following: Sequence[str]) -> bool:
    word = words[at].lower
    if word in _CUES or word.endswith("n't"):
        is_bound = following[0] in _MORE and following[1] == "than"
        return following[0] not in _NOT_DENIED and not is_bound
    if word in _DENYING:
        return not at or words[at - 1].lower not in _BEING
    return word in _VERBS and following[0] in {"to", "out"}
