"""What an article says about itself in its own text: source, author, dates, editorial note, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from articles.statements.block import Block
from articles.statements.blocks import split_blocks
from articles.statements.furniture import BYLINE, CARRIED_FROM, DATED, LABEL, label_key
from articles.statements.prose_dates import read_prose_date

_TITLE: Final = ("title", "headline")
_BYLINE: Final = ("by", "byline", "author", "authors", "written by", "reported by")
_PUBLISHER: Final = (
    "publisher",
    "published by",
    "source",
    "original source",
    "news source",
    "publication",
    "outlet",
)
_AUTHOR: Final = ("original author",)
_URL: Final = ("canonical url", "url", "permalink", "article url", "source url", "link", "original article")
_ID: Final = ("external id", "article id", "guid", "id")
_PUBLISHED: Final = (
    "published",
    "published on",
    "published at",
    "publication date",
    "date published",
    "posted",
    "posted on",
    "date",
    "first published",
    "first published on",
    "originally published",
    "originally published on",
)
_MODIFIED: Final = (
    "last updated on",
    "last updated",
    "last modified",
    "updated on",
    "updated at",
    "updated",
    "date modified",
    "modified",
    "last modified on",
    "revised",
    "revised on",
)
_EMBARGO: Final = ("embargoed until", "embargo")
_NOTE: Final = ("editorial note", "editor's note", "editors' note", "editor's notes")
_RIGHTS: Final = ("rights", "copyright", "license", "licence")
_ATTRIBUTION: Final = frozenset(
    (
        "source",
        "sources",
        "original source",
        "news source",
        "original author",
        "original article",
        "original story",
        "originally published",
        "originally published on",
        "originally published at",
        "originally published in",
        "originally published by",
        "originally appeared",
        "originally appeared on",
        "originally appeared in",
        "first published",
        "first published on",
        "publisher",
        "published by",
        "source url",
    )
)
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)|copyright\b)|\ball rights reserved\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the metadata lines say, "" or None where nothing; `lines` holds every label with its value."""

    title: str = ""
    byline: str = ""
    publisher: str = ""
    original_author: str = ""
    canonical_url: str = ""
    external_id: str = ""
    published: str = ""
    published_at: datetime | None = None
    modified: str = ""
    modified_at: datetime | None = None
    embargo: str = ""
    embargoed_until: datetime | None = None
    editorial_note: str = ""
    rights: str = ""
    attribution: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


def read_metadata(text: str, blocks: list[Block] | None = None) -> Metadata:
    """Return what the metadata lines of `text` say, word for word; a date without a time is midnight UTC.

    `blocks` are those that `split_blocks` found in `text`, where the caller has them already.
    """
    heads: list[str] = []
    stated: list[str] = []
    rights = ""
    for block in split_blocks(text) if blocks is None else blocks:
        words = text[block.start : block.end]
        if block.kind == "title":
            heads.append(words)
        elif block.kind == "metadata" and not block.level:
            stated.append(words)
        elif block.kind == "boilerplate" and not rights and _COPYRIGHT.match(words):
            rights = words
    lines = dict(_labelled(stated))
    return _read(lines, heads[0] if heads else "", rights, _attribution(stated))


def _read(lines: dict[str, str], head: str, rights: str, attribution: str) -> Metadata:
    by_key = {label_key(label): value for label, value in reversed(lines.items())}

    def first(keys: tuple[str, ...]) -> str:
        return next((by_key[key] for key in keys if by_key.get(key)), "")

    published, modified, publisher, url = first(_PUBLISHED), first(_MODIFIED), first(_PUBLISHER), first(_URL)
    return Metadata(
        title=first(_TITLE) or head,
        byline=first(_BYLINE),
        publisher="" if publisher.startswith(("http://", "https://")) else publisher,
        original_author=first(_AUTHOR),
        canonical_url=url if url.startswith(("http://", "https://")) else "",
        external_id=first(_ID),
        published=published,
        published_at=read_prose_date(published),
        modified=modified,
        modified_at=read_prose_date(modified),
        embargo=first(_EMBARGO),
        embargoed_until=read_prose_date(first(_EMBARGO)),
        editorial_note=first(_NOTE),
        rights=first(_RIGHTS) or rights,
        attribution=attribution,
        lines=lines,
    )


def _labelled(stated: list[str]) -> Iterator[tuple[str, str]]:
    """(label, value) of each line; a label alone on its line takes the line below."""
    waiting = ""
    for words in stated:
        label, value = _label(words)
        if not label and waiting:
            yield waiting, words
        elif value:
            yield label, value
        waiting = label if label and not value else ""


def _label(words: str) -> tuple[str, str]:
    dated = DATED.match(words)
    if dated:
        return dated[1], dated[2]
    labelled = LABEL.match(words)
    if labelled and not words.startswith(("http:", "https:")):
        return labelled[1], labelled[2]
    byline = BYLINE.match(words)
    return ("By", byline[1]) if byline else ("", "")


def _attribution(stated: list[str]) -> str:
    """The lines that say where the article comes from, as they stand, one below the other."""
    kept, taken = [], False
    for words in stated:
        label, value = _label(words)
        own = label_key(label) in _ATTRIBUTION or bool(CARRIED_FROM.match(words))
        if own or (taken and not label):
            kept.append(words)
        taken = own and not value
    return "\n".join(kept)
