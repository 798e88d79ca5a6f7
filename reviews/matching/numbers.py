"""The numbers in a text, each in one spelling, so that two texts can be compared by them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from reviews.matching.fingerprint import words

_FIGURE: Final = re.compile(r"([-+]?)((?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?)([%‰]?)")
_SPELLED: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES: Final = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def numbers(text: str) -> list[str]:
    """Return the numbers of `text` in order, in one spelling each: `1200`, `60%`, `$5`, `3000000`.

    “60 %”, “60 percent” and “sixty per cent” are one number, “3 million” and “3,000,000” too. “One” is left
    out, being a pronoun as often. Number words are English; what is no plain number (10:30, 1/2) stays.
    """
    tokens = words(text)
    found = []
    for at, token in enumerate(tokens):
        if _is_number(token):
            currency = tokens[at - 1] if at and unicodedata.category(tokens[at - 1][0]) == "Sc" else ""
            found.append(_spell(currency, token, tokens[at + 1 : at + 4]))
    return found


def _is_number(token: str) -> bool:
    return token in _SPELLED or any(map(str.isdigit, token))


def _spell(currency: str, token: str, following: list[str]) -> str:
    figure = _FIGURE.fullmatch(str(_SPELLED.get(token, token)))
    if figure is None or not figure[2]:
        return currency + token
    sign, digits, unit = figure.groups()
    value = Decimal(digits.replace(",", ""))
    while following and following[0] in _SCALES:
        value = value.scaleb(_SCALES[following.pop(0)])
    if following[:1] == ["percent"] or following[:2] == ["per", "cent"]:
        unit = "%"
    return f"{currency}{sign.replace('+', '')}{value.normalize():f}{unit}"
