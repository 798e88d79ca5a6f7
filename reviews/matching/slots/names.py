"""Who: the proper names of a text, and who stands before and after which act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reviews.matching.slots import gazetteer
from reviews.matching.slots.token import Span, Token, span
from reviews.matching.stems import GRAMMAR
from reviews.matching.wordnet.lexicon import is_common

_INSIDE: Final = frozenset({"of", "de", "van", "von", "bin", "al", "da", "del", "der", "-", "&"})
_TITLES: Final = frozenset(
    """
    mr ms mrs dr sir dame lord president minister prime judge justice senator governor mayor king queen
    professor prof general captain chancellor former new first
    """.split()
)
# Common nouns that often begin a sentence; a capital there names nothing.
_PLAIN: Final = frozenset(
    """
    police output oil gas gold rain snow inflation profit growth turnout crime water food air two three
    four five six seven eight nine ten more most many some several about nearly almost over under around
    roughly scientists researchers doctors officials critics experts analysts voters workers prices
    sales exports imports shares wages rents house homes schools hospitals parliament government council
    court judges juries lawmakers firefighters soldiers troops protesters students teachers farmers
    nurses unemployment production revenue spending traffic tourism children women men people men's
    women's home smoking drinking coffee tea former earlier later last next this that yesterday today
    tomorrow meanwhile however monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december half turnover debt trade
    emissions temperatures electricity power energy nuclear solar wind coal vaccines vaccine vaccination
    cases deaths patients obesity sugar exercise sleep
    """.split()
)
_MUTUAL: Final = frozenset(
    """
    and with met meets meet versus v or drew faced face plays played married both ,
    """.split()
)
_MOST_BETWEEN: Final = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its words in lower case, its place among the words of the text."""

    words: frozenset[str]
    known: str
    first: int
    last: int
    span: Span

    def may_be(self, other: Name) -> bool:
        """Return whether both can name one: a common word, the other's initials, one place in the other."""
        if self.words & other.words or (self.known and self.known == other.known):
            return True
        if self.known and other.known:
            return gazetteer.holds(self.known, other.known) or gazetteer.holds(other.known, self.known)
        return _initials(self.span.exact) == _squeezed(other) or _initials(other.span.exact) == _squeezed(
            self
        )


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody, what they did (concepts), and to whom; the passive is turned round."""

    doer: Name
    deeds: frozenset[str]
    done_to: Name


def names(text: str, words: Sequence[Token], taken: set[int]) -> list[Name]:
    """Return the proper names of `text` in order; `taken` are the words of dates."""
    found: list[Name] = []
    at = 0
    while at < len(words):
        end = _end(words, at, taken)
        if end > at:
            found.append(_name(text, words, at, end))
        at = max(end, at + 1)
    return [name for name in found if name.words]


def acts(words: Sequence[Token], found: Sequence[Name]) -> list[Act]:
    """Return who did what to whom, for each two names with an act between them."""
    acts: list[Act] = []
    for one, other in pairwise(found):
        between = words[one.last + 1 : other.first]
        lower = {word.lower for word in between}
        if not 0 < len(between) <= _MOST_BETWEEN or lower & _MUTUAL or lower & set('.;:“”"'):
            continue
        deeds = frozenset(word.concept for word in between if word.counts and not word.is_capital)
        is_passive = bool({"by"} & lower)
        if deeds:
            acts.append(Act(other, deeds, one) if is_passive else Act(one, deeds, other))
    return acts


def _end(words: Sequence[Token], at: int, taken: set[int]) -> int:
    """Return the end of the name that begins at `at`; `at` where none does."""
    end = at
    while end < len(words) and end not in taken and _continues(words, at, end):
        end += 1
    while end > at and not words[end - 1].is_capital:
        end -= 1
    return end


def _continues(words: Sequence[Token], start: int, at: int) -> bool:
    word = words[at]
    if at > start and word.lower in _INSIDE:
        return at + 1 < len(words) and words[at + 1].is_capital and words[at + 1].is_word
    if not word.is_word or not word.is_capital:
        return False
    if at > start and words[at - 1].lower.endswith("'s"):
        return False
    return not (word.opens and not _is_name_at_the_beginning(words, at))


def _is_name_at_the_beginning(words: Sequence[Token], at: int) -> bool:
    lower = words[at].lower.removesuffix("'s")
    if lower in GRAMMAR or lower in _PLAIN:
        return bool(gazetteer.known(lower)) and lower not in GRAMMAR
    if gazetteer.known(lower) or words[at].text.isupper():
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None and following.is_capital and following.is_word:
        return True
    return not lower.endswith(("s", "ing", "tion", "ment", "ness", "ity", "ly", "ed")) and not is_common(
        lower
    )


def _name(text: str, words: Sequence[Token], start: int, end: int) -> Name:
    run = words[start:end]
    while len(run) > 1 and run[0].lower in _TITLES:
        run, start = run[1:], start + 1
    spelled = frozenset(
        word.lower.removesuffix("'s") for word in run
        if word.is_word and word.lower not in _TITLES and word.lower not in _INSIDE
    )  # fmt: skip
    whole = " ".join(word.lower.removesuffix("'s") for word in run)
    return Name(spelled, gazetteer.known(whole), start, end - 1, span(text, run))


def _initials(name: str) -> str:
    parts = [part for part in name.replace("-", " ").split() if part[0].isupper()]
    return "".join(part[0] for part in parts).lower() if len(parts) > 1 else "-"


def _squeezed(name: Name) -> str:
    return name.span.exact.replace(".", "").replace(" ", "").lower()
