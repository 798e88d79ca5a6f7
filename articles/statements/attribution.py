"""Finds who speaks: the name beside a verb of saying, outside the quotation marks."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import words
from articles.statements.speech_words import (
    CALLING,
    NOT_A_NAME,
    OFFICES,
    PRONOUNS,
    REPORTERS,
    SAYING,
    SPEECH_VERBS,
)

_BREAKS: Final = frozenset(",;¶")
PRONOUN: Final = "he"
"""Returned instead of a name when a pronoun speaks: the speaker is the one named before."""

_TOKEN: Final = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Rev|Lt|Col)\.|(?:[A-Z]\.){1,5}"
    r"|[^\W_]+(?:[’'.&-][^\W_]+){0,6}(?:(?<=s)[’'](?=\s))?|[,;:—–()¶]"
)
_WORDS_OF: Final = re.compile(r"\b[Ii]n ((?:[^\W_]+[’'. -]{0,2}){1,6}?)[’']s? (?:own )?words\b")
_SIGNS: Final = SPEECH_VERBS | {"according"}
_ADVERBS: Final = words(
    """
    also later then has had have was reportedly once again previously quickly further
    """
)
_PREPOSITIONS: Final = words(
    """
    in at on of from to with for by between near under amid during against into about like than
    """
)
_NO_ROLE: Final = _PREPOSITIONS | PRONOUNS | words("that this these those when as if his her their")
_CONNECTORS: Final = words("of and for the de van von bin al la")


def find_speaker(words: str) -> str:
    """Return the name that speaks in `words` (a sentence without its quotes), `PRONOUN`, or "" for nobody."""
    own = _WORDS_OF.search(words) if " words" in words else None
    if own:
        return own[1].strip()
    tokens = _TOKEN.findall(words[:1_000])
    lower = [token.lower() for token in tokens]
    if _SIGNS.isdisjoint(lower):
        return ""
    for place, word in enumerate(lower):
        name = _beside(tokens, place) if word in SPEECH_VERBS else ""
        if word == "according" and lower[place + 1 : place + 2] == ["to"]:
            name = _run_after(tokens, _skip_role(tokens, place + 2))
        if name:
            return name
    return ""


def _beside(tokens: list[str], place: int) -> str:
    verb = tokens[place].lower()
    before, reporter = _run_before(tokens, place)
    if reporter and tokens[place + 1 : place + 2] == ["that"]:
        return _run_after(tokens, place + 2) or before
    if before:
        return before
    if verb.endswith("ing"):
        return _subject(tokens[:place])
    if office := _office_before(tokens, place):
        return office
    if verb in CALLING:
        return ""
    inverted = place > 0 and tokens[place - 1] in _BREAKS
    return _run_after(tokens, _skip_role(tokens, place + 1) if inverted else place + 1)


def _run_before(tokens: list[str], place: int) -> tuple[str, bool]:
    """The name that ends before the verb, and whether it is a reporter's; “X, the minister, said” is X."""
    end = _skip_adverbs(tokens, place)
    if end and tokens[end - 1] == ",":
        comma = max((at for at in range(end - 1) if tokens[at] in ",¶"), default=-1)
        name, reporter = _collect_back(tokens, comma) if comma > 0 and tokens[comma] == "," else ("", False)
        return name, reporter
    if end and tokens[end - 1].lower() in PRONOUNS:
        return PRONOUN, False
    return _collect_back(tokens, end)


def _skip_adverbs(tokens: list[str], place: int) -> int:
    while place and (tokens[place - 1].lower() in _ADVERBS or tokens[place - 1].endswith("ly")):
        place -= 1
    return place


def _collect_back(tokens: list[str], end: int) -> tuple[str, bool]:
    first = end
    while first and (_is_name(tokens[first - 1]) or (first < end and tokens[first - 1] in _CONNECTORS)):
        first -= 1
    while first < end and not _is_name(tokens[first]):
        first += 1
    return " ".join(tokens[first:end]), first > 0 and tokens[first - 1].lower() in REPORTERS


def _office_before(tokens: list[str], place: int) -> str:
    """“the prime minister” in “the prime minister said”: a speaker without a name."""
    end = _skip_adverbs(tokens, place)
    for first in range(end - 1, max(-1, end - 6), -1):
        if tokens[first].lower() == "the":
            words = tokens[first + 1 : end]
            return " ".join(["the", *words]) if words and all(word.isalpha() for word in words) else ""
    return ""


def _skip_role(tokens: list[str], place: int) -> int:
    """Step over a role before a name, as in “said council leader A. Speaker”; stay where none is."""
    for ahead in range(place, min(place + 5, len(tokens))):
        if _is_name(tokens[ahead]):
            return ahead
        if not tokens[ahead].islower() or tokens[ahead] in _NO_ROLE:
            break
    return place


def _run_after(tokens: list[str], place: int) -> str:
    while place < len(tokens) and tokens[place].lower() in OFFICES | _ADVERBS:
        place += 1
    if place < len(tokens) and tokens[place].lower() in PRONOUNS and tokens[place] != "I":
        return PRONOUN
    end = place
    while end < len(tokens) and (
        _is_name(tokens[end]) or (end > place and tokens[end] in {"of", "de", "van", "von", "bin"})
    ):
        end += 1
    while end > place and not _is_name(tokens[end - 1]):
        end -= 1
    return " ".join(tokens[place:end])


def find_subject(words: str) -> str:
    """Return the name that a sentence is about, as far as its order of words shows it, "" when none."""
    return _subject(_TOKEN.findall(words[:1_000]))


def _subject(tokens: list[str]) -> str:
    """The first name that no preposition governs: in “During the visit, X met troops, praising …” it is X."""
    governed, place = False, 0
    while place < len(tokens):
        token = tokens[place]
        if _is_name(token) and not governed:
            return _run_after(tokens, place)
        governed = token.lower() in _PREPOSITIONS or (governed and token not in _BREAKS)
        place += 1
    return ""


def _is_name(token: str) -> bool:
    return token[0].isupper() and token not in NOT_A_NAME and token.lower() not in SAYING
