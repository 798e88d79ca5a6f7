"""Words that mean alike, and words that exclude each other: two lists of ours for the English of news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from reviews.matching.slots.verbs import base
from reviews.matching.stems import stem

_OPPOSITES: Final = Path(__file__).with_name("opposites.txt")
_ALIKE: Final = Path(__file__).with_name("alike.txt")


class Kind(StrEnum):
    """What the values of a matter tell: what is said of a thing, which thing, or where and when."""

    WHAT = ""
    WHICH = "~"
    WHERE = "?"


class Sense(NamedTuple):
    """One thing that a word can say: the matter (a line of the list), which value of it, and its kind."""

    matter: int
    value: int
    kind: Kind = Kind.WHAT


class Concept(NamedTuple):
    """What a word stands for: a name that its likes share, and the senses that exclude others."""

    name: str
    senses: tuple[Sense, ...] = ()


def _lines(path: Path) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def _root(entry: str) -> str:
    """Return the stem of a word, or the stems of a phrase."""
    return " ".join(stem(base(word)) for word in entry.split("_"))


@lru_cache(maxsize=1)
def _concepts() -> dict[str, Concept]:
    """Return the concept of each listed stem; the name comes from the first line that has it."""
    names: dict[str, str] = {}
    senses: dict[str, dict[Sense, None]] = {}
    for matter, line in enumerate(_lines(_OPPOSITES)):
        kind = Kind(line[0]) if line[0] in "~?" else Kind.WHAT
        listed = line.removeprefix(kind)
        name = _root(listed.split()[0])
        for value, words in enumerate(listed.split("|")):
            for root in map(_root, words.split()):
                if kind is not Kind.WHICH:
                    names.setdefault(root, name)
                senses.setdefault(root, {})[Sense(matter, value, kind)] = None
    for line in _lines(_ALIKE):
        roots = [_root(word) for word in line.split()]
        name = next((names[root] for root in roots if root in names), roots[0])
        for root in roots:
            names.setdefault(root, name)
    known = names | {root: names.get(root, root) for root in senses}
    return {root: Concept(name, tuple(senses.get(root, ()))) for root, name in known.items()}


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the listed phrases as stems, by their first stem, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for root in _concepts():
        parts = tuple(root.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}


@lru_cache(maxsize=50_000)
def concept_of(root: str) -> Concept:
    """Return the concept that a stem stands for; itself, without senses, where it is not listed."""
    known = _concepts()
    # The stems of short verbs keep their doubled letter: “banned”, “shutting”.
    if root not in known and root[-1:] == root[-2:-1]:
        root = root[:-1] if root[:-1] in known else root
    return known.get(root, Concept(root))


def every_concept() -> Iterable[Concept]:
    """Return the concept of each listed word and phrase."""
    return _concepts().values()


def exclude(a: tuple[Sense, ...], b: tuple[Sense, ...]) -> Sense | None:
    """Return the sense of `a` that `b` excludes: another value of one matter, unless they share a sense."""
    if not a or not b or set(a) & set(b):
        return None
    matters = {sense.matter for sense in b}
    return next((sense for sense in a if sense.matter in matters), None)
