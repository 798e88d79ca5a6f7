"""Parse IPTC ninjs 1.x, 2.x and 3.x: text items become articles, and text items associated with them too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from articles.formats.body_text import headed, one_line, words_of
from articles.formats.dates import read_date
from articles.formats.decoding import Undecodable
from articles.formats.entries import Entries, NoArticle, numbered
from articles.formats.file_format import FileFormat
from articles.formats.json_source import Fields, NotJson, flaw, peek, read_json, sound_object
from articles.formats.limits import in_force
from articles.formats.links import web_address
from articles.formats.ninjs_item import Item, Worded, is_read, read_item
from articles.formats.parsed import Parsed, ParsedArticle, Refusal, Status
from articles.formats.sight import Sight

_OWN_NAMES = frozenset(("versioncreated", "pubstatus", "headline", "headlines", "bodies", "renditions"))
_ADDRESS_ROLES = frozenset(("canonical", "permalink", "url", "web", "weburl", "link"))
_MOST_DEEP, _MOST_BODIES = 3, 100


def parse_ninjs(data: bytes, *, locator: str) -> list[Parsed]:
    """Return one article or Refusal for each ninjs object in a file: one, a list, and those associated.

    They are located as `file#entry-N (uri)`; a withheld or canceled item comes as withdrawn.
    """
    try:
        value = read_json(data)
    except (Undecodable, NotJson) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]
    given = value if isinstance(value, list) else [value]
    if wrong := flaw(value) if not isinstance(value, list) else "":
        return [Refusal(locator=locator, reason=wrong)]
    found = [each for top in given for each in _with_associated(top)]
    if len(found) > in_force().items:
        return [Refusal(locator=locator, reason=f"more than {in_force().items:,} items in one file")]
    entries = Entries(locator)
    read = (
        entries.read(number, _key(item), _snippet(item), partial(_article, item))
        for number, item in enumerate(found, 1)
    )
    return numbered(read, locator, "the list has no items")


def _with_associated(item: object, depth: int = 0) -> Iterator[object]:
    """The item, then the text items associated with it; pictures and films stay with it in its `extra`."""
    inside = _associated(item) if depth < _MOST_DEEP else []
    texts = [each for each in inside if _has_body(each)]
    if not texts or _has_body(item):
        yield item
    for each in texts:
        yield from _with_associated(each, depth + 1)


def _associated(item: object) -> list[object]:
    value = item.get("associations") if isinstance(item, dict) else None
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _has_body(item: object) -> bool:
    fields = item if isinstance(item, dict) else {}
    return any(value and (name == "bodies" or name.startswith("body_")) for name, value in fields.items())


def _article(value: object, locator: str) -> ParsedArticle:
    fields = sound_object(value)
    item = read_item(fields)
    status = _status(item)
    title, text = headed(_headline(item), _body(item))
    if not text and status != "withdrawn":
        raise NoArticle(_why_without_text(item, fields))
    first, version = _time(item, "firstcreated"), _time(item, "versioncreated")
    published = first or _time(item, "contentcreated") or version
    return ParsedArticle(
        locator=locator,
        title=title or item.title or item.slugline or item.uri,
        text=text,
        byline=item.byline or item.by,
        publisher=_publisher(item),
        canonical_url=_address(item),
        external_id=item.uri,
        language=item.language,
        published_at=published,
        modified_at=version,
        editorial_note=item.ednote.strip(),
        rights=_rights(item),
        embargoed_until=_time(item, "embargoeduntil") or _time(item, "embargoed"),
        status=status,
        extra={name: kept for name, kept in fields.items() if not is_read(name)},
    )


def _status(item: Item) -> Status:
    """Canceled was taken back; withheld must not be shown until its publisher says otherwise."""
    return "usable" if item.pubstatus in {"usable", ""} else "withdrawn"


def _headline(item: Item) -> str:
    main = [each for each in item.headlines if each.role in {"main", "headline"}]
    chosen = next((each.value for each in (*main, *item.headlines) if each.value.strip()), "")
    return one_line(item.headline or chosen)


def _body(item: Item) -> str:
    """Of several bodies the one with the most words: versions of it are shorter, or lose their markup.

    The description of a text that has no body is all there is of it; that of a picture is a caption.
    """
    given = item.bodies or (item.descriptions if item.type == "text" else [])
    if len(given) > _MOST_BODIES:
        raise NoArticle(f"it has more than {_MOST_BODIES} bodies")
    read = [(_is_rich(each), words_of(each.value, each.contenttype)) for each in given]
    return max(read, key=lambda pair: (len(pair[1].split()), pair[0]), default=(False, ""))[1]


def _is_rich(body: Worded) -> bool:
    return "html" in body.contenttype or body.value.lstrip().startswith("<")


def _publisher(item: Item) -> str:
    parties = [party.name for party in (*item.infosources, *item.infosource) if party.name]
    return item.copyrightholder or next(iter(parties), "")


def _address(item: Item) -> str:
    listed = item.altids
    pairs = listed.items() if isinstance(listed, dict) else [(each.role, each.value) for each in listed]
    addresses = (web_address(str(value)) for role, value in pairs if role.lower() in _ADDRESS_ROLES)
    return next(filter(None, addresses), "")


def _rights(item: Item) -> str:
    said = [item.copyrightnotice.strip(), item.usageterms.strip()]
    return "\n".join(filter(None, said)) or item.rightsinfo.linkedrights or item.rightsinfo.encodedrights


def _time(item: Item, name: str) -> datetime | None:
    value = getattr(item, name)
    try:
        return read_date(value) if value else None
    except ValueError as wrong:
        raise NoArticle(f"{name}: {wrong}") from wrong


def _why_without_text(item: Item, fields: Fields) -> str:
    if item.type and item.type != "text":
        return f"it is of type “{item.type}” and has no body: only text becomes an article"
    inside = len(_associated(fields))
    return f"it has no body, only {inside} associated items" if inside else "it has no body"


def _key(item: object) -> str:
    return peek(item, "uri")


def _snippet(item: object) -> str:
    return peek(item, "headline") or peek(item, "title") or peek(item, "slugline")


def _is_ninjs(sight: Sight) -> bool:
    entry = sight.entry
    standard = entry.get("standard") or entry.get("$standard")
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    own = (name.lower() in _OWN_NAMES or name.startswith(("body_", "headline_")) for name in entry)
    return "uri" in entry and any(own)


FORMAT = FileFormat(name="ninjs", label="IPTC ninjs", said="ninjs", parse=parse_ninjs, detects=_is_ninjs)
