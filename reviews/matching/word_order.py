"""Whether two texts of the same telling words say them in one order, so that nobody changed places.

“Prices rose and wages fell” and “wages rose and prices fell” have the same words. Three ways of saying one
thing are known, all else counts as another: the same order with the same small words; with a phrase of time
or place brought to the front; the passive of an act between two names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from reviews.matching.comparing.around import BEING
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import Token

_ARTICLES: Final = frozenset({"the", "a", "an", "that"})
_FRONTED: Final = frozenset({"in", "on", "at", "after", "before", "during", "since", "until"})
_SAYING: Final = "say"
_DATE: Final = "(date)"
_LETTERS: Final = 6  # that make two words forms of one: inaugurate, inauguration; as in `comparing.topic`


class Said(NamedTuple):
    """A telling word or number, in a spelling that its forms share, and the small word that leads to it."""

    key: str
    lead: str


def said(reading: Reading) -> list[Said]:
    """Return the telling words and the numbers of a text, in order; a date, however it is written, as one."""
    found: list[Said] = []
    of_date = -1
    for at, word in enumerate(reading.words):
        date = next(
            (n for n, day in enumerate(reading.days) if day.span.start <= word.start < day.span.end), -1
        )
        if _tells(word) and (date < 0 or date != of_date):
            found.append(Said(_key(word) if date < 0 else _DATE, _lead(reading.words, at)))
        of_date = date
    return found


def same_order(a: Reading, b: Reading) -> bool:
    """Return whether `a` and `b`, which have the same telling words, say them in one order."""
    one, two = said(a), said(b)
    if _small(a) == _small(b):
        return _keys(one) == _keys(two) or _is_fronted(one, two)
    return _is_turned(a, b) or _is_turned(b, a)


def _tells(word: Token) -> bool:
    return word.counts or word.text[0].isdigit()


def _key(word: Token) -> str:
    return word.concept[:_LETTERS] if word.is_word else word.text


def _keys(words: Sequence[Said]) -> list[str]:
    return [word.key for word in words]


def _lead(words: Sequence[Token], at: int) -> str:
    before = (word for word in reversed(words[:at]) if word.lower not in _ARTICLES)
    found = next(before, None)
    return "" if found is None or _tells(found) or not found.is_word else found.lower


def _small(reading: Reading) -> Counter[str]:
    words = (word.lower for word in reading.words if word.is_word and not word.counts)
    return Counter(word for word in words if word not in _ARTICLES)


def _is_fronted(one: Sequence[Said], two: Sequence[Said]) -> bool:
    """Return whether a phrase that one of them begins with stands further on in the other.

    Never beside a verb of saying: what was said on Monday did not happen on Monday.
    """
    first, second = _keys(one), _keys(two)
    if _SAYING in first or len(first) != len(second):
        return False
    end = len(first)
    while end and first[end - 1] == second[end - 1]:
        end -= 1
    return any(
        second[:end] == first[cut:end] + first[:cut]
        and (_leads(one[0], two[end - cut]) or _leads(one[cut], two[0]))
        for cut in range(1, end)
    )


def _leads(here: Said, there: Said) -> bool:
    return here.lead == there.lead and here.lead in _FRONTED


def _is_turned(active: Reading, passive: Reading) -> bool:
    """Return whether `passive` tells the one act between two names of `active` in the passive."""
    if not len(active.names) == len(passive.names) == 2 or not active.acts:
        return False
    more = _small(passive) - _small(active)
    is_passive = set(more) <= BEING | {"by"} and more["by"] == 1 and not _small(active) - _small(passive)
    return is_passive and _acts(active) == _acts(passive) and _rest(active) == _rest(passive)


def _acts(reading: Reading) -> set[tuple[frozenset[str], frozenset[str], frozenset[str]]]:
    return {(act.doer.words, act.deeds, act.done_to.words) for act in reading.acts}


def _rest(reading: Reading) -> list[str]:
    """Return the telling words but for the names and what they did."""
    named = {at for name in reading.names for at in range(name.first, name.last + 1)}
    deeds = {deed for act in reading.acts for deed in act.deeds}
    rest = (word for at, word in enumerate(reading.words) if at not in named and _tells(word))
    return [_key(word) for word in rest if word.concept not in deeds]
