"""Pairs that do not contradict: near statements of one article, or of one event told without a conflict.

    python -m training.consistent > seeds/gold/consistent.jsonl

Runs with what the desk needs, not with what training needs. Nobody labelled these: an article seldom
contradicts itself, so that of its pairs only this much is known. They are the like of what a desk compares.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from articles.formats import parse
from articles.statements import extract

SEEDS = Path(__file__).parents[1] / "seeds"
PARTED = ("segmentation.jsonl", "second_hand/segmentation.jsonl")
EVENTS = ("events.jsonl", "second_hand/events.jsonl")
NEAR = 3  # pairs for each statement of an article, the nearest by words
FAR = 0.5  # and any two others
OF_EVENT, ANY_OF_EVENT = 600, 200  # of an event's pairs
OF_CONFLICTS = 500  # of the pairs of other claims on the event of the conflicts that may be learnt from

Texts = tuple[str, str]


def near(pairs: list[Texts], most: int, further: int, chance: random.Random) -> list[Texts]:
    """Return the `most` pairs that share most words, and `further` others by chance."""
    pairs.sort(key=lambda pair: -_shared(*pair))
    rest = pairs[most:]
    return pairs[:most] + chance.sample(rest, min(further, len(rest)))


def _shared(a: str, b: str) -> float:
    first, second = _words(a), _words(b)
    return len(first & second) / (min(len(first), len(second)) + 2)


def _words(text: str) -> set[str]:
    return {word.strip(".,“”'():;").lower() for word in text.split()}


def articles() -> Iterator[Texts]:
    """Yield title and text of our sample articles and of those parted by hand."""
    for file in sorted(file for file in SEEDS.rglob("*.txt") if "gold" not in file.parts):
        for article in parse(file.read_bytes(), locator=str(file)):
            yield article.title, article.text
    for name in PARTED:
        for one in _lines(name):
            yield "", one["text"]


def of_articles(chance: random.Random) -> list[Texts]:
    """Return near pairs of statements of one article."""
    found: list[Texts] = []
    for title, text in articles():
        stated = (one for one in extract(text, title=title) if one.checkability in {"fact", "quote"})
        told = list(dict.fromkeys(one.readable or one.exact for one in stated))
        found += near(list(combinations(told, 2)), NEAR * len(told), int(FAR * len(told)), chance)
    return found


def of_events(chance: random.Random) -> list[Texts]:
    """Return near pairs on one event that nobody tells otherwise, and of other claims on one that some do."""
    found: list[Texts] = []
    for name in EVENTS:
        found += near(_of_one_event(_lines(name), lambda a, b: True), OF_EVENT, ANY_OF_EVENT, chance)
    told = _lines("second_hand/conflicts.jsonl")
    first = [one for one in told if one["event"] == told[0]["event"]]
    return found + near(_of_one_event(first, lambda a, b: a["claim"] != b["claim"]), OF_CONFLICTS, 0, chance)


def _of_one_event(told: Sequence[dict[str, str]], kept: Callable[..., bool]) -> list[Texts]:
    two = combinations(told, 2)
    return [(a["text"], b["text"]) for a, b in two if a["event"] == b["event"] and kept(a, b)]


def _lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (SEEDS / "gold" / name).read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Write the pairs, one JSON object a line, to standard output."""
    chance = random.Random(5)  # noqa: S311 - a choice, no secret
    for a, b in of_articles(chance) + of_events(chance):
        sys.stdout.write(json.dumps({"a": a, "b": b}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
