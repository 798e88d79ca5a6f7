"""Numbers that can be looked up: money, shares, quantities with their unit, and dates."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import MONTHS, WEEKDAYS, words

_SCALE: Final = r"(?: ?(?:million|billion|trillion|thousand|hundred|bn|mn|m|k)\b)?"
_AMOUNT: Final = r"\d(?:[\d,.]{0,20}\d)?"
_MONEY: Final = re.compile(
    rf"(?:US|A|C|HK|NZ)?[$€£¥₹] ?{_AMOUNT}{_SCALE}"
    rf"|\b{_AMOUNT}{_SCALE} (?:dollars|euros|pounds|yen|yuan|rupees|francs|pence|cents|USD|EUR|GBP|JPY)\b"
)
_CURRENCIES: Final = words(
    """
    dollars euros pounds yen yuan rupees francs pence cents usd eur gbp jpy
    """
)
_SYMBOL: Final = re.compile(r"[$€£¥₹]")
_SHARE: Final = re.compile(rf"\b{_AMOUNT} ?(?:%|per ?cent\b|percentage points?\b)")
_QUANTITY: Final = re.compile(
    rf"(?<![\w$€£¥.])({_AMOUNT}){_SCALE}[ -]((?:[a-z]{{2,20}}[ -])?[a-z]{{2,20}})\b"
)
_COUNTS: Final = words(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand
    """
)
_PARTS: Final = words("dozens hundreds thousands millions billions half third quarter")
_NUMBER_WORDS: Final = _COUNTS | _PARTS | words("a one")
_IN_WORDS: Final = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(_COUNTS))})(?:-[a-z]{{3,5}})?|(?:an? )?(?:{'|'.join(sorted(_PARTS))}) of"
    r"|(?:over|about|nearly|almost|under|at least) (?:a|one))[ -](?:[a-z]{2,20}[ -])?[a-z]{3,20}\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d$")
_NO_UNIT: Final = words(
    """
    and or to in the a of at on as by with for from is was were are but that which has had have will
    who than into over its
    """
)
_YEARS: Final = re.compile(r"\b(?:1[5-9]|20)\d\d(?:s\b|\b)(?![,.]\d)")
_RELATIVE: Final = re.compile(
    r"\b(?:yesterday|today|this (?:week|month|year)|(?:last|past) (?:week|month|year|night|summer"
    r"|winter|spring|autumn|decade)"
    r"|\w+ (?:days|weeks|months|years|decades) ago)\b",
    re.IGNORECASE,
)
_NOW: Final = words("yesterday today this last past ago")
_DIGIT: Final = re.compile(r"\d")


def figures(text: str, bag: frozenset[str]) -> list[tuple[str, str]]:
    """Return (sort, words) of each figure: “amount of money”, “number with unit” or “number” (in words).

    `bag` holds the lower-case words of `text`.
    """
    found: list[tuple[str, str]] = []
    if _DIGIT.search(text):
        if not bag.isdisjoint(_CURRENCIES) or _SYMBOL.search(text):
            found += [("amount of money", match[0]) for match in _MONEY.finditer(text)]
        found += [("number with unit", match[0]) for match in _SHARE.finditer(text)]
        found += [
            ("number with unit", _trimmed(match[0])) for match in _QUANTITY.finditer(text) if _has_unit(match)
        ]
    if not bag.isdisjoint(_NUMBER_WORDS):
        found += [("number", _trimmed(match[0])) for match in _IN_WORDS.finditer(text)]
    return found


def _has_unit(match: re.Match[str]) -> bool:
    unit = re.split(r"[ -]", match[2])
    return not _YEAR.match(match[1]) and unit[0] not in _NO_UNIT and unit[0] not in {"percent", "per"}


def _trimmed(words: str) -> str:
    """A figure without the small words that the pattern took along: “17 elements” of “17 elements are”."""
    kept = words.split()
    while len(kept) > 1 and kept[-1] in _NO_UNIT:
        kept.pop()
    return " ".join(kept)


def dates(text: str, words: list[str], bag: frozenset[str]) -> list[str]:
    """Return the years, months, weekdays and relative dates that the sentence names."""
    named = [word for word in words if word in MONTHS or word in WEEKDAYS]
    if named == ["May"] and words[0] == "May":
        named = []
    years = [match[0] for match in _YEARS.finditer(text)] if _DIGIT.search(text) else []
    if _NOW.isdisjoint(bag):
        return named + years
    return named + years + [match[0] for match in _RELATIVE.finditer(text)]
