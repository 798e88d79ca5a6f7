"""Can a sentence be verified at all? English rules; in doubt a declarative sentence is a fact to check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.statements import lexicon
from articles.statements.boilerplate import is_boilerplate
from articles.statements.lexicon import words
from articles.statements.signals import Signal, is_act, terms
from articles.statements.speech_words import SPEECH_VERBS
from articles.statements.wording import Wording

_QUESTION_END: Final = re.compile(r"[?？؟][\"”»’')\]]{0,3}$")
_LIST_LEAD: Final = re.compile(
    r"\b(?:includes?|including|includ\w{1,3}|follows?|following|these|are|is|were|below)\s?:$", re.IGNORECASE
)
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|would|could|may|might|won['’]t|wouldn['’]t|cannot but)\b|['’]ll\b"
    r"|\b(?:expected|likely|unlikely|projected|set|poised|slated|forecast|predicted|going|bound|about"
    r"|destined|due|hopes?|hoping) to\b"
    r"|\b(?:expect|anticipate|predict|forecast|foresee)s?\b"
)
_AHEAD: Final = words(
    """
    will shall would could may might won’t won't wouldn’t wouldn't cannot to expect expects anticipate
    anticipates predict predicts forecast forecasts foresee foresees
    """
)
_FUTURE_START: Final = re.compile(r"(?:[^:]{1,60}: )?(Expect|Anticipate|Will|Look for)\b")
_FIRM: Final = re.compile(r"\b(?:will|shall)\b")
_PLEDGE: Final = re.compile(r"\b(?:[Ww]e|I) (?:\w{1,12} )?(?:will|shall)\b|\b(?:[Ww]e|I)['’]ll\b")
"""What speakers promise of themselves is a prediction, whatever figures it holds."""
_FORECAST: Final = re.compile(
    r"\b(?:rise|fall|grow|shrink|reach|exceed|climb|drop|decline|increase|decrease|double|triple|hit"
    r"|become|happen|win"
    r"|lose|slow|improve|worsen|would|could|expected|likely|projected|forecast|predicted?|anticipated?"
    r"|estimated?)\b",
    re.IGNORECASE,
)
_BELIEF: Final = re.compile(
    r"\b[Mm]y (?:guess|bet|view|hunch|feeling|opinion|hope|impression)\b|"
    r"\b(?:I|[Ww]e) (?:\w{1,12} )?(?:think|believe|feel|hope|suppose|guess|prefer|love|hate|doubt|wish)\b"
    r"|\b[Ii]n (?:my|our) (?:view|opinion)\b|\b[Ii]t(?: is|['’]s) (?:time|important|imperative"
    r"|high time) (?:to|that|for)\b"
    r"|\b(?:arguably|frankly|sadly|unfortunately|thankfully|hopefully)\b",
)
_BELIEVING: Final = words(
    """
    my i we in it it’s it's arguably frankly sadly unfortunately thankfully hopefully
    """
)
_OPENERS: Final = words("that which who whose where if when once unless until as so")
_PERFECT: Final = words("has have had was were did hasn’t haven’t wasn’t weren’t")
_DETERMINERS: Final = words(
    """
    the a an of its their his her our more most new and to for by with
    """
)


def judge(wording: Wording, signals: Sequence[Signal], kind: str) -> tuple[str, str]:
    """Return (checkability, reason); `kind` is that of the statement, `signals` what `raising` found in it.

    Quotes are judged by the caller: whether somebody said a thing can always be checked.
    """
    if kind in {"table_row", "glossary"}:
        return "fact", ""
    for rule in (_question, _no_claim, _instruction, _prediction, _opinion):
        found = rule(wording, signals)
        if found is not None:
            return found
    return "fact", ""


def is_question(text: str) -> bool:
    """True when the last mark, quotes aside, is a question mark."""
    return bool(_QUESTION_END.search(text))


def _question(wording: Wording, signals: Sequence[Signal]) -> tuple[str, str] | None:
    return ("question", "asks, does not assert") if is_question(wording.text) else None


def _no_claim(wording: Wording, signals: Sequence[Signal]) -> tuple[str, str] | None:
    acts = any(signal.hard for signal in signals) or any(is_act(word) for word in wording.lower)
    if len(wording.words) < 3 and not acts:
        return "other", "too short to claim anything"
    if wording.text.endswith(":") and _LIST_LEAD.search(wording.text):
        return "other", "introduces the list that follows"
    said = wording.any_of(SPEECH_VERBS)
    if said and (
        wording.text.endswith(",") or (wording.text.endswith(":") and wording.lower[-1] in SPEECH_VERBS)
    ):
        return "other", "introduces the quote that follows"
    return None


def _instruction(wording: Wording, signals: Sequence[Signal]) -> tuple[str, str] | None:
    if is_boilerplate(wording.text, at_end=False):
        return "other", "prompt to the reader"
    if wording.lower[0] not in lexicon.INSTRUCTIONS or any(signal.hard for signal in signals):
        return None
    rest = wording.lower[1:]
    if any(word in lexicon.AUXILIARIES or is_act(word) for word in rest):
        return None
    return "other", f"instruction: {wording.words[0]} …"


def _prediction(wording: Wording, signals: Sequence[Signal]) -> tuple[str, str] | None:
    found = _future(wording)
    if found is None or terms(wording) or _is_commitment(wording, signals):
        return None
    if any(_states(opener, clause) for opener, clause in wording.clauses()):
        return None
    return "prediction", f"about the future: {found[found.lastindex or 0]}"


def _future(wording: Wording) -> re.Match[str] | None:
    begun = _FUTURE_START.match(wording.text)
    if not _AHEAD.isdisjoint(wording.bag) or "’ll" in wording.text or "'ll" in wording.text:
        return _FUTURE.search(wording.text) or begun
    return begun


def _is_commitment(wording: Wording, signals: Sequence[Signal]) -> bool:
    """“will pay 1.4 billion” can be checked against what was agreed; “will rise by 3%” cannot be yet."""
    figure = any(signal.reason.startswith(("amount of money", "number with unit")) for signal in signals)
    firm = _FIRM.search(wording.text)
    return (
        figure
        and firm is not None
        and "if" not in wording.bag
        and not wording.any_of(lexicon.HEDGES)
        and not _PLEDGE.search(wording.text)
        and not _FORECAST.search(wording.text)
    )


def _states(opener: str, clause: str) -> bool:
    """True when a clause reports something present or past; a dependent one only in a past tense."""
    if _FUTURE.search(clause) or _FUTURE_START.match(clause.strip()):
        return False
    words = clause.replace("’", "'").split()
    lower = [word.lower() for word in words]
    if lower and lower[0] in {"if", "unless", "to"}:
        return False
    if opener in _OPENERS:
        return not _PERFECT.isdisjoint(lower)
    if not lexicon.AUXILIARIES.isdisjoint(lower):
        return True
    return any(is_act(word) and before not in _DETERMINERS for before, word in pairwise(lower))


def _says_ought(clause: str) -> bool:
    return not lexicon.OUGHT.isdisjoint(clause.lower().split())


def _opinion(wording: Wording, signals: Sequence[Signal]) -> tuple[str, str] | None:
    belief = None if wording.bag.isdisjoint(_BELIEVING) else _BELIEF.search(wording.text)
    if belief and not any(signal.weight >= 0.15 for signal in signals):
        return "opinion", f"states a belief: {belief[0]}"
    if any(signal.hard for signal in signals):
        return None
    ought = wording.any_of(lexicon.OUGHT)
    if ought and not any(_states(*pair) for pair in wording.clauses() if not _says_ought(pair[1])):
        return "opinion", f"says what ought to be: {ought}"
    praise = wording.all_of(lexicon.EVALUATIVE) + wording.all_of(lexicon.PROMOTIONAL)
    if len(praise) >= 2:
        return "opinion", f"judges: {', '.join(praise[:3])}"
    return None
