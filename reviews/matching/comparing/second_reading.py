"""A second reading: what a network says of two statements beside what the rules found between them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reviews.matching.comparing.compare import ALWAYS, Comparison, Relation, compare
from reviews.matching.comparing.difference import Difference
from reviews.matching.comparing.english import is_english
from reviews.matching.fingerprint import words
from reviews.matching.inference import Chances, Reader
from reviews.matching.slots.token import Span

# Below it the rules' contradiction is dropped: their words exclude each other, but of two things.
DOUBTED: Final = 0.3
# These rest on what the network does not know, or hold of one person whatever else the statements tell.
_KNOWN: Final = ALWAYS | {"place"}
_LIKELY: Final = 0.5  # from here the network's other relations count
_APART: Final[frozenset[Relation]] = frozenset({"not_comparable", "unrelated"})


def compare_twice(a: str, b: str, *, model: Reader | None) -> Comparison:
    """Return how `a` and `b` stand to each other by the rules and, where there is one, by `model` too."""
    found = compare(a, b)
    if model is None or not may_be_read_again(a, b):
        return found
    [chances] = model.read([(a, b)])
    return read_again(found, a, b, chances=chances, sure=model.contradiction_from, model=model.version)


def may_be_read_again(a: str, b: str) -> bool:
    """Return whether a second reading is worth it: of two English statements, each with a word of its own.

    What is cut from the other says less than it, and the rules know the words that would turn it.
    """
    first, second = set(words(a)), set(words(b))
    return not (first <= second or second <= first) and is_english(a) and is_english(b)


def read_again(found: Comparison, a: str, b: str, *, chances: Chances, sure: float, model: str) -> Comparison:
    """Return what stands between `a` and `b` after the rules' `found` and the network's `chances`.

    `sure` is the chance, 0 to 1, from which on its contradiction is told, and `model` its hash. Either
    may find a contradiction. The rules show by which words; the network does not, so its place is both
    statements, whole. What it holds to be none at all is none; which other relation holds is its to say
    where it is likely.
    """
    if found.relation == "contradicts":
        return _otherwise(found, chances) if _is_doubted(found, chances) else found
    if chances.contradiction < sure:
        return _otherwise(found, chances)
    sentence = (
        f"A language model reads the two as excluding each other ({chances.contradiction:.2f}). "
        "The rules found no words by which, so read both."
    )
    places = Span(0, len(a), a), Span(0, len(b), b)
    whole = Difference("inference", *places, sentence, is_hard=True, model=model)
    return replace(found, relation="contradicts", differences=(whole,), score=round(chances.contradiction, 3))


def _is_doubted(found: Comparison, chances: Chances) -> bool:
    slots = {difference.slot for difference in found.differences if difference.is_hard}
    return chances.contradiction < DOUBTED and not slots & _KNOWN


def _otherwise(found: Comparison, chances: Chances) -> Comparison:
    """Return the likeliest relation that is no contradiction; the rules' own where none is likely."""
    apart: Relation = found.relation if found.relation in _APART else "not_comparable"
    likely: dict[Relation, float] = {
        "agrees": chances.agreement,
        "wording_differs": chances.difference,
        apart: chances.apart,
    }
    relation = max(likely, key=lambda name: likely[name])
    if relation == found.relation or (likely[relation] < _LIKELY and found.relation != "contradicts"):
        return found
    kept = tuple(one for one in found.differences if not one.is_hard)
    return Comparison(relation, kept, round(likely[relation], 3))
