"""Plain text: one file is one article, with its metadata lines left where they were published."""

from __future__ import annotations

import re
from typing import Final

from articles.formats.completing import fill
from articles.formats.decoding import Undecodable, decode
from articles.formats.entries import too_long
from articles.formats.file_format import FileFormat
from articles.formats.limits import in_force
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.sight import Sight
from articles.statements import read_metadata, split_blocks
from articles.statements.block import Block

_SNIPPET: Final = 80
_TITLE: Final = 90
_CONTROLS: Final = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE: Final = 0.01


def parse_text(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the one article in `data`, or one Refusal that says why there is none; `locator` names the file.

    UTF-8 with or without a byte order mark and UTF-16 with one are read; line ends become \\n; nothing else
    of the text changes. Without a title the first words of the text stand in, cut at a word and ended by “…”.
    """
    try:
        text = decode(data, declared="utf-8")
    except Undecodable as wrong:
        snippet = data[:_SNIPPET].decode("utf-8", errors="replace")
        return [Refusal(locator=locator, reason=f"the text cannot be decoded: {wrong}", snippet=snippet)]
    reason = _why_not(text)
    if reason:
        return [Refusal(locator=locator, reason=reason, snippet=text[:_SNIPPET].replace("\x00", "�"))]
    return [_article(text, locator)]


def _why_not(text: str) -> str:
    if not text.strip():
        return "the file is empty"
    if len(text) > in_force().characters:
        return too_long(text, in_force())
    if "\x00" in text:
        return f"this is not text: NUL at character {text.index(chr(0))}"
    if len(_CONTROLS.findall(text)) > _BINARY_SHARE * len(text):
        return "this is not text: it is full of control characters"
    return ""


def _article(text: str, locator: str) -> ParsedArticle:
    blocks = split_blocks(text)
    said = read_metadata(text, blocks)
    extra: dict[str, object] = {"lines": dict(said.lines)} if said.lines else {}
    article = ParsedArticle(
        locator=locator,
        title=said.title or _first_words(text, blocks),
        text=text,
        canonical_url=said.canonical_url,
        external_id=said.external_id,
        extra=extra,
    )
    return fill(article, said)


def _first_words(text: str, blocks: list[Block]) -> str:
    """The beginning of the first paragraph, or of the text when it has none."""
    body = next((block for block in blocks if block.kind not in {"metadata", "boilerplate"}), None)
    words = " ".join((text[body.start : body.end] if body else text).split())
    if len(words) <= _TITLE:
        return words
    return words[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


def _is_text(sight: Sight) -> bool:
    """What says that it is XML, or begins as JSON does, is no prose."""
    return bool(sight.markup) and not sight.declares_xml and not sight.claims_json


FORMAT = FileFormat(name="text", label="Plain text", said="plain text", parse=parse_text, detects=_is_text)
