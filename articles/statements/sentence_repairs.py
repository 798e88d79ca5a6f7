"""What sentence splitters get wrong in news copy: abbreviations, initials, attributions, lost spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from articles.statements.lexicon import words
from articles.statements.speech_words import PRONOUNS, SPEECH_VERBS

_BEFORE: Final = 24
_AFTER: Final = 160
# Never the end of a sentence: the name or number that they belong to follows.
_TITLES: Final = words(
    """
    Mr. Mrs. Ms. Mx. Dr. Prof. Sen. Rep. Gov. Gen. Lt. Col. Sgt. Capt. Cmdr. Adm. Maj. Rev. Hon. Pres. St.
    Mt. Ft. Messrs. Mme. Mlle. vs. v. e.g. i.e. cf. ca. approx. est.
    """
)
_NUMBERED: Final = words(
    "No. Nos. Fig. Vol. Art. Sec. Ch. p. pp. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec."
)
_ABBREVIATED: Final = words("Inc. Co. Corp. Ltd. Jr. Sr. Bros. Ph.D. a.m. p.m.")
_ACRONYM: Final = re.compile(r"(?:[A-Z]\.){1,9}$")
_STARTERS: Final = words(
    """
    The A An This That These Those It He She They We I You There Here In On At As If When While After
    Before But And Or So Yet However Meanwhile Both For From With Without By Under Its His Her Their Our
    My What Who Why How Not Since During According Although Though Because Such Some Many Most Other
    Another Each All One Two Three Last Now
    """
)
_ENDS_IN_QUOTE: Final = re.compile(r"[!?,…—][”»\"’']{1,2}$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)?")
# A word of three small letters, the mark, then a capitalised word that goes on as prose does.
_GLUED: Final = re.compile(
    r"[.!?…](?<=[^\W\d_A-Z]{3}.)(?=(?:[A-Z][a-z’']{0,30}|[A-Z]\.[A-Z]\.)(?:[\s,;:’'–—-]|$))"
    r"|[”»](?<=[^\W\d_]{2}[.!?].)(?=[A-Z“])"
    r"|[.!?](?<=[^\W\d_A-Z]{3}.)(?=[“«][A-Z])"
    r"|[.!?](?<=\d[\d%)].)(?=[A-Z][a-z]{1,30}[\s,])"
)
_DOMAINS: Final = words(
    """
    Com Net Org Io Gov Edu Co Uk Us Eu De Js Py Ai Tv Info App Dev
    """
)


def is_false_boundary(piece: str, at: int) -> bool:
    """True when no sentence ends before `piece[at]`, although a full stop or a quote mark stands there."""
    before, after = piece[max(0, at - _BEFORE) : at].rstrip(), piece[at : at + _AFTER].lstrip()
    if not before or not after:
        return False
    if not piece[at - 1].isspace() and (word := _WORD.match(after)) and word[0] in _DOMAINS:
        return True
    if before[-1] in ",;:–—-(“«‘" or after[0] in ",;:)]”»":
        return True
    last = before.rsplit(None, 1)[-1].lstrip("(“\"‘'[")
    if last in _TITLES or (last in _NUMBERED and after[0].isdigit()):
        return True
    return _goes_on_after_abbreviation(last, after) or _is_attribution(before, after)


def _goes_on_after_abbreviation(last: str, after: str) -> bool:
    """“the U.S. Army”, “George W. Bush” go on; “in the U.S. The deal” does not."""
    word = _WORD.match(after)
    if last in _ABBREVIATED or _ACRONYM.match(last):
        return bool(after[0].islower() or after[0].isdigit() or (word and word[0] not in _STARTERS))
    return False


def _is_attribution(before: str, after: str) -> bool:
    """“Is it over?” Trump asked: the quote ends, its sentence does not. After `.”` a new one begins."""
    if not _ENDS_IN_QUOTE.search(before):
        return False
    words = [match[0] for match in _WORD.finditer(after)][:7]
    speech = next((place for place, word in enumerate(words) if word.lower() in SPEECH_VERBS), None)
    if speech is None or words[0] in _STARTERS - {word.capitalize() for word in PRONOUNS}:
        return False
    said_by = words[1:3] if speech == 0 else words[:speech]
    return all(word[0].isupper() or word.lower() in _BETWEEN for word in said_by) and after[0] not in '“«"'


_BETWEEN: Final = PRONOUNS | words(
    """
    the of later then also once has had who former and spokesman spokeswoman minister president
    """
)


def glued_boundaries(piece: str) -> Iterator[int]:
    """Places where a sentence begins directly after the full stop of the last: `dominance.Trump and`."""
    for match in _GLUED.finditer(piece):
        word = _WORD.match(piece, match.end())
        if word is None or word[0] not in _DOMAINS:
            yield match.end()
