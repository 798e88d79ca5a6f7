"""Our labelled statements: read from `seeds/gold/`, parted for learning and for the test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

KINDS: Final = frozenset({"fact", "quote", "opinion", "prediction", "question", "other"})


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One labelled statement; `worth` is 0 (nothing to check) to 3 (must be checked)."""

    id: str
    style: str
    text: str
    kind: str
    checkable: bool
    worth: int

    @property
    def for_test(self) -> bool:
        """Whether it belongs to the third that nothing is ever tuned on."""
        return is_for_test(self.id)


def is_for_test(key: str) -> bool:
    """Return True for the third of all ids whose SHA-256, as a number, divides by three."""
    return int(sha256(key.encode()).hexdigest(), 16) % 3 == 0


def read_gold(lines: Iterable[str]) -> Iterator[GoldStatement]:
    """Yield the statements of JSON lines; ValueError names the line and what is wrong with it."""
    for number, line in enumerate(lines, 1):
        try:
            found = GoldStatement(**json.loads(line))
        except (ValueError, TypeError) as wrong:
            raise ValueError(f"line {number}: {wrong}") from wrong
        if found.kind not in KINDS or found.worth not in range(4):
            raise ValueError(
                f"line {number}: kind {found.kind!r} and worth {found.worth!r} must be known ones"
            )
        yield found
