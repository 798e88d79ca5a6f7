"""Words of a text with their places, stems and concepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots import gazetteer
from reviews.matching.slots.concepts import Sense, concept_of, phrases
from reviews.matching.slots.verbs import base
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
    senses: tuple[Sense, ...]
    is_word: bool
    opens: bool

    @property
    def counts(self) -> bool:
        """Return whether it is a word that says something: no grammar, no mark, no mere denial."""
        return self.is_word and self.lower not in GRAMMAR and self.lower != "not"

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
    return _joined(text, found)


def _joined(text: str, words: list[Token]) -> list[Token]:
    """Return the tokens with each listed phrase, such as “turned down”, as one."""
    found: list[Token] = []
    at = 0
    while at < len(words):
        size = _phrase(words, at)
        found.append(_phrased(text, words[at : at + size]) if size > 1 else words[at])
        at += size
    return found


def _phrase(words: Sequence[Token], at: int) -> int:
    """Return how many tokens from `at` on are a listed phrase; 1 for none."""
    for parts in phrases().get(words[at].stem, ()):
        run = words[at : at + len(parts)]
        if len(run) == len(parts) and all(
            word.stem == part or word.lower == part for word, part in zip(run, parts, strict=True)
        ):
            return len(parts)
    return 1


def _phrased(text: str, run: Sequence[Token]) -> Token:
    root = " ".join(word.stem for word in run)
    lower = " ".join(word.lower for word in run)
    concept, senses = concept_of(root)
    start, end = run[0].start, run[-1].end
    return Token(start, end, text[start:end], lower, root, concept, senses, True, run[0].opens)


def span(text: str, run: Sequence[Token]) -> Span:
    """Return the span from the first to the last of `run`, which is not empty."""
    start, end = run[0].start, run[-1].end
    return Span(start, end, text[start:end])


def _token(match: re.Match[str], *, opens: bool) -> Token:
    text = match[0]
    lower = text.lower().replace("’", "'")
    if "." in lower and lower[0].isalpha():
        lower = lower.replace(".", "")
    root = stem(base(lower.removesuffix("'s")))
    # “even” has the stem of “evening”, and none of its senses.
    concept, senses = (lower, ()) if lower == "even" else concept_of(root)
    if text[0].isupper() and (place := gazetteer.known(lower.removesuffix("'s"))):
        concept = place.lower()  # Turkish, Turkey
    return Token(match.start(), match.end(), text, lower, root, concept, senses, text[0].isalpha(), opens)
