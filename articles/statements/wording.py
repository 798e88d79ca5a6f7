"""One sentence taken apart once: its words, their lower-case forms and its names, for all rules to read."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from articles.statements.lexicon import MONTHS, WEEKDAYS
from articles.statements.speech_words import NOBODY, NOT_A_NAME

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,6}|[^\W_]+(?:[’'&-][^\W_]+){0,6}")
_CLAUSE: Final = re.compile(
    r"([,;:—()]| – |\b(?:and|but|that|which|who|whose|where|as|after|before|while|whereas|because|since"
    r"|although|though|if|unless"
    r"|when|once|until|so)\b)",
    re.IGNORECASE,
)


_PART: Final = frozenset("|:")


class Name(NamedTuple):
    """A run of capitalised words: its text, the place after it, and whether it owns what follows."""

    text: str
    past: int
    possessive: bool


class Wording:
    """The words of a sentence; `bag` holds their lower-case forms, `names` the runs of capitalised words."""

    __slots__ = ("bag", "gaps", "lower", "names", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text = text.replace("\xad", "")
        found = list(_WORD.finditer(text))
        self.words: list[str] = [match[0] for match in found]
        self.lower = [word.lower() for word in self.words]
        for place in range(1, len(self.words)):
            if self.words[place] == "May":
                self.lower[place] = "May"  # the month is no hedge
        self.bag = frozenset(self.lower)
        # What stands between a word and the one before it: a mark there ends a name.
        self.gaps = [text[left.end() : right.start()] for left, right in pairwise(found)]
        self.names = _names(self, _label_words(text))

    def joined(self, place: int) -> bool:
        """True when only spaces stand between the word at `place` and the one before."""
        return 0 < place < len(self.words) and not self.gaps[place - 1].strip()

    def any_of(self, listed: frozenset[str]) -> str:
        """The first word that stands in the list, "" when none does."""
        if self.bag.isdisjoint(listed):
            return ""
        return next(word for word in self.lower if word in listed)

    def all_of(self, listed: frozenset[str]) -> list[str]:
        """Every different word that stands in the list, in order."""
        if self.bag.isdisjoint(listed):
            return []
        return list(dict.fromkeys(word for word in self.lower if word in listed))

    def clauses(self) -> list[tuple[str, str]]:
        """(opener, clause) pairs: the sentence cut at commas, dashes, conjunctions and relative pronouns."""
        parts = ["", *_CLAUSE.split(self.text)]
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return [(opener.lower(), clause) for opener, clause in pairs if clause.strip()]


def _label_words(text: str) -> int:
    """How many words stand before an early colon: “Joint Research: …” names nobody."""
    label, colon, _ = text[:80].partition(": ")
    return len(_WORD.findall(label)) if colon else 0


def _names(wording: Wording, first: int) -> list[Name]:
    """The names from word `first` on; a lone word that opens the sentence counts only before a verb."""
    runs: list[list[int]] = []
    for place in range(first, len(wording.words)):
        if not _may_name(wording.words[place]):
            continue
        if runs and runs[-1][-1] == place - 1 and wording.joined(place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [_name(wording, run) for run in runs if len(run) > 1 or not _opens_a_part(wording, run[0], first)]


def _opens_a_part(wording: Wording, place: int, first: int) -> bool:
    """A lone word with a capital only because a label or a table's bar stands before it is no name."""
    return place > 0 and (place == first or not _PART.isdisjoint(wording.gaps[place - 1]))


def _name(wording: Wording, run: list[int]) -> Name:
    text = " ".join(wording.words[run[0] : run[-1] + 1])
    gap = wording.gaps[run[-1]] if run[-1] < len(wording.gaps) else ""
    owns = text.endswith(("’s", "'s"))
    return Name(text[:-2] if owns else text, run[-1] + 1, owns or gap.startswith(("’", "'")))


def _may_name(word: str) -> bool:
    known = word in NOT_A_NAME or word in NOBODY or word in MONTHS or word in WEEKDAYS
    return word[0].isupper() and not known
