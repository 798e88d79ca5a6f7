"""How well statements are compared: our own labelled pairs, counted (`manage.py evaluate` prints it)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviews.matching.comparing.compare import Relation
from reviews.matching.comparing.second_reading import compare_twice
from reviews.matching.inference import Reader

_FOLDER: Final = Path(__file__).parents[2] / "seeds" / "gold"
GOLD: Final = _FOLDER / "pairs.jsonl"
# Further pairs, each set written before its first measuring and read afterwards; see seeds/gold/README.md.
FURTHER: Final = ("dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10")
_RELATION: Final[dict[str, Relation]] = {
    "same": "agrees",
    "differs": "wording_differs",
    "contradicts": "contradicts",
    "not_comparable": "not_comparable",
    "unrelated": "unrelated",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and the relation that a person gave them."""

    id: str
    a: str
    b: str
    relation: Relation

    @property
    def part(self) -> str:
        """Return `dev` or `test`: by the hash of the id, so that a pair never changes sides."""
        return "test" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "dev"


def gold_pairs(part: str) -> list[Pair]:
    """Return our labelled pairs of one part, `dev` or `test`, or of one of the further sets."""
    file = GOLD if part not in FURTHER else _FOLDER / f"pairs_{part}.jsonl"
    records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    pairs = [Pair(one["id"], one["a"], one["b"], _RELATION[one["label"]]) for one in records]
    return [pair for pair in pairs if part in FURTHER or pair.part == part]


def judged(pairs: Iterable[Pair], *, model: Reader | None = None) -> list[tuple[Pair, Relation]]:
    """Return each pair with the relation that the rules give it, read again by `model` where there is one."""
    return [(pair, compare_twice(pair.a, pair.b, model=model).relation) for pair in pairs]


def pairs_table(part: str = "dev", *, model: Reader | None = None) -> list[str]:
    """Return the lines of the table: precision, recall and number of each relation, then the share right.

    The last line is the baseline that calls every pair a contradiction.
    """
    results = judged(gold_pairs(part), model=model)
    given = Counter(relation for _, relation in results)
    meant = Counter(pair.relation for pair, _ in results)
    right = Counter(relation for pair, relation in results if pair.relation == relation)
    lines = [f"{'relation':<16} {'precision':>9} {'recall':>7} {'pairs':>6}"]
    for relation in _RELATION.values():
        precision = right[relation] / max(given[relation], 1)
        recall = right[relation] / max(meant[relation], 1)
        lines.append(f"{relation:<16} {precision:>9.2f} {recall:>7.2f} {meant[relation]:>6}")
    lines.append(f"{'all right':<16} {right.total() / max(len(results), 1):>9.2f} {'':>7} {len(results):>6}")
    share = meant["contradicts"] / max(len(results), 1)
    return [*lines, f"{'all contradict':<16} {share:>9.2f} {1:>7.2f} {len(results):>6}"]
