"""Numbers in figures and in words: 1,200 · 3.5 million · two dozen · a third · 10–15 · 3-1 · 21:48."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots.token import Token

_ONES_IN_ORDER: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """.split()
ONES: Final = {word: number for number, word in enumerate(_ONES_IN_ORDER)}
_TENS_IN_ORDER: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_TENS: Final = {word: 10 * number for number, word in enumerate(_TENS_IN_ORDER, start=2)}
_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "b": 1e9, "hundreds": 0, "thousands": 0,
}  # fmt: skip
NUMERALS: Final = frozenset({*ONES, *_TENS, *_SCALES} - {"m", "k", "b"})
_LETTERS_ALONE: Final = frozenset({"k", "m", "b"})  # 5m is a number, “m” after a space may be metres


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number or a range, and where it ends; `is_plain` unless it is a word such as “one” or “a third”."""

    low: float
    high: float
    end: int
    decimals: int = 0
    unit: str = ""
    is_plain: bool = True
    half: float = (
        0.0  # by how much a number of so many decimals may be off: 0.05 for 1.2, 50 million for 1.2bn
    )


def numeral_at(words: Sequence[Token], at: int) -> Numeral | None:
    """Return the numeral that begins at `at`, if one does."""
    if ":" in words[at].text and words[at].text[0].isdigit():
        hours, minutes = words[at].text.split(":")
        value = 60.0 * int(hours) + int(minutes)
        return Numeral(value, value, at + 1, unit="clock")
    return _range(words, at) or single(words, at)


def _range(words: Sequence[Token], at: int) -> Numeral | None:
    first = single(words, at)
    if first is None or not first.is_plain:
        return None
    between = word_at(words, at - 1) == "between" and word_at(words, first.end) == "and"
    joined = (
        word_at(words, first.end) in {"–", "-", "—"} and words[first.end].end - words[first.end].start == 1
    )
    upto = word_at(words, first.end) == "to" and word_at(words, at - 1) != "from"
    if not (between or joined or upto):
        return None
    tight = joined and words[first.end].start == words[first.end - 1].end
    second = single(words, first.end + 1)
    if second is None or (joined and not tight):
        return None
    named = second.end < len(words) and (words[second.end].counts or words[second.end].text in "%$")
    if joined and (first.low >= second.high or not named) and second.high < 200:
        score = first.low * 1000 + second.low
        return Numeral(score, score, second.end, unit="score")
    factor = _scale_of(words, first.end + 1, second)
    if first.low * factor > second.high:
        return None
    return Numeral(first.low * factor, second.high, second.end, decimals=first.decimals)


def _scale_of(words: Sequence[Token], at: int, second: Numeral) -> float:
    """Return the scale that the first number of “3 to 5 million” shares with the second."""
    last = words[second.end - 1].lower
    return _SCALES.get(last, 1.0) if second.end - 1 > at and last in _SCALES else 1.0


def single(words: Sequence[Token], at: int) -> Numeral | None:
    """Return the number that begins at `at`, in figures or words, without looking for a range."""
    if at >= len(words):
        return None
    token = words[at]
    if token.text[0].isdigit() and ":" not in token.text:
        digits = token.text.replace(",", "")
        decimals = len(digits.partition(".")[2])
        value, end = _scaled(words, float(digits), at + 1, tight=True)
        half = 0.5 * 10.0**-decimals * (value / float(digits) if float(digits) else 1) if decimals else 0.0
        return Numeral(value, value, end, decimals=decimals if end == at + 1 else 0, half=half)
    return _spelled(words, at)


def _spelled(words: Sequence[Token], at: int) -> Numeral | None:
    lower = words[at].lower
    if lower in {"a", "an"} and word_at(words, at + 1) in {
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozen",
    }:
        value, end = _scaled(words, 1.0, at + 1)
        return Numeral(value, value, end)
    if lower in _TENS:
        value, end = float(_TENS[lower]), at + 1
        step = 2 if word_at(words, end) == "-" else 1
        ones = word_at(words, at + step)
        if 0 < ONES.get(ones, 0) < 10:
            value, end = value + ONES[ones], at + step + 1
    elif lower in ONES and word_at(words, at - 1) != "no":
        value, end = float(ONES[lower]), at + 1
    else:
        return None
    whole, after = _scaled(words, value, end)
    return Numeral(whole, whole, after, is_plain=lower not in {"one", "zero"} or after != end)


def _scaled(words: Sequence[Token], value: float, at: int, *, tight: bool = False) -> tuple[float, int]:
    while at < len(words) and _SCALES.get(words[at].lower):
        alone = words[at].lower in _LETTERS_ALONE
        if alone and not (tight and words[at].start == words[at - 1].end):
            break
        value, at = value * _SCALES[words[at].lower], at + 1
    return value, at


def word_at(words: Sequence[Token], at: int) -> str:
    """Return the word at `at` in lower case; empty past either end."""
    return words[at].lower if 0 <= at < len(words) else ""
