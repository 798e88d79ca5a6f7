"""Parse a JSON Feed (version 1 and 1.1): each item becomes an article, or is refused alone."""

from __future__ import annotations

from functools import partial

from articles.formats.body_text import headed, html_words, one_line, plain_words
from articles.formats.decoding import Undecodable
from articles.formats.entries import Entries, NoArticle
from articles.formats.file_format import FileFormat
from articles.formats.json_ld import names
from articles.formats.json_source import (
    Fields,
    NotJson,
    clean,
    date_of,
    peek,
    read_json,
    sound_object,
    text_of,
)
from articles.formats.limits import in_force
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight

_VERSION = "jsonfeed.org/version/"
_READ = frozenset(
    ("id", "url", "title", "content_html", "content_text", "date_published", "date_modified", "language")
)


def parse_json_feed(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one article or Refusal for each item, in order, located as `file#entry-N (id)`."""
    try:
        feed = read_json(data)
        items = _items(feed)
    except (Undecodable, NotJson, NoArticle) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    about = clean({name: value for name, value in _fields(feed).items() if name != "items"})
    entries = Entries(locator)
    return [
        entries.read(number, _id(item), _snippet(item), partial(_article, item, about))
        for number, item in enumerate(items, 1)
    ]


def _items(feed: object) -> list[object]:
    version = text_of(_fields(feed), "version")
    if not version.partition(_VERSION)[2].startswith("1"):
        raise NoArticle(f"the feed's version is “{version[:80]}”; only JSON Feed 1 is read")
    items = _fields(feed).get("items")
    if not isinstance(items, list) or not items:
        raise NoArticle("the feed has no items")
    if len(items) > in_force().items:
        raise NoArticle(f"more than {in_force().items:,} items in one feed")
    return items


def _article(item: object, feed: Fields, locator: str) -> ParsedArticle:
    fields = sound_object(item)
    title, text = _words(fields)
    if not text:
        raise NoArticle("it has neither a title nor any content")
    link = text_of(fields, "url")
    return ParsedArticle(
        locator=locator,
        title=title,
        text=text,
        byline=", ".join(_authors(fields) or _authors(feed)),
        publisher=one_line(text_of(feed, "title")),
        canonical_url=web_address(link),
        external_id=text_of(fields, "id"),
        language=text_of(fields, "language") or text_of(feed, "language"),
        published_at=date_of(fields, "date_published"),
        modified_at=date_of(fields, "date_modified"),
        extra=_extra(fields, link),
    )


def _words(fields: Fields) -> tuple[str, str]:
    """Return (title, text): the HTML before the plain text, the summary where there is neither."""
    title = " ".join(text_of(fields, "title").split())
    text = html_words(text_of(fields, "content_html")) or plain_words(text_of(fields, "content_text"))
    text = text or plain_words(text_of(fields, "summary"))
    if text:
        return headed(title, text)
    return title, f"# {title}" if title else ""


def _authors(fields: Fields) -> list[str]:
    return names(fields.get("authors") or fields.get("author") or [])


def _only_named(fields: Fields) -> set[str]:
    """Authors of whom only the names are told stand in the byline; of others more is to be kept."""
    listed = fields.get("authors")
    alone = isinstance(listed, list) and all(
        isinstance(one, dict) and one.keys() == {"name"} for one in listed
    )
    return {"authors"} if alone else set()


def _extra(fields: Fields, link: str) -> Fields:
    read = _READ | _only_named(fields)
    extra = {name: value for name, value in fields.items() if name not in read}
    return extra if web_address(link) or not link else {**extra, "url": link}


def _fields(value: object) -> Fields:
    return value if isinstance(value, dict) else {}


def _id(item: object) -> str:
    return peek(item, "id")


def _snippet(item: object) -> str:
    return peek(item, "title") or peek(item, "summary") or peek(item, "content_text")


def _is_json_feed(sight: Sight) -> bool:
    return isinstance(sight.value, dict) and _VERSION in str(sight.value.get("version", ""))


FORMAT = FileFormat(
    name="json_feed", label="JSON Feed", said="a JSON Feed", parse=parse_json_feed, detects=_is_json_feed
)
