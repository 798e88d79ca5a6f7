"""Read what a page says about itself: JSON-LD, meta elements, links; what is not understood is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from lxml.html import HtmlElement

from articles.formats import json_ld
from articles.formats.dates import read_date
from articles.formats.links import web_address

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_BYLINE = ("author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator")
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_IDENTIFIER = (
    "article:id",
    "articleid",
    "article_id",
    "parsely-post-id",
    "dc.identifier",
    "dcterms.identifier",
)
_RIGHTS = ("copyright", "rights", "dc.rights", "dcterms.rights", "dcterms.license")
_LANGUAGE = ("og:locale", "dc.language", "dcterms.language", "language", "content-language")
_ISSUED = ("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "pubdate", "date")
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", *_ISSUED)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_ABOUT_THE_PAGE = ("og:url", "viewport", "content-type", "robots", "generator", "theme-color", "csrf-token")
_META_READ = frozenset(
    (
        *_TITLE,
        *_BYLINE,
        *_PUBLISHER,
        *_IDENTIFIER,
        *_RIGHTS,
        *_LANGUAGE,
        *_PUBLISHED,
        *_MODIFIED,
        *_ABOUT_THE_PAGE,
    )
)
_JSON_LD_ABOUT = {
    "@context",
    "@type",
    "@id",
    "headline",
    "name",
    "author",
    "creator",
    "publisher",
    "articleBody",
}
_JSON_LD_MORE = {"datePublished", "dateModified", "url", "mainEntityOfPage", "identifier", "inLanguage"}
_JSON_LD_READ = _JSON_LD_ABOUT | _JSON_LD_MORE | {"copyrightNotice", "license"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BY = re.compile(r"^(?:written )?by[:\s]\s*", re.IGNORECASE)
_MAX_BYLINE = 120


@dataclass(slots=True, kw_only=True)
class Head:
    """What a page says about itself, under the names that ParsedArticle uses."""

    title: str = ""
    body: str = ""
    byline: str = ""
    publisher: str = ""
    canonical_url: str = ""
    external_id: str = ""
    language: str = ""
    rights: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    extra: dict[str, object] = field(default_factory=dict)


def read_head(tree: HtmlElement) -> Head:
    """Return the page's own metadata; JSON-LD wins over meta elements. Unread fields go to `extra`."""
    described, problems = json_ld.read_json_ld(tree)
    meta = _meta(tree)
    head = Head(
        title=json_ld.first(described.get("headline")) or _first(meta, _TITLE) or _title(tree),
        body=json_ld.first(described.get("articleBody")),
        byline=_byline(tree, described, meta),
        publisher=", ".join(json_ld.names(described.get("publisher"))) or _first(meta, _PUBLISHER),
        canonical_url=_canonical(tree, described, meta),
        external_id=json_ld.first(described.get("identifier")) or _first(meta, _IDENTIFIER),
        language=_language(tree, described, meta),
        rights=json_ld.first([described.get("copyrightNotice"), described.get("license")])
        or _first(meta, _RIGHTS),
    )
    head.title = " ".join(head.title.split())
    head.extra = _extra(described, meta, problems)
    head.published_at = _date(head, [described.get("datePublished"), *_all(meta, _PUBLISHED)])
    head.modified_at = _date(head, [described.get("dateModified"), *_all(meta, _MODIFIED)])
    return head


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the first value of each named meta element and of each itemprop date."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        value = element.get("content") or element.get("datetime")
        if name and value and value.strip():
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _first(meta: dict[str, str], wanted: tuple[str, ...]) -> str:
    return next(iter(_all(meta, wanted)), "")


def _all(meta: dict[str, str], wanted: tuple[str, ...]) -> list[str]:
    return [meta[name] for name in wanted if name in meta]


def _title(tree: HtmlElement) -> str:
    texts = (element.text_content() for tag in ("h1", "title") for element in tree.iter(tag))
    return next((text for text in texts if text.strip()), "")


def _byline(tree: HtmlElement, described: json_ld.Fields, meta: dict[str, str]) -> str:
    authors = json_ld.names(described.get("author") or described.get("creator"))
    authors = authors or [name for name in _all(meta, _BYLINE) if "://" not in name][:1]
    if not authors:
        shown = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]")
        texts = (" ".join(element.text_content().split()) for element in shown)
        authors = [text for text in texts if 0 < len(text) <= _MAX_BYLINE][:1]
    return ", ".join(dict.fromkeys(_BY.sub("", name) for name in authors))


def _canonical(tree: HtmlElement, described: json_ld.Fields, meta: dict[str, str]) -> str:
    links = [
        link.get("href", "").strip()
        for link in tree.iter("link")
        if "canonical" in link.get("rel", "").split()
    ]
    candidates = [
        *links,
        meta.get("og:url", ""),
        json_ld.first(described.get("url")),
        json_ld.first(described.get("mainEntityOfPage")),
    ]
    return next(filter(None, map(web_address, candidates)), "")


def _language(tree: HtmlElement, described: json_ld.Fields, meta: dict[str, str]) -> str:
    stated = (tree.get("lang") or "", json_ld.first(described.get("inLanguage")), _first(meta, _LANGUAGE))
    return next((tag.replace("_", "-") for tag in stated if _LANGUAGE_TAG.fullmatch(tag)), "")


def _date(head: Head, candidates: list[object]) -> datetime | None:
    """Return the first date that can be read; the ones before it are kept as they were written."""
    for value in filter(None, map(json_ld.first, candidates)):
        try:
            return read_date(value)
        except ValueError as wrong:
            unread = head.extra.setdefault("unread", [])
            if isinstance(unread, list):
                unread.append(str(wrong))
    return None


def _extra(described: json_ld.Fields, meta: dict[str, str], problems: list[str]) -> dict[str, object]:
    kept: dict[str, object] = {
        "json_ld": {name: value for name, value in described.items() if name not in _JSON_LD_READ},
        "meta": {name: json_ld.storable(value) for name, value in meta.items() if name not in _META_READ},
        "unread": problems,
    }
    return {name: value for name, value in kept.items() if value}
