"""Parse an RSS or Atom feed: each entry becomes an article, or is refused alone."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from io import BytesIO

import feedparser

from articles.formats import json_ld
from articles.formats.dates import read_date
from articles.formats.decoding import Undecodable
from articles.formats.entries import Entries, NoArticle
from articles.formats.feed_fields import EntryFields, entries_of
from articles.formats.feed_xml import NotAFeed, vet
from articles.formats.file_format import FileFormat
from articles.formats.html import titled_text
from articles.formats.html_text import block_text
from articles.formats.html_tree import read_tree
from articles.formats.limits import in_force
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight
from articles.formats.xml_source import Unsafe

Entry = dict[str, object]

_NAMED = {"title", "content", "summary", "id", "guidislink", "link", "links", "href", "author", "authors"}
_READ = _NAMED | {"publisher", "rights", "language", "published", "updated", "created"}

# A text is refused by its words; one with so many times as much is refused before they are looked for.
_MARKUP = 3


def parse_feed(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one article or Refusal for each entry, in the feed's order, located as `file#entry-N (guid)`.

    A feed that is not well-formed keeps its sound entries; each broken one is refused with line and column.
    """
    try:
        vetted = vet(data)
    except (Undecodable, Unsafe, NotAFeed) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    # Only a stream: given a str, feedparser would open paths and URLs.
    # Its HTML clean-up is slow on hostile input and not needed: only the words are kept.
    feed = feedparser.parse(
        BytesIO(vetted.xml),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    own = entries_of(vetted.xml)
    if not len(feed.entries) == len(own) == len(vetted.numbers):
        reason = f"{len(vetted.numbers)} entries stand in the feed but {len(feed.entries)} could be read"
        return [Refusal(locator=locator, reason=reason)]
    entries = Entries(locator)
    found: list[tuple[int, Parsed]] = []
    for number, entry, fields in zip(vetted.numbers, feed.entries, own, strict=True):
        make = partial(_article, entry, fields, feed.feed)
        found.append((number, entries.read(number, _field(entry, "id"), _field(entry, "title"), make)))
    return vetted.in_order(found, locator) or [Refusal(locator=locator, reason="the feed has no entries")]


def _article(entry: Entry, own: EntryFields, feed: Entry, locator: str) -> ParsedArticle:
    title = " ".join(_plain(_field(entry, "title")).split())
    text = max(_contents(entry), key=len, default="")
    title, text = titled_text(title, text) if text else (title, f"# {title}")
    if not title:
        raise NoArticle("it has neither a title nor any content")
    publisher = _field(entry, "publisher") or _plain(_field(feed, "title"))
    return ParsedArticle(
        locator=locator,
        title=title,
        text=text,
        byline=own.author() or ", ".join(json_ld.names(entry.get("authors"))) or _field(entry, "author"),
        publisher=publisher,
        canonical_url=web_address(_field(entry, "link")),
        external_id=_field(entry, "id"),
        language=own.language() or _field(feed, "language"),
        published_at=_date(own.published()),
        modified_at=_date(own.updated()),
        attribution=own.source() if own.source() != publisher else "",
        rights=_plain(_field(entry, "rights") or _field(feed, "rights")),
        extra=_extra(entry, own, text),
    )


def _extra(entry: Entry, own: EntryFields, text: str) -> dict[str, object]:
    """What has no name here, a summary beside a longer text, and links to other places than the entry."""
    link = _field(entry, "link")
    kept = {name: value for name, value in entry.items() if name not in _READ and not _derived(name)}
    if link and not web_address(link) and link != _field(entry, "id"):
        kept["link"] = link
    if isinstance(source := entry.get("source"), dict):
        kept["source"] = {name: value for name, value in source.items() if not _derived(name)}
    if links := own.links():
        kept["links"] = links
    summary = _plain(_field(entry, "summary"))
    if summary and summary not in text:
        kept["summary"] = summary
    extra = json_ld.storable(kept)
    return extra if isinstance(extra, dict) else {}


def _field(fields: Entry, name: str) -> str:
    # dict.get, because feedparser's own lookup answers a missing "updated" with the published date.
    cleaned = json_ld.storable(dict.get(fields, name))
    return cleaned.strip() if isinstance(cleaned, str) else ""


def _derived(name: str) -> bool:
    return name.endswith(("_parsed", "_detail")) or name == "guidislink"


def _date(written: str) -> datetime | None:
    return read_date(written) if written else None


def _contents(entry: Entry) -> list[str]:
    listed = dict.get(entry, "content")
    found = listed if isinstance(listed, list) else []
    summary = dict.get(entry, "summary_detail")
    return [_words(content) for content in [*found, summary] if isinstance(content, dict)]


def _words(content: Entry) -> str:
    value = _field(content, "value")
    if len(value) > _MARKUP * in_force().characters:
        raise NoArticle(f"its content is longer than {_MARKUP * in_force().characters:,} characters")
    if content.get("type") == "text/plain":
        return re.sub(r"[ \t]+\n", "\n", value)
    return _plain(value)


def _plain(markup: str) -> str:
    tree = read_tree(markup) if markup else None
    return "" if tree is None else block_text(tree)


def _is_feed(sight: Sight) -> bool:
    return sight.root is not None and sight.root.name.lower() in {"rss", "feed", "rdf"}


FORMAT = FileFormat(
    name="rss", label="RSS or Atom feed", said="an RSS or Atom feed", parse=parse_feed, detects=_is_feed
)
