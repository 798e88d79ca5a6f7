"""Words of a text with their places, stems and concepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots.concepts import concept_of
from reviews.matching.stems import GRAMMAR, stem

_TOKEN: Final = re.compile(
    r"""
      (?:[A-Za-z]\.){2,}                          # U.S.
    | \d{1,2}:\d{2}(?!\d)                         # 21:48
    | \d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?      # 1,200.5
    | [^\W\d_]+(?:['’][^\W\d_]+)*                 # isn't
    | [%‰$€£¥“”"„«»,;:.!?()–—-]
    """,
    re.VERBOSE,
)
_OPENING: Final = frozenset('.!?:“"„«(')


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a text, in code points."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark."""

    start: int
    end: int
    text: str
    lower: str
    stem: str
    concept: str
    pole: int
    is_word: bool
    opens: bool

    @property
    def counts(self) -> bool:
        """Return whether it is a word that says something: no grammar, no mark."""
        return self.is_word and self.lower not in GRAMMAR

    @property
    def is_capital(self) -> bool:
        """Return whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text` in order; `opens` marks a word that begins a sentence or a quotation."""
    found: list[Token] = []
    before = "."
    for match in _TOKEN.finditer(text):
        found.append(_token(match, opens=before in _OPENING))
        before = match[0]
    return found


def span(text: str, run: Sequence[Token]) -> Span:
    """Return the span from the first to the last of `run`, which is not empty."""
    start, end = run[0].start, run[-1].end
    return Span(start, end, text[start:end])


def _token(match: re.Match[str], *, opens: bool) -> Token:
    text = match[0]
    lower = text.lower().replace("’", "'")
    if "." in lower and lower[0].isalpha():
        lower = lower.replace(".", "")
    root = stem(lower.removesuffix("'s"))
    concept, pole = concept_of(root)
    return Token(match.start(), match.end(), text, lower, root, concept, pole, text[0].isalpha(), opens)
