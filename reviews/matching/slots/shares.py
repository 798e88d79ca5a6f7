"""Shares and multiples in words: a third of · half a year · one in four · a quarter of a point · doubled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviews.matching.slots.numerals import ONES, Numeral, single, word_at
from reviews.matching.slots.token import Token

_SHARES: Final = {
    "half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0,
    "fifths": 20.0, "tenth": 10.0, "tenths": 10.0, "sixth": 100 / 6, "eighth": 12.5, "fourth": 25.0,
}  # fmt: skip
_MULTIPLES: Final = {
    "twice": 2.0, "doubled": 2.0, "double": 2.0, "doubling": 2.0, "tripled": 3.0, "trebled": 3.0,
    "thrice": 3.0, "quadrupled": 4.0, "halved": 0.5, "halving": 0.5,
}  # fmt: skip
_ROUGHLY: Final = 0.05  # a share told as “one in four” is a round one
_TIMES_OF_DAY: Final = frozenset("seconds minutes hours days weeks months years games matches".split())


def share_at(words: Sequence[Token], at: int) -> Numeral | None:
    """Return the share (in percent) or multiple (in times) that begins at `at`, if one does."""
    return _multiple(words, at) or _share(words, at) or _out_of(words, at)


def share_of(words: Sequence[Token], at: int, numeral: Numeral) -> float | None:
    """Return the share that a number is of the whole named beside it: 3 of the 48, all 48; in percent."""
    if word_at(words, at - 1) == "all" and numeral.is_plain and numeral.unit == "":
        return 100.0
    if word_at(words, numeral.end) != "of" or numeral.unit:
        return None
    start = numeral.end + 1 + (word_at(words, numeral.end + 1) in {"the", "its", "their", "all"})
    whole = single(words, start)
    if whole is None or not numeral.low <= whole.low or whole.low == 0:
        return None
    return 100 * numeral.low / whole.low


def _multiple(words: Sequence[Token], at: int) -> Numeral | None:
    """Read “doubled”, “twice”, “tripled”, “halved” as so many times."""
    times = _MULTIPLES.get(words[at].lower)
    return None if times is None else Numeral(times, times, at + 1, unit="times", is_plain=False)


def _out_of(words: Sequence[Token], at: int) -> Numeral | None:
    """Read “one in four”, “seven out of ten” as a share."""
    first = single(words, at)
    if first is None or first.low > 100:
        return None
    link = [word_at(words, first.end), word_at(words, first.end + 1)]
    start = first.end + 2 if link == ["out", "of"] else first.end + 1 if link[0] == "in" else None
    second = None if start is None else single(words, start)
    if second is None or not first.low < second.low <= 100_000 or (link[0] == "in" and second.low > 1_000):
        return None
    if link[0] == "in" and (not _is_count(words, second.end) or second.low != int(second.low)):
        return None
    value = 100 * first.low / second.low
    return Numeral(value, value, second.end, unit="%", half=_ROUGHLY * value)


def _is_count(words: Sequence[Token], at: int) -> bool:
    """Return whether a word follows that can be counted: “one in four workers”, not “two in 2 hours”."""
    return at < len(words) and words[at].is_word and words[at].lower not in _TIMES_OF_DAY


def _share(words: Sequence[Token], at: int) -> Numeral | None:
    """Read “half of”, “a third of”, “two thirds of”."""
    lower = words[at].lower
    count, place = (1, at)
    plural = word_at(words, at + 1) in {"thirds", "quarters", "fifths", "tenths"}
    if lower in {"a", "an", "one"} or (lower in ONES and plural):
        count, place = ONES.get(lower, 1), at + 1
        place += plural and word_at(words, place) == "-"
    name = word_at(words, place)
    if name not in _SHARES or (name != "half" and place == at):
        return None
    following = [word_at(words, place + step) for step in (1, 2, 3)]
    if following[0] == "of" and following[2] in {"point", "percentage"}:  # a quarter of a point
        value = count * _SHARES[name] / 100
        return Numeral(value, value, place + 3, unit="point", decimals=2, is_plain=False)
    if word_at(words, at - 1) == "by" and following[0] not in {"a", "an", "past"}:  # rose by half
        value = count * _SHARES[name]
        return Numeral(value, value, place + 1, unit="%", is_plain=False)
    if following[0] == "of" or (name == "half" and following[0] in {"the", "all"}):
        value = count * _SHARES[name]
        return Numeral(value, value, place + 1, unit="%", is_plain=False)
    if name == "half" and following[0] in {"a", "an"}:  # half a year
        return Numeral(0.5, 0.5, place + 2, decimals=1, is_plain=False)
    return None
