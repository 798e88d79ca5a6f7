"""Words as WordNet has them: their base forms, their commonest senses, and what these point to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from reviews.matching.slots.verbs import base
from reviews.matching.wordnet.table import line

_ENDINGS: Final = {
    "n": (("ies", "y"), ("ves", "f"), ("men", "man"), ("es", ""), ("s", "")),
    "v": (("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""),
          ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "r": (),
}  # fmt: skip
_PLURALS: Final = {"men": "man", "women": "woman", "children": "child", "people": "people", "lives": "life"}
_RARE: Final = 0.06  # of how often a word was counted: senses below are left out, beside the first


class Sense(NamedTuple):
    """One sense of a word: the meaning, its first letter the kind, and its share of the uses."""

    meaning: str
    share: float

    @property
    def kind(self) -> str:
        """Return n, v, a or r: noun, verb, adjective, adverb."""
        return self.meaning[0]


@lru_cache(maxsize=20_000)
def senses(word: str) -> tuple[Sense, ...]:
    """Return the common senses of a word or phrase (lower case, any form), the commonest first."""
    found: dict[str, float] = {}
    for form, kinds in _forms(word.replace(" ", "_").replace("-", "_")).items():
        for meaning, share in _listed(form):
            if meaning[0] in kinds:
                found.setdefault(meaning, share)
    return tuple(Sense(meaning, share) for meaning, share in found.items())


def _forms(word: str) -> dict[str, str]:
    """Return the forms that a word can be of, each with the letters of the kinds that it may be then."""
    forms: dict[str, str] = {}
    if plain := _PLURALS.get(word):
        forms[plain] = "n"
    elif (root := base(word)) != word:
        forms[root] = "v"  # “fell” is mostly of “fall”
    forms[word] = "nvar"
    for kind, endings in _ENDINGS.items():
        for ending, instead in endings:
            root = word.removesuffix(ending)
            if root == word or len(root) < 3:
                continue
            forms[root + instead] = forms.get(root + instead, "") + kind
            if instead == "" and root[-1] == root[-2]:
                forms[root[:-1]] = forms.get(root[:-1], "") + kind
    return forms


def _listed(lemma: str) -> Iterator[tuple[str, float]]:
    """Return the senses in the table with their share of all uses, the rare ones left out."""
    read = [entry.partition(":") for entry in line(lemma).split()]
    counted = [(meaning, int(times or 0)) for meaning, _, times in read]
    total = sum(times for _, times in counted)
    seen: set[str] = set()
    for meaning, times in counted:
        share = (times + 0.5) / (total + 0.5 * len(counted))
        if meaning[0] not in seen or share >= _RARE:
            yield meaning, share
        seen.add(meaning[0])


@lru_cache(maxsize=20_000)
def main_kind(word: str) -> str:
    """Return n, v, a or r: which kind of word it mostly is; n for a word that is not in the table."""
    shares: dict[str, float] = {}
    for sense in senses(word):
        shares[sense.kind] = shares.get(sense.kind, 0.0) + sense.share
    return max(shares, key=shares.__getitem__, default="n")


def is_common(word: str) -> bool:
    """Return whether a lower-case word stands first for a kind of thing, and no single one such as Vienna."""
    found = line(word).split()
    return bool(found) and not pointers(found[0].partition(":")[0]).get("%")


@lru_cache(maxsize=20_000)
def commonness(word: str) -> int:
    """Return how often a word was counted, in its base form, over all its senses."""
    forms = _forms(word.replace(" ", "_").replace("-", "_"))
    return max(sum(int(entry.partition(":")[2] or 0) for entry in line(form).split()) for form in forms)


@lru_cache(maxsize=10_000)
def pointers(meaning: str) -> dict[str, tuple[str, ...]]:
    """Return what a meaning points to, by the marks that README.txt explains."""
    return {entry[0]: tuple(entry[1:].split(",")) for entry in line("#" + meaning).split()}


@lru_cache(maxsize=10_000)
def above(meaning: str, most: int) -> dict[str, int]:
    """Return the kinds that a meaning belongs to, itself included, with the steps up to each."""
    found, edge = {meaning: 0}, [meaning]
    for step in range(1, most + 1):
        edge = [up for one in edge for mark in "@%" for up in pointers(one).get(mark, ()) if up not in found]
        found.update(dict.fromkeys(edge, step))
    return found
