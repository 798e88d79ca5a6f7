"""The words of a NewsML-G2 item: NITF or XHTML inside it, or a piece of text."""

from __future__ import annotations

from collections.abc import Iterator

from articles.formats.body_text import plain_words, words_of
from articles.formats.newsml_g2_meta import code
from articles.formats.nitf import nitf_text
from articles.formats.nitf_body import body_words, xhtml_words
from articles.formats.xml_source import Element, children, find, local


def content_words(item: Element) -> str:
    """Return the words of the fullest rendition that stands in the item, "" if none. Raises TooComplex."""
    content = find(item, "contentSet")
    return max(_renditions(content), key=lambda words: len(words.split()), default="")


def nature(item: Element) -> str:
    """Return what the item is by its class (`text`, `picture`, `composite` …), "" where it says nothing."""
    return code(find(find(item, "itemMeta"), "itemClass"))


def _renditions(content: Element | None) -> Iterator[str]:
    for holder in children(content, "inlineXML"):
        for root in holder:
            if isinstance(root.tag, str):
                yield _inline(root)
    for data in children(content, "inlineData"):
        if (data.get("encoding") or "") == "":
            yield _text(data)


def _inline(root: Element) -> str:
    name = local(root)
    if name == "nitf":
        return nitf_text(root)
    return body_words(root) if name == "body.content" else xhtml_words(root)


def _text(data: Element) -> str:
    value = "".join(map(str, data.itertext()))
    kind = data.get("contenttype") or ""
    return words_of(value, kind) if kind or "<" in value else plain_words(value)
