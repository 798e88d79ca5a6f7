"""Stems of English words, light: enough that “signed”, “signs” and “signing” are one, and no more."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_GRAMMAR: Final = """
    a about above after again all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her
    here hers him his how i if in into is it its itself just let me more most my of off on once only or other
    our out over own same she should so some such than that the their them then there these they this those
    through to too under until up very was we were what when where which while who whom why will with would
    you your it's that's i'm they're we're he's she's im us
"""
GRAMMAR: Final = frozenset(_GRAMMAR.split())
_IRREGULAR: Final = {
    "said": "say", "says": "say", "saying": "say", "won": "win", "lost": "lose", "fell": "fall",
    "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow", "paid": "pay",
    "died": "die", "dies": "die", "dying": "die", "dead": "die", "deaths": "die", "death": "die",
    "killed": "kill", "children": "child", "kids": "child", "kid": "child", "men": "man", "women": "woman",
    "people": "person", "persons": "person", "bought": "buy", "sold": "sell", "told": "tell", "made": "make",
    "took": "take", "taken": "take", "gave": "give", "given": "give", "went": "go", "gone": "go",
    "found": "find", "held": "hold", "led": "lead", "left": "leave", "met": "meet", "spent": "spend",
    "sent": "send", "built": "build", "began": "begin", "begun": "begin", "broke": "break",
    "broken": "break", "wrote": "write", "written": "write", "chose": "choose", "chosen": "choose",
    "drove": "drive", "driven": "drive", "stole": "steal", "stolen": "steal", "shot": "shoot",
    "lives": "life", "wives": "wife", "better": "good", "best": "good", "worse": "bad", "worst": "bad",
    "votes": "vote", "voted": "vote", "voting": "vote", "voter": "vote", "voters": "vote",
}  # fmt: skip
_WHOLE: Final = frozenset({"million", "billion", "trillion"})
_VOWEL: Final = re.compile("[aeiouy]")
_DOUBLED: Final = re.compile(r"([bdfgklmnprtvz])\1\Z")
_ENDINGS: Final = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "ive"), ("ations", "ate"), ("ation", "ate"), ("ments", ""), ("ment", ""), ("ities", "ity"),
    ("ingly", ""), ("edly", ""), ("ise", "ize"), ("ised", "ize"), ("ising", "ize"), ("ions", ""),
    ("ion", ""), ("ings", ""), ("ing", ""), ("ied", "y"), ("ed", ""), ("ally", "al"), ("ly", ""), ("e", ""),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; of one with a digit or of up to three letters the word itself."""
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) <= 3 or not word.isascii() or any(map(str.isdigit, word)):
        return word
    word = _singular(word.removesuffix("'s").removesuffix("'"))
    if word in _WHOLE:
        return word
    for ending, instead in _ENDINGS:
        root = word.removesuffix(ending)
        least = 4 if ending in {"ion", "ions"} else 3
        if root != word and len(root) >= least and _VOWEL.search(root):
            return _undoubled(root + instead).removesuffix("e")
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(root: str) -> str:
    return root[:-1] if len(root) > 4 and _DOUBLED.search(root) else root
