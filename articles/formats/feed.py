"""Parse an RSS or Atom feed: each entry becomes an article, or is refused alone."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import feedparser

from articles.formats import json_ld
from articles.formats.completing import complete
from articles.formats.dates import read_date
from articles.formats.decoding import Undecodable
from articles.formats.feed_xml import NotAFeed, vet
from articles.formats.file_format import FileFormat
from articles.formats.html import titled_text
from articles.formats.html_text import block_text
from articles.formats.html_tree import read_tree
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight
from articles.formats.xml_source import Unsafe

Entry = dict[str, object]

_NAMED = {"title", "content", "summary", "id", "guidislink", "link", "links", "href", "author", "authors"}
_READ = _NAMED | {"publisher", "rights", "language", "published", "updated", "created"}
_SNIPPET = 120


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
    if len(feed.entries) != len(vetted.numbers):
        reason = f"{len(vetted.numbers)} entries stand in the feed but {len(feed.entries)} could be read"
        return [Refusal(locator=locator, reason=reason)]
    seen: dict[str, int] = {}
    parsed: list[tuple[int, Parsed]] = [
        (number, _entry(entry, feed.feed, f"{locator}#entry-{number}", number, seen))
        for number, entry in zip(vetted.numbers, feed.entries, strict=True)
    ]
    for broken in vetted.broken:
        at = f"{locator}#entry-{broken.number}"
        parsed.append((broken.number, Refusal(locator=at, reason=broken.reason, snippet=broken.snippet)))
    in_order = [result for _, result in sorted(parsed, key=lambda pair: pair[0])]
    return in_order or [Refusal(locator=locator, reason="the feed has no entries")]


def _entry(entry: Entry, feed: Entry, locator: str, number: int, seen: dict[str, int]) -> Parsed:
    guid = _field(entry, "id")
    title = " ".join(_plain(_field(entry, "title")).split())
    if guid:
        locator = f"{locator} ({guid[:200]})"
    wrong = ""
    if guid and seen.setdefault(guid, number) != number:
        wrong = f"its guid is that of entry {seen[guid]}"
    try:
        text = _text(entry)
        title, text = titled_text(title, text) if text else (title, f"# {title}")
        article = _article(entry, feed, locator, title, text)
    except ValueError as unreadable:
        wrong = wrong or str(unreadable)
    if not wrong and not title:
        wrong = "it has neither a title nor any content"
    return Refusal(locator=locator, reason=wrong, snippet=title[:_SNIPPET]) if wrong else complete(article)


def _article(entry: Entry, feed: Entry, locator: str, title: str, text: str) -> ParsedArticle:
    link = _field(entry, "link")
    unknown = {name: value for name, value in entry.items() if name not in _READ and not _derived(name)}
    extra = json_ld.storable(unknown if web_address(link) or not link else {**unknown, "link": link})
    return ParsedArticle(
        locator=locator,
        title=title,
        text=text,
        byline=", ".join(json_ld.names(entry.get("authors"))) or _field(entry, "author"),
        publisher=_field(entry, "publisher") or _plain(_field(feed, "title")),
        canonical_url=web_address(link),
        external_id=_field(entry, "id"),
        language=_field(entry, "language") or _field(feed, "language"),
        published_at=_date(entry, "published"),
        modified_at=_date(entry, "updated"),
        rights=_plain(_field(entry, "rights") or _field(feed, "rights")),
        extra=extra if isinstance(extra, dict) else {},
    )


def _field(fields: Entry, name: str) -> str:
    # dict.get, because feedparser's own lookup answers a missing "updated" with the published date.
    value = dict.get(fields, name)
    cleaned = json_ld.storable(value)
    return cleaned.strip() if isinstance(cleaned, str) else ""


def _derived(name: str) -> bool:
    return name.endswith(("_parsed", "_detail"))


def _date(entry: Entry, name: str) -> datetime | None:
    value = _field(entry, name)
    return read_date(value) if value else None


def _text(entry: Entry) -> str:
    """Return the words of the fullest content that the entry carries."""
    contents = [item for item in _contents(entry) if item]
    return max(contents, key=len, default="")


def _contents(entry: Entry) -> list[str]:
    listed = dict.get(entry, "content")
    found = listed if isinstance(listed, list) else []
    summary = dict.get(entry, "summary_detail")
    return [_words(content) for content in [*found, summary] if isinstance(content, dict)]


def _words(content: Entry) -> str:
    value = _field(content, "value")
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
