"""A second reading by a model of inference, of two statements in which the rules found nothing excluding."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reviews.matching.comparing.compare import Comparison, compare
from reviews.matching.comparing.difference import Difference
from reviews.matching.comparing.english import is_english
from reviews.matching.fingerprint import words
from reviews.matching.inference import Reader
from reviews.matching.slots.token import Span

# Below it too much of what is no contradiction comes along; chosen on two sets of pairs (docs/matching.md).
SURE: Final = 0.985
_OPEN: Final = frozenset({"agrees", "wording_differs"})


def compare_twice(a: str, b: str, *, model: Reader | None) -> Comparison:
    """Return how `a` and `b` stand to each other by the rules, and by `model` where these leave it open."""
    found = compare(a, b)
    if model is None or not may_be_read_again(found, a, b):
        return found
    [likely] = model.contradiction([(a, b)])
    return read_again(found, a, b, likely=likely, model=model.version)


def may_be_read_again(found: Comparison, a: str, b: str) -> bool:
    """Return whether a second reading may change what the rules found between two English statements.

    It may not where they have the same words, or where the rules hold that they speak of two things or
    measure others: in far too many of such pairs a model finds a contradiction.
    """
    return found.relation in _OPEN and words(a) != words(b) and is_english(a) and is_english(b)


def read_again(found: Comparison, a: str, b: str, *, likely: float, model: str) -> Comparison:
    """Return what stands between `a` and `b` after the rules' `found` and what a model says.

    `likely` is its chance of a contradiction, 0 to 1, and `model` its hash. Only a sure model changes
    anything, and it only ever adds a contradiction, with both statements whole as its place: it does not say
    by which words.
    """
    if likely < SURE:
        return found
    sentence = (
        f"A language model reads the two as excluding each other ({likely:.2f}). "
        "The rules found no words by which, so read both."
    )
    places = Span(0, len(a), a), Span(0, len(b), b)
    whole = Difference("inference", *places, sentence, is_hard=True, model=model)
    return replace(found, relation="contradicts", differences=(whole,), score=round(likely, 3))
