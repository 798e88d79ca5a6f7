"""Which statements of a new text may be the one that an old text lost: ranked, each with its reasons.

They are for a person to choose from. None is ever taken by itself: see `revision_diff`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.revision_diff import Placed, likeness, within

LEAST: Final = 0.25
"""Score from which a statement is worth a look."""
BESIDE: Final = 0.15
"""What the same words on one side add to the share of equal words."""
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the new text, its score (0 to 1.3), and why it stands where it does in the list."""

    at: int
    score: float
    reasons: tuple[str, ...]


def candidates(old: Placed, new: Sequence[Placed], *, most: int = 5) -> list[Candidate]:
    """Return the `most` statements of `new` that are likest to `old`, the likest first, then in text order.

    The share of equal words counts, or of the shorter one's words that stand in the longer (split, merged),
    and the words on either side.
    """
    found = [_weigh(old, row, at) for at, row in enumerate(new)]
    likely = [row for row in found if row.score >= LEAST]
    return sorted(likely, key=lambda row: (-row.score, row.at))[:most]


def _weigh(old: Placed, new: Placed, at: int) -> Candidate:
    share = likeness(old.exact, new.exact)
    part = max(within(old.exact, new.exact), within(new.exact, old.exact))
    sides = [
        name
        for name, was, now in (("before", old.prefix, new.prefix), ("after", old.suffix, new.suffix))
        if was and was == now
    ]
    reasons = [_of_words(old, new, share, part)]
    if sides:
        reasons.append(f"the words {' and '.join(sides)} it are the same")
    reasons += filter(None, (_of_numbers(old, new), _of_speakers(old, new)))
    score = max(share, 0.9 * part) + BESIDE * len(sides)
    return Candidate(at, round(score, 3), tuple(reasons))


def _of_words(old: Placed, new: Placed, share: float, part: float) -> str:
    if old.exact == new.exact:
        return "the very same words"
    if part >= 1 and share < 1:
        longer = len(new.exact) > len(old.exact)
        return "all its words stand in this one" if longer else "all of this one’s words stood in it"
    return f"{share:.0%} of the words are the same, in order"


def _of_numbers(old: Placed, new: Placed) -> str:
    was, now = (_NUMBER.findall(row.exact) for row in (old, new))
    gone, come = ([number for number in a if number not in b] for a, b in ((was, now), (now, was)))
    if gone and come:
        return f"numbers differ: {', '.join(gone)} → {', '.join(come)}"
    if gone or come:
        return f"without {', '.join(gone)}" if gone else f"with {', '.join(come)}"
    return "the same numbers" if was else ""


def _of_speakers(old: Placed, new: Placed) -> str:
    if old.speaker == new.speaker:
        return ""
    return f"said by {new.speaker or 'nobody named'}, not by {old.speaker or 'nobody named'}"
