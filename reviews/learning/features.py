"""What a desk's model sees of a claim: the engine's worth of it, the signs in it, and its words by name."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import words as listed
from articles.statements.signals import raising
from articles.statements.wording import Wording

READ: Final = 1_500
"""Characters of a claim that are looked at; the engine judges no more of a statement."""
WORTH: Final = "worth"
_WORD: Final = re.compile(r"[^\W\d_]{3,30}")
_IDLE: Final = listed(
    """
    the and for are but not you all any can had her was one our out has him his how its may new now
    old see two who did yet get let say she too use that with this have from they know want been
    good much some time very when come here just like long make many more only over such take than
    them well were what will your about after again also because before being both could does doing
    down during each even every first into most must other said same should since still their then
    there these those through under until upon where which while whom whose would year years per
    cent percent
    """
)


def features(text: str, worth: float) -> dict[str, float]:
    """Return the features that are not 0: `worth` (0..1), `sign:…` and `word:…`, each 1.0.

    A sign is the kind of a reason that the engine gives (`sign:number with unit`). Words are kept by name and
    not hashed, so that what a model has learned can be read. English signs stay silent on other languages.
    """
    read = text[:READ]
    found = {WORTH: worth, **{f"word:{word}": 1.0 for word in content_words(read)}}
    wording = Wording(read)
    if wording.words:
        found |= {f"sign:{signal.reason.partition(':')[0]}": 1.0 for signal in raising(wording)}
    return found


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning, in lower case and without a plural's s, in order, each once."""
    words = (found[0].lower() for found in _WORD.finditer(text))
    return list(dict.fromkeys(_singular(word) for word in words if word not in _IDLE))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
