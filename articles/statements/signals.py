"""What in a sentence can be looked up: the signs that raise its check-worthiness, each with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from articles.statements import lexicon
from articles.statements.figures import dates, figures
from articles.statements.lexicon import words
from articles.statements.speech_words import SPEECH_VERBS
from articles.statements.wording import Name, Wording

_COMPARISON: Final = re.compile(
    r"\b(?:(?<!rather )(?<!other )than|compared (?:with|to)|versus"
    r"|doubled|tripled|halved|(?:twice|half) (?:as|the)"
    r"|\w+ times (?:more|less|the|as|higher"
    r"|larger|bigger)|exceed(?:s|ed)?|surpass(?:es|ed)?|up from|down from)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"\b(?:in|at|near|outside|across) (?:the )?([A-Z][\w.’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){0,3})"
)
_TERMS: Final = re.compile(
    r"\b(?:under|according to|as part of|by the terms of) (?:the|this|a|an|its|their"
    r"|that) (?:[\w’-]{1,20} ){0,4}?(?:agreement|deal"
    r"|law|bill|act|treaty|pact|contract|plan|order|rules?|terms|accord|framework|policy|constitution"
    r"|directive|regulation)\b",
    re.IGNORECASE,
)
# No pattern is tried on a sentence that holds none of its words.
_COMPARING: Final = words(
    """
    than compared versus doubled tripled halved twice half times exceed exceeds exceeded surpass surpasses
    surpassed up down
    """
)
_AT: Final = words("in at near outside across")
_TERM_OPENERS: Final = words("under according as by")
_FIRST_FIGURE, _NEXT_FIGURE, _FIGURES = 0.25, 0.05, 3
_ACRONYM: Final = re.compile(r"\b(?:[A-Z]\.){2,6}$")
_NOT_ONLY: Final = re.compile(r"\bnot only\b|\b(?:but|if) only\b", re.IGNORECASE)
_SKIPPED: Final = words("has have had also then later reportedly not never")
_NOT_ACTS: Final = words("need speed indeed breed feed seed based united exceed")


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign: its weight, the reason shown to people, and whether it is hard content."""

    weight: float
    reason: str
    hard: bool = True


def raising(wording: Wording) -> list[Signal]:
    """Return the signs that the sentence holds something that can be looked up."""
    rules = (_figures, _actor, _dates, _superlative, _comparison, _cause, _place, _office, _terms)
    return [signal for rule in rules for signal in rule(wording)]


def _figures(wording: Wording) -> list[Signal]:
    found = figures(wording.text, wording.bag)[:_FIGURES]
    weights = [_FIRST_FIGURE if sort != "number" else _NEXT_FIGURE for sort, _ in found[:1]] + [
        _NEXT_FIGURE
    ] * _FIGURES
    return [Signal(weight, f"{sort}: {words}") for weight, (sort, words) in zip(weights, found, strict=False)]


def _actor(wording: Wording) -> list[Signal]:
    """A name directly before its verb counts most; a name and an act somewhere in one sentence count less."""
    for name in wording.names:
        verb = _verb_after(wording, name)
        if verb:
            return [Signal(0.15, f"names an actor and an act: {name.text} {verb}")]
    if not wording.names:
        return []
    name = wording.names[-1]
    if name.past == 1:
        return []
    acts = any(word in lexicon.PAST or word.endswith("ed") for word in wording.lower)
    return [Signal(0.06, f"names {name.text}", hard=acts)]


def _verb_after(wording: Wording, name: Name) -> str:
    """The act that follows a name with nothing but adverbs between them, "" when there is none."""
    place = name.past
    if name.possessive or not wording.joined(place):
        return ""
    while place < len(wording.lower) and (
        wording.lower[place] in _SKIPPED or wording.lower[place].endswith("ly")
    ):
        place += 1
    return wording.words[place] if place < len(wording.lower) and is_act(wording.lower[place]) else ""


def is_act(word: str) -> bool:
    """True for a verb in the past or the third person: signed, took, imposes."""
    regular = word.endswith("ed") and len(word) > 4 and word not in _NOT_ACTS
    return regular or word in lexicon.PAST or word in lexicon.PRESENT or word in SPEECH_VERBS


def _dates(wording: Wording) -> list[Signal]:
    found = dates(wording.text, wording.words, wording.bag)
    return [Signal(0.08, f"date: {found[0]}")] if found else []


def _superlative(wording: Wording) -> list[Signal]:
    word = wording.any_of(lexicon.SUPERLATIVES)
    if not word or (word == "only" and _NOT_ONLY.search(wording.text)):
        return []
    return [Signal(0.1, f"claims a rank or an extreme: {word}")]


def _comparison(wording: Wording) -> list[Signal]:
    match = None if wording.bag.isdisjoint(_COMPARING) else _COMPARISON.search(wording.text)
    return [Signal(0.08, f"comparison: {match[0].lower()}")] if match else []


def _cause(wording: Wording) -> list[Signal]:
    word = wording.any_of(lexicon.CAUSES)
    return [Signal(0.06, f"claims a cause: {word}")] if word else []


def _place(wording: Wording) -> list[Signal]:
    for match in () if wording.bag.isdisjoint(_AT) else _PLACE.finditer(wording.text):
        place = match[0] if _ACRONYM.search(match[0]) else match[0].rstrip(".-'’")
        place = place.removesuffix("’s").removesuffix("'s")
        if match[1].split()[0].rstrip(".-'’") not in lexicon.MONTHS | lexicon.WEEKDAYS:
            return [Signal(0.05, f"names a place: {place}")]
    return []


def _office(wording: Wording) -> list[Signal]:
    word = wording.any_of(lexicon.OFFICES)
    return [Signal(0.05, f"names an office: {word}", hard=False)] if word else []


def terms(wording: Wording) -> re.Match[str] | None:
    """Return the words that point to an agreement, a law or a plan, None when there are none."""
    return None if wording.bag.isdisjoint(_TERM_OPENERS) else _TERMS.search(wording.text)


def _terms(wording: Wording) -> list[Signal]:
    match = terms(wording)
    return [Signal(0.05, f"terms of a document: {match[0]}")] if match else []
