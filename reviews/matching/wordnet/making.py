"""Makes the table of wordnet.txt out of WordNet's own files (`manage.py make_wordnet`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

KINDS: Final = ("noun", "verb", "adj", "adv")
_LETTER: Final = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# Pointers of WordNet that are kept, by the mark they have in the table (see wninput in WordNet's manual).
_KEPT: Final = {"@": "@", "@i": "%", "!": "!", "&": "&", "+": "+", "\\": "+", "$": "$", ">": ">", "*": "*"}
_MOST_SENSES: Final = 5
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Key = tuple[str, str]  # kind letter and offset in its file


@dataclass
class Synset:
    """One meaning: what it points to, by mark."""

    pointers: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))

    @property
    def is_instance(self) -> bool:
        """Return whether it is one thing, such as Vienna, and no kind of thing."""
        return bool(self.pointers.get("%"))


def table(folder: Path) -> Iterator[str]:
    """Return the lines of the table, sorted by their bytes, from the folder of WordNet's files.

    A lemma's line: the lemma, a tab, its senses (`number:times it was counted`), the commonest first of
    each kind. A meaning's line: `#number`, a tab, marks each followed by numbers. OSError for a missing file.
    """
    synsets = {key: synset for kind in KINDS for key, synset in _synsets(folder, kind)}
    senses = {lemma: kept for lemma, kept in _senses(folder).items() if _is_kept(lemma, kept, synsets)}
    used = _closed({key for kept in senses.values() for key, _ in kept}, synsets)
    numbers = {key: key[0] + _short(at) for at, key in enumerate(sorted(used))}
    lines = [f"{lemma}\t{' '.join(_sense(kept, numbers))}" for lemma, kept in senses.items()]
    lines += [f"#{numbers[key]}\t{_pointers(synsets[key], numbers)}" for key in used]
    yield from sorted(lines, key=str.encode)


def _synsets(folder: Path, kind: str) -> Iterator[tuple[Key, Synset]]:
    with (folder / f"data.{kind}").open(encoding="latin-1") as lines:
        for line in lines:
            if line.startswith("  "):
                continue
            fields = line.partition("|")[0].split()
            count = int(fields[3], 16)
            synset = Synset()
            first = 5 + 2 * count
            for at in range(first, first + 4 * int(fields[first - 1]), 4):
                mark, offset, letter = fields[at : at + 3]
                if mark in _KEPT:
                    target = ("a" if letter == "s" else letter, offset)
                    if target not in synset.pointers[_KEPT[mark]]:
                        synset.pointers[_KEPT[mark]].append(target)
            yield (_LETTER[kind], fields[0]), synset


def _senses(folder: Path) -> dict[str, list[tuple[Key, int]]]:
    """Return the senses of each lemma, of each kind the commonest first, with how often each was counted."""
    letters = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    found: dict[str, dict[str, list[tuple[int, Key, int]]]] = defaultdict(lambda: defaultdict(list))
    with (folder / "index.sense").open(encoding="latin-1") as lines:
        for line in lines:
            key, offset, order, counted = line.split()
            lemma, _, rest = key.partition("%")
            letter = letters[rest[0]]
            found[lemma][letter].append((int(order), (letter, offset), int(counted)))
    return {
        lemma: [
            (key, counted)
            for letter in "nvar"
            for _, key, counted in sorted(kinds.get(letter, []))[:_MOST_SENSES]
        ]
        for lemma, kinds in found.items()
    }


def _is_kept(lemma: str, kept: list[tuple[Key, int]], synsets: dict[Key, Synset]) -> bool:
    """Return whether a lemma is worth its bytes: a phrase if it is no noun, was counted or is one thing."""
    if "_" not in lemma:
        return True
    return any(counted or key[0] != "n" or synsets[key].is_instance for key, counted in kept)


def _closed(used: set[Key], synsets: dict[Key, Synset]) -> set[Key]:
    """Return `used` with all that holds them, so that every chain of kinds ends at its top."""
    found, rest = set(used), list(used)
    while rest:
        pointers = synsets[rest.pop()].pointers
        above = [key for mark in "@%&" for key in pointers.get(mark, ()) if key not in found]
        found.update(above)
        rest += above
    return found


def _sense(kept: list[tuple[Key, int]], numbers: dict[Key, str]) -> Iterator[str]:
    for key, counted in kept:
        yield f"{numbers[key]}:{counted}" if counted else numbers[key]


def _pointers(synset: Synset, numbers: dict[Key, str]) -> str:
    kept = (
        (mark, [numbers[key] for key in keys if key in numbers]) for mark, keys in synset.pointers.items()
    )
    return " ".join(mark + ",".join(targets) for mark, targets in sorted(kept) if targets)


def _short(number: int) -> str:
    """Return a number in base 36."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
