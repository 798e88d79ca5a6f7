"""The fingerprint of a claim: the same for the same words, however they are set, and for no others."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘‛ʼ`´"), "'")
_SIGNS: Final = {**dict.fromkeys(map(ord, "−–‐‑‒﹣"), "-"), ord("⁄"): "/"}
# These compatibility forms mean something else than their plain letters: 10² is not 102, nor 3½ 31/2.
_RAISED: Final = re.compile("[²³¹⁰⁴-⁹]+")
_FRACTION: Final = re.compile("[¼-¾⅐-⅞↉]")
_LIST_MARK: Final = re.compile(r"\A\s*(?:[•●▪■◦‣∙·⁃*+–—-]|\(?\d{1,3}\)|\(?[a-z]\))\s+(?=\S)")
# The list marks among the signs that count elsewhere: what stands before all words is set, not said.
_BULLETS: Final = frozenset("●▪■◦∙+")
# any doub[t]: letters that an editor put in are part of their word.
_PUT_IN: Final = re.compile(r"(?<=[^\W\d])\[([^\W\d]+)\]|\[([^\W\d]+)\](?=[^\W\d])")
_INITIALS: Final = re.compile(r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+\b\.?")
_TOKEN: Final = re.compile(
    r"""
      (?:(?<![\w%])[-+])?                   # the sign of a number, not the dash of a range or a compound
      (?:(?<!\w)\.)?\d+(?:[.,:/]\d+)*       # .5   1,200   60.5   10:30   1/2
      (?:\^\d+)?                            # 10^2
    | [^\W\d]+(?:'[^\W\d]+)*(?:\^\d+)?      # letters, with the apostrophe of isn't; m^2
    | [^\w\s]                               # a sign, see _counts
    """,
    re.VERBOSE,
)
# Punctuation that counts: a question is no assertion, and AT&T no A, T and T.
_COUNTING: Final = frozenset("?&#§%‰")
_PERCENT: Final = frozenset("%‰")
# Symbols by their category, but set like punctuation: table bars and accents that stand alone.
_IDLE: Final = frozenset("|`^¨¯¸")


def fingerprint(text: str, *, speaker: str = "") -> str:
    """Return 64 hex digits (SHA-256), the same for texts whose `words` and speakers' words are the same."""
    said = " ".join(words(text)), " ".join(words(speaker))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def words(text: str) -> list[str]:
    """Return the words of `text` that carry its meaning, in order, in one spelling.

    Typography goes: case, quotation marks, dashes, punctuation, list marks, white space. Numbers keep their
    sign, decimal point, separators and percent; negation, currency signs and question marks stay. A numbered
    list's “1.” stays too, for in many languages it may begin a date.
    """
    return list(_words(text))


# A claim's words are asked for by its fingerprint and again by its search terms.
@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    tokens = _TOKEN.findall(_folded(_LIST_MARK.sub("", text, count=1)))
    counting = [token for token in tokens if len(token) > 1 or _counts(token)]
    if counting and counting[0] not in _BULLETS and _PERCENT.isdisjoint(counting):
        return tuple(counting)  # as most texts are
    first = next((at for at, token in enumerate(counting) if token not in _BULLETS), len(counting) - 1)
    return tuple(_with_their_percent(counting[max(first, 0) :]))


def _with_their_percent(tokens: list[str]) -> list[str]:
    """Return `tokens` with each percent sign joined to the number before it."""
    joined: list[str] = []
    for token in tokens:
        if token in _PERCENT and joined and joined[-1][-1].isdigit() and not joined[-1][0].isalpha():
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def _folded(text: str) -> str:
    """Return `text` in one case and one spelling of each character."""
    if text.isascii():  # nothing below but these three changes a plain letter, and most texts have no other
        text = (_PUT_IN.sub(r"\1\2", text) if "[" in text else text).replace("`", "'").lower()
        if text.find(".", 0, -1) < 0:  # but for its end it has no stop, so no initials
            return text
        return _INITIALS.sub(lambda initials: initials[0].replace(".", ""), text)
    text = _PUT_IN.sub(r"\1\2", text.translate(_APOSTROPHES))
    text = _RAISED.sub(lambda raised: "^" + raised[0], text)
    text = _FRACTION.sub(lambda fraction: " " + fraction[0], text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_SIGNS)
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return _INITIALS.sub(lambda initials: initials[0].replace(".", ""), text)


def _counts(token: str) -> bool:
    """Return whether a lone character is a word, a number, a combining mark or a sign with a meaning."""
    if token.isalnum() or token in _COUNTING:
        return True
    return unicodedata.category(token)[0] in "SM" and token not in _IDLE
