"""Any text, and files of every format that carry it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html import escape

from hypothesis import strategies as st

from tests.articles.formats.packing import docx, paragraph, zipped

# What XML and PostgreSQL can hold, and much that rules trip over: marks, quotes, breaks, other scripts.
SOUND = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
PIECE = st.sampled_from(
    ["Mr. ", "U.S. ", "said “no”. ", "\n\n", "\n- ", "# ", "> ", "| a | b |\n", "Q: ", "Source: ", "1. ", "…",
     "\u2028", "\u200b", "e\u0301", "😀", "\r\n", "3.5%", "It cost 3 million. ", "(", "By Ann Lee\n"]
)  # fmt: skip
TEXTS = st.lists(PIECE | st.text(SOUND, max_size=20), min_size=1, max_size=25).map("".join)
NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def rows(text: str) -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows([["title", "text"], ["Quay", text]])
    return kept.getvalue().encode()


def in_xml(text: str) -> str:
    return escape(text.translate(NO_XML))


CARRIERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda text: text.encode(),
    "markdown": lambda text: f"---\ntitle: Quay\n---\n{text}".encode(),
    "html": lambda text: f"<html><title>Quay</title><article><p>{escape(text)}</p></article>".encode(),
    "jsonl": lambda text: json.dumps({"title": "Quay", "text": text}).encode() + b'\n{"text": "two"}\n',
    "csv": rows,
    "rss": lambda text: (
        f"<rss><channel><item><title>Quay</title><description>{in_xml(escape(text))}</description></item>"
        "</channel></rss>"
    ).encode(),
    "json_feed": lambda text: json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": text}]}
    ).encode(),
    "wordpress": lambda text: json.dumps(
        {"id": 1, "status": "publish", "guid": {"rendered": "1"}, "title": {"rendered": "Quay"},
         "content": {"rendered": f"<p>{escape(text)}</p>"}}
    ).encode(),
    "wxr": lambda text: (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><item><title>Quay</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
        f"<content:encoded>{in_xml(escape(text))}</content:encoded></item></channel></rss>"
    ).encode(),
    "ninjs": lambda text: json.dumps(
        {"uri": "urn:1", "type": "text", "headline": "Quay", "body_text": text}
    ).encode(),
    "nitf": lambda text: (
        f"<nitf><body><body.content><p>{in_xml(text)}</p></body.content></body></nitf>".encode()
    ),
    "newsml_g2": lambda text: (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1">'
        "<contentMeta><headline>Quay</headline></contentMeta>"
        f"<contentSet><inlineData contenttype='text/plain'>{in_xml(text)}</inlineData></contentSet>"
        "</newsItem>"
    ).encode(),
    "docx": lambda text: docx(paragraph(in_xml(text))),
    "zip": lambda text: zipped({"a.txt": text.encode(), "b.jsonl": CARRIERS["jsonl"](text)}),
}  # fmt: skip
