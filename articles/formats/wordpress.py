"""Parse posts and pages that WordPress' REST API gives, one or a list, published ones only."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from articles.formats.body_text import headed, html_words, one_line
from articles.formats.decoding import Undecodable
from articles.formats.entries import Entries, NoArticle, numbered
from articles.formats.file_format import FileFormat
from articles.formats.json_ld import names
from articles.formats.json_source import Fields, NotJson, peek, read_json, sound_object, text_of
from articles.formats.limits import in_force
from articles.formats.links import web_address
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight
from articles.formats.wordpress_words import refusal_of, site_time

_TIMES = ("date", "date_gmt", "modified", "modified_gmt")
_READ = frozenset(("title", "content", "link", "guid", "status", "_embedded", *_TIMES))


def parse_wordpress(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one article or Refusal for each post, in order, located as `file#entry-N (guid)`."""
    try:
        value = read_json(data)
    except (Undecodable, NotJson) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    posts = value if isinstance(value, list) else [value]
    if len(posts) > in_force().items:
        return [Refusal(locator=locator, reason=f"more than {in_force().items:,} posts in one file")]
    entries = Entries(locator)
    found = (
        entries.read(number, _key(post), _written_title(post), partial(_article, post))
        for number, post in enumerate(posts, 1)
    )
    return numbered(found, locator, "the list has no posts")


def _article(post: object, locator: str) -> ParsedArticle:
    fields = sound_object(post)
    content = _part(fields, "content")
    reason = refusal_of(
        text_of(fields, "type"), text_of(fields, "status"), protected=content.get("protected") is True
    )
    if reason:
        raise NoArticle(reason)
    title, text = headed(one_line(_written_title(fields)), html_words(_rendered(fields, "content")))
    if not text:
        raise NoArticle("it has no content")
    seo = _part(fields, "yoast_head_json")
    link = text_of(fields, "link")
    return ParsedArticle(
        locator=locator,
        title=title,
        text=text,
        byline=", ".join(_authors(fields)) or text_of(seo, "author"),
        publisher=text_of(seo, "og_site_name"),
        canonical_url=web_address(link),
        external_id=_key(fields),
        language=(text_of(fields, "lang") or text_of(seo, "og_locale")).replace("_", "-"),
        published_at=_time(fields, "date"),
        modified_at=_time(fields, "modified"),
        extra=_extra(fields, link),
    )


def _key(post: object) -> str:
    """The guid, which the site's feed and export use too, else the number of the post."""
    return peek(_part(post, "guid"), "rendered") or peek(post, "guid") or peek(post, "id")


def _written_title(post: object) -> str:
    return peek(_part(post, "title"), "rendered") or peek(post, "title")


def _rendered(fields: Fields, name: str) -> str:
    return text_of(_part(fields, name), "rendered") or text_of(fields, name)


def _part(fields: object, name: str) -> Fields:
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if isinstance(value, dict) else {}


def _time(fields: Fields, name: str) -> datetime | None:
    return site_time(text_of(fields, name), text_of(fields, f"{name}_gmt"), name)


def _authors(fields: Fields) -> list[str]:
    return names(_part(fields, "_embedded").get("author") or [])


def _extra(fields: Fields, link: str) -> Fields:
    """What has no name here; of what was embedded the terms, the rest being pages of the API."""
    extra = {name: value for name, value in fields.items() if name not in _READ}
    terms = _terms(_part(fields, "_embedded").get("wp:term"))
    kept = {**extra, "terms": terms} if terms else extra
    return kept if web_address(link) or not link else {**kept, "link": link}


def _terms(groups: object) -> Fields:
    """Return the names of the categories, tags and other terms, by taxonomy."""
    found: dict[str, object] = {}
    for group in groups if isinstance(groups, list) else []:
        for term in group if isinstance(group, list) else []:
            if isinstance(term, dict) and names(term):
                listed = found.setdefault(text_of(term, "taxonomy") or "term", [])
                if isinstance(listed, list):
                    listed += names(term)
    return found


def _is_post(sight: Sight) -> bool:
    return all(isinstance(_part(sight.entry, name).get("rendered"), str) for name in ("title", "content"))


FORMAT = FileFormat(
    name="wordpress",
    label="WordPress REST API",
    said="JSON of WordPress' REST API",
    parse=parse_wordpress,
    detects=_is_post,
)
