"""A finding: what an editor hands in on a claim, before it is a verdict. Pure values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

MARK = re.compile(r"\[(\d{1,3})\]")
# PostgreSQL stores neither; lone surrogates have no UTF-8 form.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
STANCES = ("supports", "refutes", "context")
SOURCE_TYPES = ("primary", "secondary", "anonymous")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One citation as handed in: words of a snapshot, or of an offline source with a locator."""

    exact: str
    stance: str
    source_type: str
    snapshot: int | None = None
    offline_source: str = ""
    locator: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Rating key, one-sentence summary, explanation with [n] marks, and the citations that these number."""

    rating: str
    summary: str
    explanation: str
    correction_note: str = ""
    citations: tuple[Passage, ...] = ()

    # A returned verdict goes on as a draft, so it must fit into one.
    LIMIT: ClassVar[int] = 100_000

    @property
    def length(self) -> int:
        """Return the characters of all its parts."""
        words = (self.summary, self.explanation, self.correction_note)
        cited = ((each.exact, each.offline_source, each.locator, each.note) for each in self.citations)
        return sum(map(len, chain(words, *cited)))

    @property
    def marks(self) -> set[int]:
        """Return the numbers that the explanation refers to as [n]."""
        return {int(number) for number in MARK.findall(self.explanation)}


def read_finding(data: Mapping[str, Any]) -> Finding:
    """Return the finding in `data` (a draft's or a request's JSON), unfinished parts as empty text.

    Raises ValidationError naming the field where a value has the wrong type or is not one of those allowed.
    """
    rows = data.get("citations") or []
    if not isinstance(rows, list):
        raise ValidationError({"citations": "Must be a list."})
    return Finding(
        rating=_text(data, "rating"),
        summary=_text(data, "summary"),
        explanation=_text(data, "explanation"),
        correction_note=_text(data, "correction_note"),
        citations=tuple(_passage(row, number) for number, row in enumerate(rows, start=1)),
    )


def _passage(row: Any, number: int) -> Passage:
    if not isinstance(row, Mapping):
        raise ValidationError({"citations": f"[{number}] must be an object."})
    try:
        return Passage(
            exact=_text(row, "exact"),
            stance=_one_of(row, "stance", STANCES),
            source_type=_one_of(row, "source_type", SOURCE_TYPES),
            snapshot=_number(row, "snapshot"),
            offline_source=_text(row, "offline_source"),
            locator=_text(row, "locator"),
            note=_text(row, "note"),
        )
    except ValidationError as error:
        raise ValidationError({"citations": f"[{number}] {' '.join(error.messages)}"}) from error


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValidationError({name: f"{name} must be text."})
    if found := UNSTORABLE.search(value):
        raise ValidationError({name: f"{name} contains U+{ord(found[0]):04X}, which is not text."})
    return value.strip()


def _one_of(data: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    value = data.get(name)
    if value not in allowed:
        raise ValidationError({name: f"{name} must be one of {', '.join(allowed)}."})
    return str(value)


def _number(data: Mapping[str, Any], name: str) -> int | None:
    value = data.get(name)
    if value in (None, ""):
        return None
    digits = "" if isinstance(value, bool) else str(value)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):  # no key is longer
        raise ValidationError({name: f"{name} must be the number of a captured page."})
    return int(digits)
