"""Does a sentence end here? English rules for each full stop, question mark, exclamation mark, ellipsis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from articles.statements import abbreviations
from articles.statements.abbreviations import STARTERS
from articles.statements.lexicon import words
from articles.statements.speech_words import PRONOUNS, SPEECH_VERBS

# A run of marks, what closes after it, white space: at most one try for each run, so time stays linear.
_STOP: Final = re.compile(
    r"(?<![.!?…])(?P<marks>[.!?…]++)"
    r"(?P<close>(?:[\"”»’')\]*†‡¹²³⁰⁴-⁹]|[ \xa0\u202f]»|\[\d{1,3}\]){0,4})"
    r"(?P<gap>[\u200b\u2060\ufeff]{0,4}\s[\s\u200b\u2060\ufeff]*+)(?=\S)"
)
_SPACED: Final = re.compile(r"(?<!\.)(?<!\. )\.(?:[ \xa0]\.){2,8}(?P<close>[\"”»’')\]]{0,3})(?P<gap>\s*)")
_OPENING: Final = "\"“„«‘'([¿¡*_`"
_FOLLOWS: Final = frozenset("$€£¥₹#@+<°~§")
_BACK: Final = 40
_SHORT: Final = 5
_TRIED: Final = 100_000
"""Marks of one block that are looked at; a block that holds more is no paragraph, but must end soon."""
_BRACKETED: Final = re.compile(r"\([^()]{1,600}\)|\[[^\[\]]{1,600}\]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)?")
_CAMEL: Final = re.compile(r"[a-z]{1,2}[A-Z]")
# A word of three small letters, the mark, then a capitalised word that goes on as prose does.
_GLUED: Final = re.compile(
    r"[.!?…](?<=[^\W\d_A-Z]{3}.)(?=(?:[A-Z][a-z’']{0,30}|[A-Z]\.[A-Z]\.)(?:[\s,;:’'–—-]|$)"
    r"|(?:Mr|Mrs|Ms|Dr)\. )"
    r"|[”»](?<=[^\W\d_]{2}[.!?].)(?=[A-Z“])"
    r"|[.!?](?<=[^\W\d_A-Z]{3}.)(?=[“«][A-Z])"
    r"|[.!?](?<=\d[\d%)].)(?=[A-Z][a-z]{1,30}[\s,])"
)
_DOMAINS: Final = words("Com Net Org Io Gov Edu Co Uk Us Eu De Js Py Ai Tv Info App Dev Html Php")
_FULL_WIDTH: Final = re.compile(r"[。！？؟۔।]{1,4}[”»」』’)]{0,2}")
_NO_SPEAKER: Final = STARTERS - {word.capitalize() for word in PRONOUNS} - {"Mr", "Mrs", "Ms", "Dr"}
_BETWEEN: Final = PRONOUNS | words(
    "the of later then also once has had who former and spokesman spokeswoman minister president"
)


def sentence_ends(text: str) -> Iterator[int]:
    """Yield the places (code points, not in order) where a sentence of `text` begins after another."""
    spaced = list(_spaced_ellipses(text)) if ". ." in text or ".\xa0." in text else []
    yield from (at for _, _, at in spaced if at)
    inside = [match.span() for match in _BRACKETED.finditer(text)] if "(" in text or "[" in text else []
    begins, bracket, ellipsis = 0, 0, 0
    for match in islice(_STOP.finditer(text), _TRIED):
        place, at = match.start(), match.end()
        while ellipsis < len(spaced) and spaced[ellipsis][1] <= place:
            begins = max(begins, spaced[ellipsis][2])
            ellipsis += 1
        if ellipsis < len(spaced) and spaced[ellipsis][0] <= place:
            continue
        while bracket < len(inside) and inside[bracket][1] < at:
            bracket += 1
        within = bracket < len(inside) and inside[bracket][0] < place and at < inside[bracket][1]
        if not within and _ends(text, match, begins):
            begins = at
            yield at


def glued_ends(text: str) -> Iterator[int]:
    """Yield the places where a sentence begins directly after the mark of the last: `dominance.Trump and`."""
    for match in _GLUED.finditer(text):
        word = _WORD.match(text, match.end())
        if word is None or word[0] not in _DOMAINS:
            yield match.end()
    for match in _FULL_WIDTH.finditer(text):
        yield match.end()


def _spaced_ellipses(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, cut) of each `. . .`; cut 0 where the sentence goes on, as it does after three dots."""
    for match in _SPACED.finditer(text):
        start, end = match.start(), match.end()
        dots = text.count(".", start, match.start("close"))
        attached = start > 0 and not text[start - 1].isspace()
        goes_on = end >= len(text) or not (text[end].isupper() or text[end] in '“"‘')
        cut = 0 if dots < 4 or goes_on else start + 1 if attached and not match["close"] else end
        yield start, end, cut


def _ends(text: str, match: re.Match[str], begins: int) -> bool:
    at, marks = match.end(), match["marks"]
    first = at
    while first < min(len(text) - 1, at + 3) and text[first] in _OPENING:
        first += 1
    character = text[first]
    if not (character.isalnum() or character in _FOLLOWS):
        return not character.isascii() and character.isprintable() and character not in "—–”»’…•"
    if character.islower() and not _CAMEL.match(text, first):
        return first > at and text[at] in "“«„`*" and marks == "." and _after_stop(text, match, begins, "")
    word = _WORD.match(text, first)
    following = word[0] if word else character
    if "?" in marks or "!" in marks:
        return _after_call(text, match, following)
    if len(marks) == 3 or marks == "…":
        return _after_ellipsis(text, match, following)
    return len(marks) > 2 or _after_stop(text, match, begins, following)


def _after_call(text: str, match: re.Match[str], following: str) -> bool:
    """After `?` and `!`: “Is it over?” Trump asked goes on, and so does a name such as Yahoo!"""
    if match["close"]:
        return not _is_attribution(text[match.end() : match.end() + 160])
    last = _token(text, match).lower() if match["marks"] == "!" else ""
    return last not in abbreviations.EXCLAIMED or following in STARTERS


def _after_ellipsis(text: str, match: re.Match[str], following: str) -> bool:
    if match["close"]:
        omission = text[match.start() - 1 : match.start()] in {"[", "("}
        return not omission and not _is_attribution(text[match.end() : match.end() + 160])
    apart = match.start() > 0 and text[match.start() - 1].isspace()
    pronoun = following == "I" or following.startswith(("I’", "I'"))
    return not pronoun and (not apart or following in STARTERS)


def _after_stop(text: str, match: re.Match[str], begins: int, following: str) -> bool:
    """After one full stop; `following` is the next word, "" when it has a small letter."""
    last = _token(text, match)
    low = last.lower()
    opens = following in STARTERS
    if (
        match.start() - len(last) + 1 - begins <= 2
        and abbreviations.MARKER.match(last)
        and not match["close"]
    ):
        return False
    if abbreviations.SHORTENED.match(last) and low not in abbreviations.ENDING:
        return False
    if low in abbreviations.TITLES:
        return last.islower() and opens
    if low in abbreviations.INNER and (last.islower() or len(last) > 2):
        return False
    if low in abbreviations.PLACES or low in abbreviations.ENDING:
        return opens
    initial = abbreviations.INITIAL.match(last)
    if low in abbreviations.NUMBERED and not (initial and last.isupper() and following.istitle()):
        return not following[:1].isdigit()
    if low in abbreviations.TIMES:
        return _after_time(text, match, begins, following)
    if initial:
        return _after_initial(text, match, last, following)
    if not opens and _in_a_run(text, match, last, following):
        return False
    return bool(opens or not abbreviations.ACRONYM.match(last))


def _in_a_run(text: str, match: re.Match[str], last: str, following: str) -> bool:
    """“J. Cardiol. Res.”: between a shortened word and another one, both with their full stops."""
    before = text[max(0, match.start() - _BACK) : match.start() - len(last) + 1].split()[-1:] or [""]
    next_stop = text[match.end() + len(following) : match.end() + len(following) + 1] == "."
    short = len(following) <= _SHORT and following.istitle() and len(last) <= _SHORT + 4 and last.istitle()
    return short and next_stop and len(before[0]) <= _SHORT and before[0].endswith(".")


def _after_time(text: str, match: re.Match[str], begins: int, following: str) -> bool:
    """“At 5 a.m. Mr. Smith went” goes on; “He left at 6 p.m. Mr. Smith stayed” does not."""
    if len(text[begins : match.start()].split(maxsplit=4)) <= 3:
        return False
    zone = following in abbreviations.AFTER_TIMES or (following.isupper() and 1 < len(following) < 5)
    return bool(following) and following[0].isupper() and not zone


def _after_initial(text: str, match: re.Match[str], last: str, following: str) -> bool:
    """An initial goes on with its name; the pronoun I, “vitamin C” and “Plan B” end their sentence."""
    before = text[max(0, match.start() - _BACK) : match.start() - 1].split()[-1:] or [""]
    if before[0].lower() in abbreviations.LETTERED:
        return True
    if following == "I" and text[match.end() : match.end() + 2] == "I.":
        return False
    if last == "I.":
        return following in STARTERS or before[0] in {"and", "or", "than", "but", "not"}
    return following in STARTERS and not (before[0][:1].isupper() and following in {"A", "An", "So", "No"})


def _token(text: str, match: re.Match[str]) -> str:
    """The word that the mark stands at, with the mark: `U.S.`"""
    begin = max(0, match.start() - _BACK)
    piece = text[begin : match.start() + 1]
    last = piece.rsplit(None, 1)[-1].lstrip("(“\"‘'[„«—–/")
    glued = last.rsplit(".", 2)
    return f"{glued[1]}." if len(glued) == 3 and f"{glued[1].lower()}." in abbreviations.TITLES else last


def _is_attribution(after: str) -> bool:
    """A name and a verb of saying in either order: the quote has ended, its sentence has not."""
    found = [match[0] for match in _WORD.finditer(after)][:7]
    speech = next((place for place, word in enumerate(found) if word.lower() in SPEECH_VERBS), None)
    if speech is None or found[0] in _NO_SPEAKER:
        return False
    said_by = found[1:3] if speech == 0 else found[:speech]
    return all(word[0].isupper() or word.lower() in _BETWEEN for word in said_by) and after[0] not in '“«"'
