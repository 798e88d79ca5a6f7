"""Parse NITF 3: one file is one article, with its docdata."""

from __future__ import annotations

from datetime import datetime

from articles.formats.body_text import headed
from articles.formats.completing import complete
from articles.formats.dates import read_date
from articles.formats.decoding import Undecodable
from articles.formats.entries import NoArticle
from articles.formats.file_format import FileFormat
from articles.formats.html_tree import TooComplex
from articles.formats.links import web_address
from articles.formats.nitf_body import body_words
from articles.formats.parsed import Parsed, ParsedArticle, Refusal, Status
from articles.formats.sight import Sight
from articles.formats.xml_fields import unread
from articles.formats.xml_source import (
    Element,
    NotXml,
    Unsafe,
    children,
    find,
    local,
    read_xml,
    words,
    words_at,
)

_READ_DOCDATA = frozenset(("doc-id", "date.issue", "ed-msg"))
_READ_HEAD = frozenset(("title", "docdata"))
_READ_BODY_HEAD = frozenset(("hedline", "byline", "note"))
_NOT_YET = "embargoed"
_TAKEN_BACK = frozenset(("canceled", "cancelled", "withheld", "killed", _NOT_YET))


def parse_nitf(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the article of a NITF file, or one Refusal that says what is wrong and where."""
    try:
        root = read_xml(data, what="a NITF file", doctype=True)
        return [complete(article_of(root, locator))]
    except (Undecodable, Unsafe, NotXml, TooComplex, ValueError) as unreadable:
        return [Refusal(locator=locator, reason=str(unreadable))]


def article_of(root: Element, locator: str) -> ParsedArticle:
    """Return the article of a `nitf` element. Raises NoArticle, TooComplex, ValueError for its dates."""
    head, body = find(root, "head"), find(root, "body")
    data, body_head = find(head, "docdata"), find(body, "body.head")
    status, embargo = _status(data)
    title, text = headed(_title(head, body_head), nitf_text(root))
    if not text and status != "withdrawn":
        raise NoArticle("it has no body")
    published = date_at(data, "date.issue") or date_at(head, "pubdata", "date.publication")
    revised = [date_at(each, "", "norm") for each in children(head, "revision-history")]
    return ParsedArticle(
        locator=locator,
        title=title,
        text=text,
        byline=", ".join(filter(None, (_byline(each) for each in children(body_head, "byline")))),
        publisher=_attribute(head, "pubdata", "name") or words_at(body_head, "distributor"),
        canonical_url=web_address(_attribute(head, "pubdata", "ex-ref")),
        external_id=_attribute(data, "doc-id", "id-string"),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        published_at=published or date_at(body_head, "dateline/story.date"),
        modified_at=max(filter(None, revised), default=None),
        editorial_note=_note(data, body_head),
        rights=_rights(data),
        embargoed_until=embargo,
        status=status,
        extra=_extra(head, data, body_head),
    )


def _extra(head: Element | None, data: Element | None, body_head: Element | None) -> dict[str, object]:
    kept = unread([head], _READ_HEAD) | unread([data], _READ_DOCDATA)
    if managed := _managed(data):
        kept["management-status"] = managed
    titled = any(find(byline, "byttl") is not None for byline in children(body_head, "byline"))
    return kept | unread([body_head], _READ_BODY_HEAD - {"byline"} if titled else _READ_BODY_HEAD)


def nitf_text(root: Element) -> str:
    """Return the words of a `nitf` element's content, below the second headline where it has one."""
    body = find(root, "body")
    second = words_at(body, "body.head/hedline/hl2")
    parts = [f"## {second}" if second else ""]
    parts += [body_words(each) for each in children(body, "body.content")]
    return "\n\n".join(filter(None, parts)) if any(parts[1:]) else ""


def date_at(parent: Element | None, path: str, attribute: str = "norm") -> datetime | None:
    """Return the date in an attribute of the element at `path`; ValueError names the element."""
    found = find(parent, path) if path else parent
    value = (found.get(attribute) if found is not None else None) or (words(found) if path else "")
    try:
        return read_date(value) if value else None
    except ValueError as wrong:
        raise ValueError(f"{path or local(found)}: {wrong}") from wrong  # type: ignore[arg-type]


def _title(head: Element | None, body_head: Element | None) -> str:
    return words_at(body_head, "hedline/hl1") or words_at(head, "title")


def _byline(element: Element) -> str:
    people = [words(person) for person in children(element, "person")]
    return ", ".join(filter(None, people)) or words(element)


def _attribute(parent: Element | None, path: str, name: str) -> str:
    found = find(parent, path)
    return ("" if found is None else found.get(name) or "").strip()


def _note(data: Element | None, body_head: Element | None) -> str:
    messages = [each.get("info") or words(each) for each in children(data, "ed-msg")]
    notes = [words(note) for note in children(body_head, "note") if note.get("noteclass") != "copyright"]
    return "\n".join(filter(None, (each.strip() for each in [*messages, *notes])))


def _rights(data: Element | None) -> str:
    held = find(data, "doc.copyright")
    said = "" if held is None else " ".join(filter(None, (held.get("year"), held.get("holder"))))
    rights = find(data, "doc.rights")
    owner = "" if rights is None else rights.get("owner") or words(rights)
    return f"© {said}" if said else owner


def _status(data: Element | None) -> tuple[Status, datetime | None]:
    """Return the status and the end of an embargo. One embargoed without a time must not be shown at all."""
    managed = _managed(data).lower()
    if managed == _NOT_YET:
        until = date_at(data, "date.release")
        return ("usable", until) if until else ("withdrawn", None)
    said: Status = "usable" if managed else ""
    return "withdrawn" if managed in _TAKEN_BACK else said, None


def _managed(data: Element | None) -> str:
    return "" if data is None else data.get("management-status") or ""


def _is_nitf(sight: Sight) -> bool:
    return sight.root is not None and sight.root.name == "nitf"


FORMAT = FileFormat(name="nitf", label="NITF", said="NITF", parse=parse_nitf, detects=_is_nitf)
