"""Parse NewsML-G2: each text newsItem becomes an article; other items are refused, each with its reason.

Read through the one safe reader of XML; the newsmlg2 library parses with lxml's defaults and opens paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from articles.formats.body_text import headed
from articles.formats.decoding import Undecodable
from articles.formats.entries import Entries, NoArticle, numbered
from articles.formats.file_format import FileFormat
from articles.formats.limits import in_force
from articles.formats.newsml_g2_content import content_words, nature
from articles.formats.newsml_g2_meta import Meta, read_meta
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight
from articles.formats.xml_fields import unread
from articles.formats.xml_source import Element, NotXml, Unsafe, children, find, local, read_xml, words_at

_ITEMS = {
    "packageItem": "it is a package: it lists other items and has no text of its own",
    "conceptItem": "it is a concept, not news",
    "knowledgeItem": "it is a list of concepts, not news",
    "planningItem": "it is a plan for coverage, not news",
    "catalogItem": "it is a catalogue of schemes, not news",
}
_ROOTS = frozenset(("newsMessage", "newsItem", *_ITEMS))
_READ_ITEM = frozenset(("catalogRef", "rightsInfo", "itemMeta", "contentMeta", "contentSet"))
_READ_RIGHTS = frozenset(("copyrightHolder", "copyrightNotice", "usageTerms"))
_READ_ITEM_META = frozenset(
    ("itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus", "edNote", "title")
)
_READ_CONTENT_META = frozenset(
    ("contentCreated", "contentModified", "creator", "headline", "by", "language", "infoSource")
)


def parse_newsml_g2(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one article or Refusal for each item of a file, located as `file#entry-N (guid)`."""
    try:
        root = read_xml(data, what="a NewsML-G2 file")
    except (Undecodable, Unsafe, NotXml) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    if local(root) not in _ROOTS:
        return [Refusal(locator=locator, reason=f"its root is <{local(root)}>: it is no NewsML-G2")]
    items = list(_items(root))
    if len(items) > in_force().items:
        return [Refusal(locator=locator, reason=f"more than {in_force().items:,} items in one message")]
    entries = Entries(locator)
    read = (
        entries.read(number, _key(item), _snippet(item), partial(_article, item))
        for number, item in enumerate(items, 1)
    )
    return numbered(read, locator, "the message has no items")


def _items(root: Element) -> Iterator[Element]:
    if local(root) != "newsMessage":
        yield root
        return
    for item_set in children(root, "itemSet"):
        yield from (item for item in item_set if isinstance(item.tag, str))


def _article(item: Element, locator: str) -> ParsedArticle:
    if local(item) != "newsItem":
        raise NoArticle(_ITEMS.get(local(item), f"<{local(item)}> is no item of news"))
    meta = read_meta(item)
    title, text = headed(meta.headline, content_words(item))
    if not text and meta.status != "withdrawn":
        raise NoArticle(_why_without_text(item))
    return ParsedArticle(
        locator=locator,
        title=title or meta.title or meta.guid,
        text=text,
        byline=meta.byline,
        publisher=meta.publisher,
        external_id=meta.guid,
        canonical_url=meta.address,
        language=meta.language,
        published_at=meta.published_at,
        modified_at=meta.modified_at,
        attribution=meta.attribution,
        editorial_note=meta.editorial_note,
        rights=meta.rights,
        embargoed_until=meta.embargoed_until,
        status=meta.status,
        extra=_extra(item, meta),
    )


def _why_without_text(item: Element) -> str:
    kind = nature(item)
    remote = next((each for each in children(find(item, "contentSet"), "remoteContent")), None)
    if kind and kind != "text":
        return f"it is of class “{kind}”: only text becomes an article"
    if remote is not None:
        return f"its content lies elsewhere: {(remote.get('href') or remote.get('residref') or '')[:200]}"
    return "it has no content"


def _extra(item: Element, meta: Meta) -> dict[str, object]:
    parents = (find(item, "itemMeta"), find(item, "contentMeta"))
    kept: dict[str, object] = {"version": item.get("version") or "", "pub_status": meta.pub_status}
    if rights := unread(children(item, "rightsInfo"), _READ_RIGHTS):
        kept["rightsInfo"] = rights
    told = {name: value for name, value in kept.items() if value} | unread([item], _READ_ITEM)
    return told | unread(parents[:1], _READ_ITEM_META) | unread(parents[1:], _READ_CONTENT_META)


def _key(item: Element) -> str:
    return (item.get("guid") or "").strip()


def _snippet(item: Element) -> str:
    return words_at(item, "contentMeta/headline") or words_at(item, "itemMeta/title")


def _is_newsml_g2(sight: Sight) -> bool:
    return sight.root is not None and sight.root.name in _ROOTS


FORMAT = FileFormat(
    name="newsml_g2",
    label="NewsML-G2",
    said="NewsML-G2",
    parse=parse_newsml_g2,
    detects=_is_newsml_g2,
)
