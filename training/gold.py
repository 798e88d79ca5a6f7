"""Labelled pairs to train on beside the families: those of `seeds/gold` that may be learnt from."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from training.families import AGREEMENT, APART, CONSISTENT, CONTRADICTION, DIFFERENCE, Pair

FOLDER: Final = Path(__file__).parents[1] / "seeds" / "gold"
# What is judged by is not trained on: pairs_dev6, pairs_dev8 and pairs_dev9, and the second of the conflicts.
PAIRS: Final = tuple(f"pairs{part}.jsonl" for part in ("", "_dev2", "_dev3", "_dev4", "_dev5", "_dev7"))
CONFLICTS: Final = "second_hand/conflicts.jsonl"
EVENTS: Final = (("events.jsonl", 250), ("second_hand/events.jsonl", 250))
_NEAREST: Final = 300  # pairs of other claims on the event of the conflicts
_LABEL: Final = {
    "contradicts": CONTRADICTION,
    "same": AGREEMENT,
    "differs": DIFFERENCE,
    "not_comparable": APART,
    "unrelated": APART,
}


def pairs(names: tuple[str, ...] = PAIRS) -> list[Pair]:
    """Return the labelled pairs of these files."""
    return [Pair(one["a"], one["b"], _LABEL[one["label"]]) for name in names for one in _lines(name)]


def of_events() -> list[Pair]:
    """Return pairs of statements on one event: its conflicts, and the nearest that tell of other things.

    A desk compares hundreds of near statements for each that contradicts; these are the like of them.
    """
    told = _lines(CONFLICTS)
    first = [one for one in told if one["event"] == told[0]["event"]]
    made = [_versions(a, b) for a, b in combinations(first, 2) if a["claim"] == b["claim"]]
    made += _nearest(first, _NEAREST)
    for name, count in EVENTS:
        made += _nearest(_lines(name), count)
    return made


def consistent(chance: random.Random) -> list[Pair]:
    """Return pairs of which only this is known, that they do not contradict; their label is CONSISTENT."""
    found = [Pair(one["a"], one["b"], CONSISTENT) for one in _lines("consistent.jsonl")]
    chance.shuffle(found)
    return found


def _versions(a: dict[str, Any], b: dict[str, Any]) -> Pair:
    denied = (a.get("denies", []), b.get("denies", []))
    if "vague" in (a["version"], b["version"]):
        label = DIFFERENCE
    elif any(denied):
        label = CONTRADICTION if b["version"] in denied[0] or a["version"] in denied[1] else AGREEMENT
    else:
        label = AGREEMENT if a["version"] == b["version"] else CONTRADICTION
    return Pair(a["text"], b["text"], label)


def _nearest(told: list[dict[str, Any]], count: int) -> list[Pair]:
    """Return the pairs of other claims on one event that share most of their words."""
    found = [
        Pair(a["text"], b["text"], APART)
        for a, b in combinations(told, 2)
        if a["event"] == b["event"] and a["claim"] != b["claim"]
    ]
    return sorted(found, key=lambda pair: -_in_common(pair.a, pair.b))[:count]


def _in_common(a: str, b: str) -> float:
    first, second = ({word.strip(".,“”'()").lower() for word in text.split()} for text in (a, b))
    return len(first & second) / len(first | second) ** 0.5


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
