"""Does a checkable sentence deserve a check? The signs for and against, as reasons for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from articles.statements import lexicon
from articles.statements.lexicon import words
from articles.statements.signals import Signal, is_act
from articles.statements.wording import Wording

LEAST: Final = 0.02
"""No checkable statement is worth less, so that 0 always means: not checkable."""
_POINTERS: Final = words("this it they these those that he she such")
_ADJUSTED: Final = {"glossary": -0.1, "list_item": -0.08}


def reasons_of(wording: Wording, signals: Sequence[Signal], kind: str) -> tuple[str, ...]:
    """Return what raises and lowers the worth of a statement of this `kind`, for people to read."""
    return tuple(sign.reason for sign in [*signals, *_of_kind(kind), *lowering(wording, kind)])


def adjust(worth: float, wording: Wording, kind: str) -> float:
    """Return the scorer's worth (0 to 1) less what a definition or a fragment loses."""
    less = _ADJUSTED.get(kind, 0.0) if kind != "list_item" or not _has_verb(wording) else 0.0
    return round(min(1.0, max(0.0, worth + less)), 4)


def lowering(wording: Wording, kind: str) -> list[Signal]:
    """Return the signs that little can be looked up: hedges, vagueness, praise, no verb."""
    signs: list[Signal] = []
    if hedge := wording.any_of(lexicon.HEDGES):
        signs.append(Signal(-0.1, f"hedged: {hedge}"))
    if vague := wording.any_of(lexicon.VAGUE):
        signs.append(Signal(-0.05, f"vague: {vague}"))
    if praise := wording.all_of(lexicon.EVALUATIVE):
        signs.append(Signal(-0.05 * min(3, len(praise)), f"judges: {', '.join(praise[:3])}"))
    if promotion := wording.all_of(lexicon.PROMOTIONAL):
        signs.append(Signal(-0.04 * min(3, len(promotion)), f"promotional words: {', '.join(promotion[:3])}"))
    if wording.lower and wording.lower[0] in _POINTERS:
        signs.append(Signal(-0.03, f"points back: {wording.words[0]}"))
    if kind == "list_item" and not _has_verb(wording):
        signs.append(Signal(-0.08, "no finite verb"))
    return signs


def _has_verb(wording: Wording) -> bool:
    return any(word in lexicon.AUXILIARIES or is_act(word) for word in wording.lower)


def _of_kind(kind: str) -> list[Signal]:
    if kind == "quote":
        return [Signal(0.1, "quotes somebody word for word")]
    if kind == "glossary":
        return [Signal(-0.1, "definition")]
    return []
