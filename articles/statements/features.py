"""What the scorer sees of a sentence: some fifty named numbers between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from articles.statements.feature_words import (
    COURTESY,
    FEELING,
    FLOOR,
    GROUPS,
    INVITES,
    JUDGING,
    MODAL,
    OURS,
    SELF,
    STANCE,
    YOURS,
)
from articles.statements.lexicon import words
from articles.statements.signals import Signal
from articles.statements.wording import Wording

_POINTERS: Final = words("this it they these those that he she such here there")
_VOICES: Final = MODAL | SELF | OURS | YOURS | FEELING | COURTESY | STANCE | JUDGING | FLOOR | INVITES
_SIGNS: Final = {
    "amount of money": "money",
    "number with unit": "quantity",
    "number": "number",
    "names an actor and an act": "actor",
    "date": "date",
    "comparison": "comparison",
    "names a place": "place",
    "terms of a document": "terms",
}
_PLAIN: Final = (
    *_SIGNS.values(), "figures", "name", "names", "digits", "regular_past", "no_verb", "pointer", "asks",
    "calls", "quoted", "short", "brief", "first_small", "says_opinion", "says_prediction",
    "says_question", "says_other", "plain",
)  # fmt: skip
NAMES: Final[tuple[str, ...]] = (*_PLAIN, *GROUPS)
"""The features in the order of a row."""
_MEMBER_OF: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(name for name, listed in GROUPS.items() if word in listed)
    for word in frozenset().union(*GROUPS.values())
}


def features(wording: Wording, signals: Sequence[Signal], label: str) -> dict[str, float]:
    """Return the features that are not 0; `label` is what the rules of checkability say of the sentence.

    A sign of `signals` is 0 or 1, a word list counts half for each word up to two.
    """
    found = _of_words(wording)
    for signal in signals:
        name = _SIGNS.get(signal.reason.partition(":")[0])
        if name is None and signal.reason.startswith(("names a place", "terms of")):
            continue
        if name:
            found["figures"] = min(1.0, found.get("figures", 0.0) + (name in {"money", "quantity"}) / 3)
            found[name] = 1.0
    found |= _of_shape(wording)
    if label in {"opinion", "prediction", "question", "other"}:
        found[f"says_{label}"] = 1.0
    return {name: value for name, value in found.items() if value}


def _of_words(wording: Wording) -> dict[str, float]:
    found: dict[str, float] = {}
    acts = False
    for word in wording.lower:
        for name in _MEMBER_OF.get(word, ()):
            found[name] = min(1.0, found.get(name, 0.0) + 0.5)
        if word.endswith("ed") and len(word) > 4:
            found["regular_past"] = min(1.0, found.get("regular_past", 0.0) + 0.5)
            acts = True
    verbal = ("past", "present", "auxiliary", "modal", "saying")
    if not acts and not any(name in found for name in verbal):
        found["no_verb"] = 1.0
    return found


def _of_shape(wording: Wording) -> dict[str, float]:
    text, count = wording.text, len(wording.words)
    names = [name for name in wording.names if name.past > 1]
    return {
        "name": float(bool(names)),
        "names": min(1.0, len(names) / 4),
        "digits": float(any(word[0].isdigit() for word in wording.words)),
        "pointer": float(wording.lower[0] in _POINTERS),
        "asks": float("?" in text),
        "calls": float("!" in text),
        "quoted": float("“" in text or '"' in text),
        "short": float(count < 5),
        "brief": float(count < 9),
        "first_small": float(text[:1].islower()),
        "plain": float(count < 9 and text.endswith(".") and wording.bag.isdisjoint(_VOICES)),
    }
