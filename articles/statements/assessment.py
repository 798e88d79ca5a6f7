"""What the rules and the scorer say of one sentence: can it be verified, does it deserve a check, why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from articles.statements.block import Block
from articles.statements.check_worthiness import LEAST, adjust, reasons_of
from articles.statements.checkability import judge
from articles.statements.features import features
from articles.statements.found import CHECKABLE
from articles.statements.language import by_common_words, other_language
from articles.statements.meaning import NOTHING, Added, meaning
from articles.statements.scorer import scorer
from articles.statements.signals import raising
from articles.statements.speakers import Speakers
from articles.statements.wording import Wording

_LEAST_SCORE: Final = 0.25
"""A sentence that the rules take for a fact, but the scorer for less than this, is none."""
_LEAST_WITH_MEANING: Final = 0.3
"""The same where the embedding has been heard too: both together are surer."""
_OPEN: Final = frozenset({"sentence", "question_answer"})
_VIEWS: Final = frozenset({"feeling", "praise", "promotion", "ours", "self", "ought"})
READ: Final = 1_500
"""Characters of a statement that the rules read: a longer one is no sentence, but must end soon."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """`checkability` is fact, quote, opinion, prediction, question or other; both scores run from 0 to 1.

    `checkable_score` and `check_worthiness` are graded for every kind; both are 0 in a language
    that the rules do not know.
    """

    checkability: str
    checkable_score: float
    check_worthiness: float
    reasons: tuple[str, ...]


def assess(text: str, embed: Callable[[str], Sequence[float]] | None = None) -> Assessment:
    """Judge one bare sentence, with no article around it.

    `embed` gives the embedding of a text by the model that the weights over meanings were trained for;
    without it the features decide alone. It is not asked about another language.
    """
    if language := other_language(text):
        return not_judged(language)
    (spoken,) = Speakers(text).read(Block(0, len(text), "paragraph", ""), [(0, len(text))])
    added = meaning().added(embed(text)) if embed else NOTHING
    kind = "quote" if spoken.is_quote else "sentence"
    return assess_statement(text, kind, quoted=spoken.is_quote, added=added)


def not_judged(language: str) -> Assessment:
    """The answer for a language that the rules do not know."""
    return Assessment("other", 0.0, 0.0, (f"not judged: the rules know English, this looks like {language}",))


def assess_statement(exact: str, kind: str, *, quoted: bool, added: Added = NOTHING) -> Assessment:
    """Judge one English statement of this `kind`; `quoted`: it is mostly somebody's words.

    `added` is what its embedding adds to the logits of the features.
    """
    wording = Wording(exact[:READ])
    if not wording.words:
        return Assessment("other", 0.0, 0.0, ("no words",))
    if language := by_common_words(wording.words, wording.text):
        return not_judged(language)
    signals = raising(wording)
    label, reason = judge(wording, signals, kind)
    seen = features(wording, signals, label)
    scores = scorer().scores(seen, *added)
    least = _LEAST_SCORE if added is NOTHING else _LEAST_WITH_MEANING
    if quoted:
        label = "quote"
    elif label == "fact" and kind in _OPEN and scores.checkable < least:
        view = not _VIEWS.isdisjoint(seen)
        label, reason = ("opinion", "reads as a view") if view else ("other", "nothing in it to look up")
    worth = adjust(scores.worthy, wording, kind)
    reasons = reasons_of(wording, signals, "quote" if quoted else kind)
    if label not in CHECKABLE:
        reasons = (reason, *reasons)
    return Assessment(label, round(scores.checkable, 4), max(LEAST, worth), reasons or ("plain statement",))
