"""Read from a feed's XML what its parser loses: which date is which, an entry's own language, whole names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from articles.formats.xml_source import Element, find, local, words, words_at, xml_parser

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_PUBLISHED = ("pubDate", f"{_ATOM}published", f"{_TERMS}issued", f"{_TERMS}created", f"{_DUBLIN_CORE}date")
_UPDATED = (f"{_ATOM}updated", f"{_TERMS}modified")
# RSS 2.0 asks for an address of mail, and names in brackets behind it.
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\(([^()]{1,200})\)")
_NAME_AND_MAIL = re.compile(r"([^<>]{1,200}?)\s*<\S+@\S+>")
_LONGEST_AUTHOR = 500
_KEPT_LINKS = ("rel", "href", "type", "length", "title")


class EntryFields:
    """One `item` or `entry` of a feed."""

    def __init__(self, entry: Element) -> None:
        self._entry = entry

    def published(self) -> str:
        """Return when it was published, as written, "" where it does not say."""
        return self._first(_PUBLISHED)

    def updated(self) -> str:
        """Return when it was changed, as written, "" where it does not say."""
        return self._first(_UPDATED)

    def language(self) -> str:
        """Return the entry's own language, "" where it has that of its feed."""
        return self._entry.get(_LANGUAGE) or self._first((f"{_DUBLIN_CORE}language",))

    def author(self) -> str:
        """Return the name in RSS' own author element, its address of mail set aside."""
        found = self._first(("author",))[:_LONGEST_AUTHOR]
        named = _MAIL_AND_NAME.fullmatch(found) or _NAME_AND_MAIL.fullmatch(found)
        return named.group(1).strip() if named else found

    def source(self) -> str:
        """Return the name of the feed that the entry was taken from, "" for its own."""
        found = find(self._entry, "source")
        return "" if found is None else words_at(found, "title") or (words(found) if len(found) == 0 else "")

    def links(self) -> list[dict[str, str]]:
        """Return enclosures and links to anything but the entry itself."""
        return [
            {name: str(link.attrib[name]) for name in _KEPT_LINKS if name in link.attrib}
            | ({"rel": "enclosure", "href": str(link.attrib["url"])} if "url" in link.attrib else {})
            for link in self._entry
            if isinstance(link.tag, str) and _leads_elsewhere(link)
        ]

    def _first(self, names: tuple[str, ...]) -> str:
        return next(filter(None, (words(child) for name in names for child in self._named(name))), "")

    def _named(self, name: str) -> Iterator[Element]:
        """Children of that name; one without a namespace is RSS', which has had several or none."""
        for child in self._entry:
            if child.tag == name or (name[0] != "{" and isinstance(child.tag, str) and _is_rss(child, name)):
                yield child


def entries_of(xml: bytes) -> list[EntryFields]:
    """Return the entries of a well-formed feed in their order."""
    root = etree.fromstring(xml, xml_parser())
    found = (each for each in root.iter() if isinstance(each.tag, str) and local(each) in {"item", "entry"})
    return [EntryFields(each) for each in found]


def _is_rss(element: Element, name: str) -> bool:
    return local(element) == name and ("}" not in element.tag or "rss" in element.tag.lower())


def _leads_elsewhere(link: Element) -> bool:
    if local(link) == "enclosure":
        return "url" in link.attrib
    return local(link) == "link" and (link.get("rel") or "alternate") not in {"alternate", "self"}
