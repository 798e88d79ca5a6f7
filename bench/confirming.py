"""What the machine would confirm by itself: our labelled pairs, and our statements with one thing changed.

    python -m bench.confirming [--from 0.7]

First table: pairs by their label, how many reach the score by words alone, and how many of these no ban holds
back; only those labelled `same` may be among them. Second: each labelled statement beside itself with one
change, by sort of change; harmless ones may be confirmed, of the others each one that is confirmed is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from reviews.matching.bans import Side, ban
from reviews.matching.similarity import score

GOLD: Final = Path(__file__).resolve().parents[1] / "seeds/gold"
_NUMBER: Final = re.compile(r"\d+")
_BEING: Final = re.compile(r"\b(is|was|are|were|has|have|will)\b")
_TWO_NAMES: Final = re.compile(r"\b([A-Z]\w+ [A-Z]\w+)\b(.*?)\b([A-Z]\w+ [A-Z]\w+)\b")
_DAY: Final = re.compile(r" on (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def fronted(text: str) -> str:
    """Return the statement with its day at the beginning."""
    found = _DAY.search(text)
    if found is None or not text[0].isupper():
        return text
    rest = text[: found.start()] + text[found.end() :]
    return f"{found[0].strip().capitalize()} {rest[0].lower()}{rest[1:]}" if rest[:4] == "The " else text


HARMLESS: Final[dict[str, Callable[[str], str]]] = {
    "commas gone": lambda text: re.sub(r",(?= [a-z])", "", text),
    "articles gone": lambda text: re.sub(r"\b(the|a|an) ", "", text),
    "day at the front": fronted,
}
HARMFUL: Final[dict[str, Callable[[str], str]]] = {
    "another number": lambda text: _NUMBER.sub(lambda found: str(int(found[0]) + 1), text, count=1),
    "denied": lambda text: _BEING.sub(lambda found: f"{found[0]} not", text, count=1),
    "two names turned": lambda text: _TWO_NAMES.sub(r"\3\2\1", text, count=1),
    "made less sure": lambda text: _BEING.sub(lambda found: f"{found[0]} perhaps", text, count=1),
    "another day": lambda text: re.sub(r"\bMonday\b", "Friday", text),
}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Yield (label, a, b) of all labelled pairs."""
    for path in sorted(GOLD.glob("pairs*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["label"], row["a"], row["b"]


def statements() -> list[str]:
    """Return the labelled statements."""
    lines = (GOLD / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def is_confirmed(a: str, b: str, least: float) -> bool:
    """Return whether the machine would confirm that `b` says the same as `a`, scored by words alone."""
    return score(a, b) >= least and not ban(Side(text=b), Side(text=a), told_apart=False, has_work=False)


def main() -> None:
    """Print both tables, and what weighing a pair costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="least", type=float, default=0.7)
    least = parser.parse_args().least
    begun = time.process_time()
    reached: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for label, a, b in pairs():
        total[label] += 1
        reached[label] += score(a, b) >= least
        confirmed[label] += is_confirmed(a, b, least)
    print(f"{'label':<18}{'pairs':>7}{f'from {least}':>10}{'confirmed':>11}")
    for label in total:
        print(f"{label:<18}{total[label]:>7}{reached[label]:>10}{confirmed[label]:>11}")
    milliseconds = 1000 * (time.process_time() - begun) / sum(total.values())
    print(f"{milliseconds:.2f} CPU ms a pair\n\n{'change':<20}{'changed':>8}{'confirmed':>11}")
    for name, change in {**HARMLESS, **HARMFUL}.items():
        changed = [(text, change(text)) for text in statements() if change(text) != text]
        count = sum(is_confirmed(a, b, least) for a, b in changed)
        print(f"{name:<20}{len(changed):>8}{count:>11}{'' if name in HARMLESS else '  (each is wrong)'}")


if __name__ == "__main__":
    main()
