"""Read a sitemap: the pages that it lists, which carry no text and are to be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.formats.dates import read_date
from articles.formats.decoding import Undecodable
from articles.formats.file_format import FileFormat
from articles.formats.limits import in_force
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, Refusal
from articles.formats.sight import Sight
from articles.formats.xml_source import Element, NotXml, Unsafe, children, find, local, read_xml, words_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One address of a sitemap. `is_index`: another sitemap lies there, not a page.

    Title, publisher, language and `published_at` come with news sitemaps alone. Times are aware.
    """

    locator: str
    url: str
    is_index: bool = False
    title: str = ""
    publisher: str = ""
    language: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None


def parse_sitemap(data: bytes, locator: str) -> list[SitemapEntry | Refusal]:
    """Return what a sitemap or sitemap index lists, in order, and a Refusal for each entry that is unfit.

    A file that is no sitemap, or unsafe, is one Refusal.
    """
    try:
        root = read_xml(data, what="a sitemap")
    except (Undecodable, Unsafe, NotXml) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    if local(root) not in {"urlset", "sitemapindex"}:
        return [Refusal(locator=locator, reason=f"its root is <{local(root)}>: it is no sitemap")]
    is_index = local(root) == "sitemapindex"
    listed = list(children(root, "sitemap" if is_index else "url"))
    if len(listed) > in_force().items:
        return [Refusal(locator=locator, reason=f"more than {in_force().items:,} addresses in one sitemap")]
    if not listed:
        return [Refusal(locator=locator, reason="the sitemap lists no address")]
    return [_entry(each, f"{locator}#entry-{number}", is_index) for number, each in enumerate(listed, 1)]


def parse_listing(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one Refusal that says what a sitemap needs: it names pages, and gives no text of its own."""
    found = parse_sitemap(data, locator)
    if len(found) == 1 and isinstance(found[0], Refusal) and found[0].locator == locator:
        return [found[0]]
    pages = sum(isinstance(each, SitemapEntry) for each in found)
    reason = (
        f"the sitemap lists {pages:,} addresses and gives no text: "
        "add it as a feed by its address, so that its pages are fetched"
    )
    first = next((each.url for each in found if isinstance(each, SitemapEntry)), "")
    return [Refusal(locator=locator, reason=reason, snippet=first)]


def _entry(element: Element, locator: str, is_index: bool) -> SitemapEntry | Refusal:
    url = words_at(element, "loc")
    if not web_address(url):
        return Refusal(locator=locator, reason=f"“{url[:120]}” is no web address", snippet=url[:120])
    news = find(element, "news")
    try:
        return SitemapEntry(
            locator=locator,
            url=url,
            is_index=is_index,
            title=words_at(news, "title"),
            publisher=words_at(news, "publication/name"),
            language=words_at(news, "publication/language"),
            published_at=_date(news, "publication_date"),
            modified_at=_date(element, "lastmod"),
        )
    except ValueError as wrong:
        return Refusal(locator=locator, reason=str(wrong), snippet=url[:120])


def _date(element: Element | None, name: str) -> datetime | None:
    value = words_at(element, name)
    try:
        return read_date(value) if value else None
    except ValueError as wrong:
        raise ValueError(f"{name}: {wrong}") from wrong


def _is_sitemap(sight: Sight) -> bool:
    return sight.root is not None and sight.root.name in {"urlset", "sitemapindex"}


FORMAT = FileFormat(
    name="sitemap", label="News sitemap", said="a sitemap", parse=parse_listing, detects=_is_sitemap
)
