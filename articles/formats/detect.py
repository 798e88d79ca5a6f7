"""Tell from the bytes alone, never from a name, what kind of file this is."""

from __future__ import annotations

import re
from typing import Literal

from articles.formats.decoding import Undecodable, decode

MAX_BYTES = 5_000_000
Format = Literal["text", "html", "rss"]

_HEAD = 4096
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (or a .docx, .xlsx, .epub file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_XML_PROLOG = re.compile(
    r"\s+|<\?[^>]{0,500}\?>|<!--[^>]{0,1000}?-->|<!doctype(?!\s+html)[^>\[]{0,500}(\[[^\]]*\])?\s*>", re.I
)
_FEED_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|feed|rdf)[\s>/]", re.IGNORECASE)
_HTML_START = re.compile(
    r"<(!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|meta|title|link|script|style|table|ul|ol"
    r"|blockquote|span|figure|header|nav|a|b|i|em|strong|img|br|hr)[\s>/]",
    re.IGNORECASE,
)


def binary_kind(data: bytes) -> str:
    """Return what a binary file is, in words, or "" when the bytes may be text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP image"
    if data[4:8] == b"ftyp":
        return "a video or HEIF image"
    return ""


def detect(data: bytes) -> Format | None:
    """Return the format that the bytes are in, or None when they are none that the desk reads."""
    if binary_kind(data):
        return None
    try:
        text = decode(data)
    except Undecodable:
        return None
    return None if "\x00" in text else detect_text(text)


def detect_text(text: str) -> Format | None:
    """Return the format of decoded text: markup is told by its first element, the rest is plain text."""
    head = text[:_HEAD].lstrip("\ufeff \t\n\f")
    declared_xml = head.startswith("<?xml")
    while skipped := _XML_PROLOG.match(head):
        head = head[skipped.end() :]
    if _FEED_ROOT.match(head):
        return "rss"
    if _HTML_START.match(head):
        return "html"
    return None if declared_xml or not head else "text"
