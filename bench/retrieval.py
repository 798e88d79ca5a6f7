"""Posts and debate lines written by hand, and the archive of claims in which each has to find its own.

The archive is the claims that the queries make (`seeds/gold/retrieval.jsonl`), our other labelled sentences,
and claims made of the shapes and words in `seeds/gold/retrieval_archive.txt`: the same for any number of
claims on any machine.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from reviews.matching.ranking import Text

GOLD: Final = Path(__file__).resolve().parents[1] / "seeds" / "gold"
Half = Literal["dev", "test"]
_PER_SHAPE: Final = 400  # draws after which a shape of few words counts as used up


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the id of the one claim that it makes, and whether it is a post or a line of a debate."""

    text: str
    sought: str
    style: str


def asked(half: Half) -> list[Asked]:
    """Return the queries of one half: where SHA-256 of the id is an odd number it is kept for the test."""
    return [
        Asked(query["text"], one["id"], query["style"])
        for one in _lines("retrieval")
        if _half(one["id"]) == half
        for query in one["queries"]
    ]


def archive(count: int) -> list[Text]:
    """Return `count` claims, those that the queries make among them, in an order that tells nothing."""
    own = [Text(one["id"], one["claim"], one["title"]) for one in _lines("retrieval")]
    known = {claim.text for claim in own}
    for number, text in enumerate(_others()):
        if len(own) == count:
            break
        if text.text not in known:
            known.add(text.text)
            own.append(Text(f"a{number}", text.text, text.title))
    random.Random("order").shuffle(own)  # noqa: S311  # the same each time
    return own


def _half(key: str) -> Half:
    return "test" if int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2 else "dev"


def _lines(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _others() -> Iterator[Text]:
    """Yield the claims that nobody asks for: our labelled sentences, then made-up claims without end."""
    for one in _lines("statements"):
        yield Text("", one["text"])
    for name in ("pairs", "pairs_dev2", "pairs_dev3", "pairs_dev4"):
        for pair in _lines(name):
            yield Text("", pair["a"])
    yield from _made()


def _made() -> Iterator[Text]:
    """Yield made-up claims, one of each shape in turn."""
    head, shapes = (GOLD / "retrieval_archive.txt").read_text(encoding="utf-8").split("\n%%\n")
    slots = _slots(head)
    draw = random.Random("made")  # noqa: S311  # the same each time
    for _ in range(_PER_SHAPE):
        for shape in shapes.splitlines():
            text, _, title = shape.partition(" |")
            words = {name: draw.choice(values) for name, values in slots.items()}
            words |= {f"{name}2": draw.choice(values) for name, values in slots.items()}
            yield Text("", _capital(text.format(**words)), _capital(title.strip().format(**words)))


def _slots(head: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in head.splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]] += line.split("; ")
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
