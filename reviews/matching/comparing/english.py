"""Whether a text is English, so that English rules may speak of it."""

from __future__ import annotations

from typing import Final

from reviews.matching.fingerprint import words
from reviews.matching.stems import GRAMMAR

# Words of grammar of other languages that are none in English.
_FOREIGN: Final = (
    frozenset(
        """
    der das und ist nicht ein eine den dem von mit auf für sind wurde wird auch hat im zu le les des du
    est une et dans pour qui pas sur avec au aux sont été par el los las una y que por con del se es fue
    para su il gli della di che è non per sono nel het een van niet dat voor zijn met op aan o os da em
    não uma foi são ao och att det som är på av til ikke og jeg w z nie na się jest do i że
    """.split()
    )
    - GRAMMAR
)


def is_english(text: str) -> bool:
    """Return whether nothing speaks against English: its letters, and its small words."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isascii() for letter in letters) < 0.9 * len(letters):
        return False
    small = words(text)
    foreign, english = (sum(word in known for word in small) for known in (_FOREIGN, GRAMMAR))
    return foreign <= english
