"""Every format that the desk reads, and the way from bytes to the one that fits them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from articles.formats import (
    docx,
    feed,
    html,
    json_feed,
    markdown,
    newsml_g2,
    ninjs,
    nitf,
    row_formats,
    sitemap,
    text,
    wordpress,
    wxr,
)
from articles.formats.binary import binary_kind
from articles.formats.decoding import Undecodable, decode
from articles.formats.file_format import FileFormat
from articles.formats.json_source import NotJson, read_json
from articles.formats.limits import DEFAULT, Limits, in_force, keeping
from articles.formats.parsed import Parsed, Refusal
from articles.formats.sight import Sight
from articles.formats.time_limit import OutOfTime, within
from articles.formats.zipped import read_archive, zip_format

# To add a format: export a FileFormat from its parser's module, and name it here, one a line. They are asked
# from the last to the first, whether the bytes are theirs: nearly anything is plain text.
KNOWN: tuple[FileFormat, ...] = (
    text.FORMAT,
    html.FORMAT,
    feed.FORMAT,
    row_formats.JSONL,
    row_formats.CSV,
    markdown.FORMAT,
    json_feed.FORMAT,
    wordpress.FORMAT,
    wxr.FORMAT,
    ninjs.FORMAT,
    newsml_g2.FORMAT,
    nitf.FORMAT,
    sitemap.FORMAT,
    zip_format(lambda data, locator: parse(data, locator=locator, limits=in_force())),
    docx.FORMAT,
)
FORMATS = ("auto", *(known.name for known in KNOWN))
LABELS = {"auto": "Find out by the content", **{known.name: known.label for known in KNOWN}}

_ASKED = KNOWN[::-1]
_NONE_OF_OURS = ", but no format that the desk reads"
_BY_NAME = {known.name: known for known in KNOWN}


def detect(data: bytes) -> str | None:
    """Return the name of the format that the bytes are in, or None when they are none that the desk reads."""
    found, _ = _recognise(Sight(data))
    return found.name if found else None


def parse(
    data: bytes,
    *,
    locator: str,
    format: str = "auto",  # noqa: A002  the word that the command line and the API use
    limits: Limits = DEFAULT,
) -> list[Parsed]:
    """Return the articles in `data` and a Refusal for each part that is none; `locator` names the file.

    `format` is one of FORMATS; a declared one must fit the bytes. Raises ValueError for any other name.
    What is over one of the `limits` is refused by its name and number.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    if len(data) > limits.file:
        reason = f"the file has {len(data):,} bytes; the most that is read is {limits.file:,}"
        return [Refusal(locator=locator, reason=reason)]
    try:
        with keeping(limits):
            return within(limits.seconds, partial(_parse, data, locator, format))
    except OutOfTime as wrong:
        return [Refusal(locator=locator, reason=str(wrong))]


def parse_archive(data: bytes, *, locator: str, limits: Limits) -> Iterator[Parsed]:
    """Yield what `parse` would return of a zip archive, unpacking no entry before the last one is taken."""
    return read_archive(data, locator, lambda entry, at: parse(entry, locator=at, limits=limits), limits)


def _parse(data: bytes, locator: str, format: str) -> list[Parsed]:  # noqa: A002  as above
    found, reason = _recognise(Sight(data))
    if found and format not in {"auto", found.name}:
        found, reason = _declared(_BY_NAME[format], found)
    return found.parse(data, locator=locator) if found else [Refusal(locator=locator, reason=reason)]


def _recognise(sight: Sight) -> tuple[FileFormat | None, str]:
    """Return (format, "") or (None, the reason why these bytes cannot be read)."""
    binary = next((known for known in _ASKED if known.binary and known.detects(sight)), None)
    reason = "" if binary else _objection(sight.data)
    if binary or reason:
        return binary, reason
    found = next((known for known in _ASKED if not known.binary and known.detects(sight)), None)
    return found, "" if found else _unknown(sight)


def _objection(data: bytes) -> str:
    """Why these bytes are no text of any kind, or ""."""
    if kind := binary_kind(data):
        return f"the file is {kind}, not text, HTML or a feed"
    try:
        words = decode(data)
    except Undecodable as wrong:
        return str(wrong)
    if not words.strip("\ufeff \t\n\f\v\u00a0"):
        return "the file is empty"
    return f"the file is not text: character {words.index(chr(0))} is NUL" if "\x00" in words else ""


def _unknown(sight: Sight) -> str:
    if sight.claims_json:
        broken = _broken(sight.data)
        return f"the file is broken JSON: {broken}" if broken else f"the file is JSON{_NONE_OF_OURS}"
    root = f" (its root is <{sight.root.name}>)" if sight.root else ""
    return f"the file is XML{root}{_NONE_OF_OURS}"


def _broken(data: bytes) -> str:
    try:
        read_json(data)
    except NotJson as wrong:
        return str(wrong)
    return ""


def _declared(wanted: FileFormat, found: FileFormat) -> tuple[FileFormat | None, str]:
    if found.name in wanted.overrules:
        return wanted, ""
    return None, f"declared as {wanted.said}, but the bytes are {found.said}"
