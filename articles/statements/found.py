"""What extraction returns: one span of a text that may make a claim, and how the rules read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHECKABLE: Final[frozenset[str]] = frozenset({"fact", "quote"})
"""The kinds of checkability that ask for work; every other kind is only listed."""

DETECTOR: Final = "rules-7"
"""Version of the rules, stored with each statement; raise it when a rule changes what is found."""


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """One statement: offsets in code points, `exact == text[start:end]`, prefix and suffix <= 32 characters.

    `kind` is headline, sentence, quote, list_item, table_row, question_answer, caption or glossary.
    `checkability` is fact, quote, opinion, prediction, question or other.
    `readable` is what a table row says on its own, header names with their cells; "" for every other kind.
    `check_worthiness` runs from 0 to 1 and is 0.0 whenever `checkability` is not in `CHECKABLE`.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    kind: str
    section: str
    speaker: str
    checkability: str
    check_worthiness: float
    reasons: tuple[str, ...]
    readable: str = ""

    @property
    def alone(self) -> str:
        """Return what it says, read alone: a table row with the names of its columns, else its words."""
        return self.readable or self.exact
