"""Read published articles out of bytes, whatever format they are in; nothing is told from a file's name."""

from __future__ import annotations

from articles.formats.decoding import Undecodable, decode
from articles.formats.detect import MAX_BYTES, binary_kind, detect
from articles.formats.feed import parse_feed
from articles.formats.html import parse_html
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.text import parse_text

__all__ = ["FORMATS", "MAX_BYTES", "Parsed", "ParsedArticle", "Refusal", "parse"]

FORMATS = ("auto", "text", "html", "rss")

_PARSERS = {"text": parse_text, "html": parse_html, "rss": parse_feed}
_SAID = {"text": "plain text", "html": "HTML", "rss": "an RSS or Atom feed"}


def parse(
    data: bytes,
    *,
    locator: str,
    format: str = "auto",  # noqa: A002  the word that the command line and the API use
    max_bytes: int = MAX_BYTES,
) -> list[Parsed]:
    """Return the articles in `data` and a Refusal for each part that is none; `locator` names the file.

    `format` is one of FORMATS; a declared one must fit the bytes. Raises ValueError for any other name.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    found, reason = _recognise(data, format, max_bytes)
    if reason:
        return [Refusal(locator=locator, reason=reason)]
    return _PARSERS[found](data, locator=locator)


def _recognise(data: bytes, declared: str, max_bytes: int) -> tuple[str, str]:
    """Return (format, "") or ("", the reason why these bytes cannot be read)."""
    if len(data) > max_bytes:
        return "", f"the file has {len(data):,} bytes; the most that is read is {max_bytes:,}"
    if kind := binary_kind(data):
        return "", f"the file is {kind}, not text, HTML or a feed"
    try:
        text = decode(data)
    except Undecodable as wrong:
        return "", str(wrong)
    if not text.strip("\ufeff \t\n\f\v\u00a0"):
        return "", "the file is empty"
    if "\x00" in text:
        return "", f"the file is not text: character {text.index(chr(0))} is NUL"
    found = detect(data)
    if found is None:
        return "", "the file is XML, but neither a feed nor HTML"
    if declared not in {"auto", found}:
        return "", f"declared as {_SAID[declared]}, but the bytes are {_SAID[found]}"
    return found, ""
