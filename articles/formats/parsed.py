"""What every parser returns: articles as published, or the reason why an entry was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Status = Literal["usable", "withdrawn", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """One article read from one file or entry; `text` is stored as it is, offsets count its code points.

    Times are aware, in the zone they were written in. `editorial_note` is for editors, never for readers.
    `embargoed_until`: nobody without the right may see it before. `status` withdrawn: its publisher took it
    back, and its text may be empty; usable: it may be run; "": the entry says neither. `extra` keeps, as
    plain JSON, the fields that have no name here.
    """

    locator: str
    title: str
    text: str
    byline: str = ""
    publisher: str = ""
    original_author: str = ""
    canonical_url: str = ""
    external_id: str = ""
    language: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    attribution: str = ""
    editorial_note: str = ""
    rights: str = ""
    embargoed_until: datetime | None = None
    status: Status = ""
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An entry that could not be imported: where it stood, why, its first characters, the field at fault."""

    locator: str
    reason: str
    snippet: str = ""
    field: str = ""


Parsed = ParsedArticle | Refusal
