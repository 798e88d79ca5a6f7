"""The difference between two texts word by word, for people to see."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from reviews.matching.fingerprint import words

Op = Literal["equal", "delete", "insert"]


class Difference(NamedTuple):
    """A run of words that stand in both texts, in the first only, or in the second only."""

    op: Op
    words: str


def word_diff(a: str, b: str) -> list[Difference]:
    """Return the runs of words that lead from `a` to `b`: `equal`, `delete` (in `a` only), `insert`.

    Words that differ in typography alone (case, quotation marks, commas) are equal, and shown as in `b`, so
    the equal and inserted runs together are `b`.
    """
    first, second = a.split(), b.split()
    runs: list[Difference] = []
    for step in Indel.opcodes(_keys(first), _keys(second)):
        if step.tag == "delete":
            # What goes is shown before what takes its place.
            at = len(runs) - (bool(runs) and runs[-1].op == "insert")
            runs.insert(at, Difference("delete", " ".join(first[step.src_start : step.src_end])))
        else:
            op: Op = "equal" if step.tag == "equal" else "insert"
            runs.append(Difference(op, " ".join(second[step.dest_start : step.dest_end])))
    return runs


def _keys(texts: list[str]) -> list[str]:
    """Return what each word is compared by: its meaning, or itself where it is nothing but punctuation."""
    return [" ".join(words(text)) or text for text in texts]
