"""Where: the places that a text says something happened at, known or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots import gazetteer
from reviews.matching.slots.token import Span, Token, span

_AT: Final = frozenset({"in", "at", "near", "outside", "inside", "off", "from"})
_LINKS: Final = frozenset({"of", "the", "de", "la", "al", "el", "-", "d", "du", "der", "upon", "on"})
_NO_PLACES: Final = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday i parliament congress asia europe africa
    america indo-pacific indo pacific middle atlantic arctic eu west east north south western
    eastern
    """.split()
)
_MOST_ABOUT: Final = 12
_DIRECTIONS: Final = frozenset(
    """
    north south east west northern southern eastern western central downtown old new city capital state
    """.split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place after a preposition, and its known name where it has one."""

    name: str
    known: str
    about: frozenset[str]  # the concepts of the telling words before it, nearest twelve
    span: Span


def places(text: str, words: Sequence[Token], taken: set[int]) -> list[Place]:
    """Return the places of `text` that stand after in, at, near …; `taken` are the words of dates."""
    found: list[Place] = []
    at = 0
    while at < len(words):
        if words[at].lower not in _AT or at in taken:
            at += 1
            continue
        start = _begin(words, at + 1)
        end = _end(words, start, taken)
        if end > start and not _joins(words, end):
            about = _about(words, at)
            found.append(_place(text, words[start:end], about))
            after = _after_comma(words, end, taken)
            if after > end:
                found.append(_place(text, words[end + 1 : after], about))
        at = max(end, at + 1)
    return found


def _begin(words: Sequence[Token], at: int) -> int:
    """Return where the name after the preposition begins: articles, directions and small words are passed."""
    steps = 0
    while at < len(words) and steps < 4 and (
        words[at].lower in {"the", "a", "an", "his", "her", "their", "its"} | _DIRECTIONS
        or (words[at].lower.endswith("'s") and words[at].is_capital and gazetteer.known(words[at].lower[:-2]))
    ) and not _starts_known(words, at):  # fmt: skip
        at, steps = at + 1, steps + 1
    return at


def _starts_known(words: Sequence[Token], at: int) -> bool:
    return any(gazetteer.known(_name(words[at : at + size])) for size in range(2, 5))


def _end(words: Sequence[Token], start: int, taken: set[int]) -> int:
    """Return the end of the name that begins at `start`: the longest known one, else a run of capitals."""
    for size in range(min(gazetteer.longest(), len(words) - start), 0, -1):
        if (
            words[start].is_capital
            and words[start + size - 1].is_word
            and gazetteer.known(_name(words[start : start + size]))
        ):
            return start + size
    end = start
    while end < len(words) and end not in taken and _is_name(words, start, end):
        end += 1
    while end > start and not words[end - 1].is_capital:
        end -= 1
    return end


def _joins(words: Sequence[Token], at: int) -> bool:
    """Return whether a dash joins the name before `at` to another: the U.S.–Japan alliance is no place."""
    pair = words[at : at + 2]
    return len(pair) == 2 and pair[0].text in "-–—" and pair[1].start == pair[0].end and pair[1].is_capital


def _is_name(words: Sequence[Token], start: int, at: int) -> bool:
    word = words[at]
    if word.lower in _NO_PLACES or not (word.is_word or word.text == "-"):
        return False
    return word.is_capital or (at > start and word.lower in _LINKS)


def _after_comma(words: Sequence[Token], end: int, taken: set[int]) -> int:
    """Return the end of the place that follows a comma, as in “Linden Palace, Tessel”; `end` for none."""
    if end + 1 >= len(words) or words[end].text != "," or end + 1 in taken:
        return end
    after = _end(words, end + 1, taken)
    if _name(words[end + 1 : after]) in {"d.c.", "dc"}:
        return end
    closes = after >= len(words) or not words[after].is_word or words[after].lower in {"on", "and", "after"}
    return after if after > end + 1 and closes else end


def _about(words: Sequence[Token], end: int) -> frozenset[str]:
    before: list[str] = []
    for word in reversed(words[max(0, end - 20) : end]):
        if word.text in ".;":
            break
        if word.counts and not word.is_capital:
            before.append(word.concept)
    return frozenset(before[:_MOST_ABOUT])


def _place(text: str, run: Sequence[Token], about: frozenset[str]) -> Place:
    name = _name(run)
    return Place(name, gazetteer.known(name), about, span(text, run))


def _name(run: Sequence[Token]) -> str:
    return " ".join(word.lower.removesuffix("'s") for word in run)
