"""What became of each statement of a text in the next one: carried, moved, changed, vanished, orphaned.

Only the exact words of the same speaker carry. Where they stand once before and after, that is the place;
where they stand several times, the words around them choose, and where those do not either, or where a few
words stand alone in other surroundings, nothing is taken: a person decides. A statement in other words is
never the same one: it is shown as what the old one was changed to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from rapidfuzz.distance import Indel

Fate = Literal["carried", "moved", "changed", "appeared", "vanished", "orphaned"]

LIKE: Final = 0.5
"""Share of equal words, in order, from which one statement is shown as the other's new wording."""
WITHIN: Final = 0.7
"""Share of a statement's words that stand in another from which it was merged into or split from that."""
TELLING: Final = 6
"""Words from which a statement is known by itself; fewer (“He denied it.”) need a neighbour to be found."""
REACH: Final = 20
"""Statements on each side that are looked at for a new wording, so that a text written anew ends soon."""
_WORD: Final = re.compile(r"\w+(?:[.,:'’]\w+)*")


class Placed(Protocol):
    """A statement in its text: `exact` words, up to 32 characters on each side, and whom it quotes.

    `alone` is what it says without what stands around it, a table row with the names of its columns.
    """

    exact: str
    prefix: str
    suffix: str
    speaker: str

    @property
    def alone(self) -> str:
        """Return what it says, read alone."""
        ...


@dataclass(frozen=True, slots=True)
class Traced:
    """One statement: its index before and after (None = it is not there), its fate, and why.

    Of a changed one `after` is the new wording, which is another statement; of an appeared one `before` is
    the one that it was split from, if any.
    """

    before: int | None
    after: int | None
    fate: Fate
    why: str


def trace(old: Sequence[Placed], new: Sequence[Placed]) -> list[Traced]:
    """Return what became of every statement of `old`, then what appeared in `new`, each in its order.

    Both in the order of their texts. Each old one is traced once; each new one is carried or moved to once at
    most, changed to any number of times, or appeared.
    """
    pairs, doubted = _same_words(old, new)
    fixed = _in_place(pairs)
    for at in [at for at in pairs if at not in fixed and not _is_found(old[at], new[pairs[at]])]:
        del pairs[at]
        doubted.add(at)
    changed = _new_wordings(old, new, pairs, doubted)
    before = [_of_old(at, pairs, fixed, doubted, changed) for at in range(len(old))]
    taken = {*pairs.values(), *changed.values()}
    appeared = [at for at in range(len(new)) if at not in taken]
    return [*before, *_appeared(appeared, old, new, changed)]


def _same_words(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[dict[int, int], set[int]]:
    """Return {index before: index after} for the same words in the same place, and those left in doubt."""
    places: defaultdict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for at, row in enumerate(rows):
            places[row.alone, row.speaker][side].append(at)
    pairs: dict[int, int] = {}
    doubted: set[int] = set()
    for before, after in places.values():
        chosen = _choose(before, after, old, new)
        pairs |= chosen
        left = [at for at in before if at not in chosen]
        if len(after) > len(chosen):
            doubted |= set(left)
    return pairs, doubted


def _choose(
    before: Sequence[int], after: Sequence[int], old: Sequence[Placed], new: Sequence[Placed]
) -> dict[int, int]:
    """Pair places of the same words: as many as before are in order, else by both sides, then by one."""
    if len(before) == len(after):
        return dict(zip(before, after, strict=True))
    chosen: dict[int, int] = {}
    for sides in (("prefix", "suffix"), ("prefix",), ("suffix",)):
        around: defaultdict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, places, rows in ((0, before, old), (1, after, new)):
            free = [at for at in places if at not in (chosen.values() if side else chosen)]
            for at in free:
                around[tuple(getattr(rows[at], name) for name in sides)][side].append(at)
        chosen |= {was[0]: now[0] for was, now in around.values() if len(was) == len(now) == 1}
    return chosen


def _is_found(old: Placed, new: Placed) -> bool:
    """Return whether moved words are surely the same statement: by themselves, or by a neighbour."""
    beside = (old.prefix and old.prefix == new.prefix) or (old.suffix and old.suffix == new.suffix)
    return bool(beside) or len(_words(old.exact)) >= TELLING


def _in_place(pairs: dict[int, int]) -> set[int]:
    """Return the indices before of the longest run of pairs in the same order: the others were moved."""
    tails: list[int] = []
    ends: list[int] = []
    links: dict[int, int | None] = {}
    for at in sorted(pairs):
        place = bisect_left(tails, pairs[at])
        links[at] = ends[place - 1] if place else None
        tails[place:], ends[place:] = [pairs[at], *tails[place + 1 :]], [at, *ends[place + 1 :]]
    fixed: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        fixed.add(last)
        last = links[last]
    return fixed


def _new_wordings(
    old: Sequence[Placed], new: Sequence[Placed], pairs: dict[int, int], doubted: set[int]
) -> dict[int, int]:
    """Return {index before: index after} of statements whose words were changed, the likest first."""
    taken = set(pairs.values())
    free = [at for at in range(len(new)) if at not in taken]
    words = {at: _words(new[at].exact) for at in free}
    anchors = sorted(pairs)
    scores: list[tuple[float, int, int]] = []
    for at in range(len(old)):
        if at not in pairs and at not in doubted:
            mine = _words(old[at].exact)
            scores += [(_likeness(mine, words[near]), at, near) for near in _near(at, free, anchors, pairs)]
    changed: dict[int, int] = {}
    used: set[int] = set()
    for score, at, near in sorted(scores, key=lambda row: (-row[0], row[1], row[2])):
        if score >= LIKE and at not in changed and near not in used:
            changed[at] = near
            used.add(near)
    for _, at, near in scores:  # what was merged into the new wording of another
        if at not in changed and near in used and _within(_words(old[at].exact), words[near]) >= WITHIN:
            changed[at] = near
    return changed


def _near(at: int, free: Sequence[int], anchors: Sequence[int], pairs: dict[int, int]) -> Sequence[int]:
    """Return the free places after nearest to where the statement before would stand had it stayed."""
    place = bisect_left(anchors, at)
    expected = at - anchors[place - 1] + pairs[anchors[place - 1]] if place else at
    middle = bisect_left(free, expected)
    return free[max(0, middle - REACH) : middle + REACH]


def _of_old(
    at: int, pairs: dict[int, int], fixed: set[int], doubted: set[int], changed: dict[int, int]
) -> Traced:
    if at in fixed:
        return Traced(at, pairs[at], "carried", "the same words in the same place")
    if at in pairs:
        return Traced(at, pairs[at], "moved", "the same words in another place")
    if at in doubted:
        return Traced(at, None, "orphaned", "its words stand elsewhere, but not in its surroundings")
    if at not in changed:
        return Traced(at, None, "vanished", "its words stand nowhere in the new text")
    shared = sum(place == changed[at] for place in changed.values()) > 1
    why = "it was merged with another statement" if shared else "its words or its speaker were changed"
    return Traced(at, changed[at], "changed", why)


def _appeared(
    places: Sequence[int], old: Sequence[Placed], new: Sequence[Placed], changed: dict[int, int]
) -> Iterator[Traced]:
    for at in places:
        mine = _words(new[at].exact)
        near = [before for before, after in changed.items() if abs(after - at) <= 2]
        origin = next((row for row in near if _within(mine, _words(old[row].exact)) >= WITHIN), None)
        why = "it was split off" if origin is not None else "its words stood nowhere in the old text"
        yield Traced(origin, at, "appeared", why)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def likeness(one: str, other: str) -> float:
    """Return the share (0 to 1) of words that two statements have in common, in order."""
    return _likeness(_words(one), _words(other))


def within(part: str, whole: str) -> float:
    """Return the share (0 to 1) of words of `part` that stand, in order, in `whole`; 0 for a few words."""
    return _within(_words(part), _words(whole))


def _likeness(one: list[str], other: list[str]) -> float:
    return Indel.normalized_similarity(one, other) if one and other else 0.0


def _within(part: list[str], whole: list[str]) -> float:
    """Return the share of the words of `part` that stand, in order, in `whole`; 0 for a part of few words."""
    if len(part) < 3:
        return 0.0
    kept = len(part) + len(whole) - Indel.distance(part, whole)
    return kept / 2 / len(part)
