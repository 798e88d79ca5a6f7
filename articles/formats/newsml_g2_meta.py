"""What a NewsML-G2 item says about itself: who, when, under which rights, and whether it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.formats.dates import read_date
from articles.formats.links import web_address
from articles.formats.parsed import Status
from articles.formats.xml_source import Element, children, find, words, words_at

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """The fields of one newsItem under the names that ParsedArticle uses; `pub_status` is its own word."""

    guid: str
    title: str
    headline: str
    byline: str
    publisher: str
    attribution: str
    address: str
    language: str
    published_at: datetime | None
    modified_at: datetime | None
    embargoed_until: datetime | None
    editorial_note: str
    rights: str
    pub_status: str
    status: Status


def read_meta(item: Element) -> Meta:
    """Return what a newsItem says of itself. ValueError names the element whose date cannot be read."""
    about, content = find(item, "itemMeta"), find(item, "contentMeta")
    first, version = _time(about, "firstCreated"), _time(about, "versionCreated")
    created, changed = _time(content, "contentCreated"), _time(content, "contentModified")
    provider = party(find(about, "provider"))
    sources = [name for name in (party(each) for each in children(content, "infoSource")) if name]
    pub_status = code(find(about, "pubStatus"))
    return Meta(
        guid=(item.get("guid") or "").strip(),
        title=words_at(about, "title"),
        headline=words_at(content, "headline"),
        byline=_byline(content),
        publisher=provider or next(iter(sources), ""),
        attribution=", ".join(name for name in sources if name != provider),
        address=_address(content),
        language=_language(item, content),
        published_at=first or created or version,
        modified_at=changed or version,
        embargoed_until=_time(about, "embargoed"),
        editorial_note="\n".join(filter(None, (words(note) for note in children(about, "edNote")))),
        rights=_rights(item),
        pub_status=pub_status,
        status="usable" if pub_status in {"", "usable"} else "withdrawn",
    )


def party(element: Element | None) -> str:
    """Return who an element names: its name, else its literal, else its code without the scheme."""
    if element is None:
        return ""
    return words_at(element, "name") or (element.get("literal") or "").strip() or code(element)


def code(element: Element | None) -> str:
    """Return the code of a QCode or concept address: `stat:canceled` and `…/canceled` are `canceled`."""
    if element is None:
        return ""
    named = element.get("qcode") or element.get("uri") or ""
    return named.replace("/", ":").rpartition(":")[2].strip()


def _byline(content: Element | None) -> str:
    by = [words(each) for each in children(content, "by")]
    people = [party(each) for each in children(content, "creator")]
    return ", ".join(dict.fromkeys(filter(None, by))) or ", ".join(dict.fromkeys(filter(None, people)))


def _language(item: Element, content: Element | None) -> str:
    tagged = find(content, "language")
    return (("" if tagged is None else tagged.get("tag") or "") or item.get(_LANGUAGE) or "").strip()


def _address(content: Element | None) -> str:
    return next(filter(None, (web_address(words(each)) for each in children(content, "altId"))), "")


def _rights(item: Element) -> str:
    told: list[str] = []
    for info in children(item, "rightsInfo"):
        notices = [words(each) for name in ("copyrightNotice", "usageTerms") for each in children(info, name)]
        holder = party(find(info, "copyrightHolder"))
        told += notices if any(notices) else [f"© {holder}" if holder else ""]
    return "\n".join(dict.fromkeys(filter(None, told)))


def _time(parent: Element | None, name: str) -> datetime | None:
    value = words_at(parent, name)
    try:
        return read_date(value) if value else None
    except ValueError as wrong:
        raise ValueError(f"{name}: {wrong}") from wrong
