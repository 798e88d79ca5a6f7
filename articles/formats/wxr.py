"""Parse a WordPress export (WXR): published posts and pages; the rest is refused, each with its reason."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from lxml import etree

from articles.formats.body_text import headed, one_line
from articles.formats.decoding import Undecodable
from articles.formats.entries import Entries, NoArticle
from articles.formats.feed_xml import NotAFeed, vet
from articles.formats.file_format import FileFormat
from articles.formats.limits import in_force
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight
from articles.formats.wordpress_words import post_words, refusal_of, site_time
from articles.formats.xml_fields import unread
from articles.formats.xml_source import Element, Unsafe, children, find, local, words_at, xml_parser

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NAMED = {"title", "link", "guid", "creator", "status", "encoded", "pubDate", "description", "comment"}
_TIMES = {"post_date", "post_date_gmt", "post_modified", "post_modified_gmt"}
_READ = frozenset(_NAMED | _TIMES | {"category", "postmeta"})


def parse_wxr(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one article or Refusal for each item of an export, located as `file#entry-N (guid)`.

    An export that is not well-formed keeps its sound items.
    """
    try:
        vetted = vet(data, most=in_force().items, what="a WordPress export")
    except (Undecodable, Unsafe, NotAFeed) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    channel = _channel(vetted.xml)
    site = _Site(channel)
    entries = Entries(locator)
    found: list[tuple[int, Parsed]] = []
    for number, item in zip(vetted.numbers, children(channel, "item"), strict=False):
        make = partial(site.post, item)
        found.append((number, entries.read(number, words_at(item, "guid"), words_at(item, "title"), make)))
    return vetted.in_order(found, locator) or [Refusal(locator=locator, reason="the export has no items")]


def _channel(xml: bytes) -> Element | None:
    return find(etree.fromstring(xml, xml_parser()), "channel")


class _Site:
    """The exported site: its name, its language, and its authors by the names they sign in with."""

    def __init__(self, channel: Element | None) -> None:
        self.name = words_at(channel, "title")
        self.language = words_at(channel, "language")
        self.authors = {
            words_at(author, "author_login"): words_at(author, "author_display_name")
            for author in children(channel, "author")
        }

    def post(self, item: Element, locator: str) -> ParsedArticle:
        """Return a published post or page. Raises NoArticle for anything else, ValueError for its dates."""
        reason = refusal_of(
            words_at(item, "post_type"),
            words_at(item, "status"),
            protected=bool(words_at(item, "post_password")),
        )
        if reason:
            raise NoArticle(reason)
        title, text = headed(one_line(words_at(item, "title")), post_words(_content(item)))
        if not text:
            raise NoArticle("it has no content")
        login, link = words_at(item, "creator"), words_at(item, "link")
        return ParsedArticle(
            locator=locator,
            title=title,
            text=text,
            byline=self.authors.get(login) or login,
            publisher=self.name,
            canonical_url=web_address(link),
            external_id=words_at(item, "guid") or words_at(item, "post_id"),
            language=self.language,
            published_at=_time(item, "post_date") or site_time("", words_at(item, "pubDate"), "pubDate"),
            modified_at=_time(item, "post_modified"),
            extra=_extra(item, link),
        )


def _content(item: Element) -> str:
    return next((child.text or "" for child in item if child.tag == _CONTENT), "")


def _time(item: Element, name: str) -> datetime | None:
    return site_time(words_at(item, name), words_at(item, f"{name}_gmt"), name)


def _extra(item: Element, link: str) -> dict[str, object]:
    terms: dict[str, object] = {}
    for category in children(item, "category"):
        listed = terms.setdefault(category.get("domain", "category"), [])
        if isinstance(listed, list):
            listed.append(" ".join((category.text or "").split()))
    meta = {words_at(each, "meta_key"): words_at(each, "meta_value") for each in children(item, "postmeta")}
    excerpt = " ".join(
        (child.text or "").strip()
        for child in item
        if isinstance(child.tag, str) and local(child) == "encoded" and child.tag != _CONTENT
    )
    kept: dict[str, object] = {"terms": terms, "meta": meta, "excerpt": excerpt.strip()}
    if link and not web_address(link):
        kept["link"] = link
    return unread([item], _READ) | {name: value for name, value in kept.items() if value}


def _is_export(sight: Sight) -> bool:
    root = sight.root
    return root is not None and root.name == "rss" and "wordpress.org/export/" in root.attributes


FORMAT = FileFormat(
    name="wxr", label="WordPress export", said="a WordPress export", parse=parse_wxr, detects=_is_export
)
