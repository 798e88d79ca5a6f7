"""Find the exact words of a quotation in a source: tolerant of typography, never of wording."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

CONTEXT = 32  # code points of prefix and suffix, as in W3C TextQuoteSelector examples

# A noncharacter put at both ends of every word, so that one linear str.find respects word boundaries.
_EDGE = "\uffff"
_FOLDED = {
    **dict.fromkeys("“”„‟«»〝〞″", '"'),
    **dict.fromkeys("‘’‚‛‹›`´′", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘⸺⸻", "-"),
    **dict.fromkeys("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + _EDGE, ""),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    "…": "...",
}
# These compatibility forms mean something else than their plain letters: 10², ½, ①.
_MEANINGFUL = ("<super>", "<sub>", "<fraction>", "<circle>")
# Scripts written without spaces have no word boundaries that could be told without a dictionary.
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# "60" does not stand in "60.5" or "1,060", nor "can" in "can't".
_INSIDE_A_WORD = re.compile(r"(?<=\d)[.,](?=\d)|(?<=n)'(?=t)")
_SPACES = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quotation stands in its source, in code points; source[start:end] are the words."""

    start: int
    end: int


def find_quote(quote: str, source: str) -> Span | None:
    """Return a place in `source` where the words of `quote` stand, or None: the first that is the same to the
    letter and set off by white space, else the first in any typography.

    White space, quotation marks, dashes, invisible characters and compatibility letters may differ; letters,
    their case, digits and punctuation may not. Both ends must be word boundaries. Time is linear in the two.
    """
    verbatim = _verbatim(quote.strip(), source)
    if verbatim is not None:
        return verbatim
    wanted, _ = _fold(quote)
    wanted = wanted.strip(" ")
    if not any(map(str.isalnum, wanted)):
        return None
    text, origins = _fold(source)
    at = text.find(wanted)
    if at < 0:
        return None
    # Combining marks were put in canonical order, so the last one in `text` need not be last in the source.
    covered = origins[at : at + len(wanted)]
    return Span(min(covered), max(covered) + 1)


def _verbatim(quote: str, source: str) -> Span | None:
    """Return the first place of the very same characters, if it is plainly a whole: quick, and common."""
    at = source.find(quote) if any(map(str.isalnum, quote)) else -1
    if at < 0:
        return None
    end = at + len(quote)
    set_off = (at == 0 or source[at - 1].isspace()) and (end == len(source) or source[end].isspace())
    return Span(at, end) if set_off else None


def selector(source: str, start: int, end: int) -> tuple[str, str, str]:
    """Return (exact, prefix, suffix) of source[start:end], the parts of a W3C TextQuoteSelector."""
    if not 0 <= start < end <= len(source):
        raise ValueError(f"span {start}–{end} lies outside a text of {len(source)} characters")
    return source[start:end], source[max(0, start - CONTEXT) : start], source[end : end + CONTEXT]


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the comparable form of `text` and, for each of its characters, the offset it came from."""
    folded: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for plain in _plain(character):
            if plain in " -" and folded and folded[-1] == plain:
                continue
            folded.append(plain)
            origins.append(offset)
    _order_marks(folded, origins)
    return _mark_words(folded, origins)


@cache
def _plain(character: str) -> str:
    if character in _FOLDED:
        return _FOLDED[character]
    if _SPACES.match(character):
        return " "
    decomposition = unicodedata.decomposition(character)
    if decomposition.startswith(_MEANINGFUL):
        return character
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) == 1:
        return _FOLDED.get(plain, plain)
    # One character may become several only inside a word, where no match can end between them.
    letters = all(part.isalnum() or unicodedata.combining(part) for part in plain)
    return plain if letters else unicodedata.normalize("NFD", character)


def _order_marks(folded: list[str], origins: list[int]) -> None:
    """Sort each run of combining marks by its class, as canonical ordering does (Unicode 3.11, D109)."""
    start = 0
    while start < len(folded):
        end = start
        while end < len(folded) and _mark_class(folded[end]):
            end += 1
        if end - start > 1:
            run = sorted(
                zip(folded[start:end], origins[start:end], strict=True), key=lambda m: _mark_class(m[0])
            )
            folded[start:end] = [mark for mark, _ in run]
            origins[start:end] = [offset for _, offset in run]
        start = end + 1


@cache
def _mark_class(character: str) -> int:
    return unicodedata.combining(character)


@cache
def _in_word(character: str) -> bool:
    if _SPACELESS.match(character):
        return False
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _mark_words(folded: list[str], origins: list[int]) -> tuple[str, list[int]]:
    inside = {found.start() for found in _INSIDE_A_WORD.finditer("".join(folded))}
    words = [_in_word(character) or offset in inside for offset, character in enumerate(folded)]
    marked: list[str] = []
    places: list[int] = []
    for at, (before, word) in enumerate(pairwise([False, *words])):
        if before != word:
            marked.append(_EDGE)
            places.append(origins[at] if word else origins[at - 1])
        marked.append(folded[at])
        places.append(origins[at])
    if words and words[-1]:
        marked.append(_EDGE)
        places.append(origins[-1])
    return "".join(marked), places
