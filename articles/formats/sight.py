"""What can be seen of a file before a parser reads it; each look is taken once, and only if asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property

from articles.formats.decoding import Undecodable, decode

_HEAD = 4096
# Small values cost ten times their bytes in memory.
MAX_BRACKETS = 150_000
_PROLOG = re.compile(
    r"\s+|<\?[^>]{0,500}\?>|<!--[^>]{0,1000}?-->|<!doctype(?!\s+html)[^>\[]{0,500}(\[[^\]]*\])?\s*>", re.I
)
_ROOT = re.compile(r"<(?:[\w.-]{1,60}:)?([A-Za-z][\w.-]{0,60})(?=[\s>/])([^<>]{0,3000})")
_JSON_BEGIN = re.compile(r"[\ufeff\s]{0,200}(?:\[\s{0,200})?\{\s{0,200}(?:\}|\"[^\"\n]{0,200}\"\s{0,20}:)")
_SPACE = re.compile(r"[\ufeff\s]*")


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of markup: its local name, and its attributes as they are written."""

    name: str
    attributes: str


class Sight:
    """The bytes of one file, and what their beginning tells."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def text(self) -> str:
        """The decoded text, or "" where the bytes are no text."""
        try:
            return decode(self.data)
        except Undecodable:
            return ""

    @cached_property
    def declares_xml(self) -> bool:
        """Whether the text says of itself that it is XML, or begins with a DOCTYPE as XML does."""
        return _head(self.text)[:9].lower().startswith(("<?xml", "<!doctype"))

    @cached_property
    def markup(self) -> str:
        """The first characters from the first element on, see `first_markup`."""
        return first_markup(self.text)

    @cached_property
    def root(self) -> Root | None:
        """The first element, where the text begins with one."""
        found = _ROOT.match(self.markup)
        return Root(found.group(1), found.group(2)) if found else None

    @cached_property
    def claims_json(self) -> bool:
        """Whether the text begins as a JSON object, or a list of them, begins."""
        return bool(_JSON_BEGIN.match(self.text))

    @cached_property
    def value(self) -> object:
        """The JSON object or array that the text begins with, or None; what follows it does not count."""
        begin = _SPACE.match(self.text)
        at = begin.end() if begin else 0
        if not self.text.startswith(("{", "["), at):
            return None
        if self.text.count("{") + self.text.count("[") > MAX_BRACKETS:
            return None
        try:
            return json.JSONDecoder().raw_decode(self.text, at)[0]
        except (ValueError, RecursionError):
            return None

    @cached_property
    def entry(self) -> dict[str, object]:
        """The JSON object that the text begins with, or the first of its array; {} where there is none."""
        first = next(iter(self.value), None) if isinstance(self.value, list) else self.value
        return first if isinstance(first, dict) else {}


def first_markup(text: str) -> str:
    """Return the first 4,096 characters without what may stand before the first element of markup.

    That is white space, the XML declaration, comments, and a DOCTYPE other than HTML's.
    """
    rest = _head(text)
    while skipped := _PROLOG.match(rest):
        rest = rest[skipped.end() :]
    return rest


def _head(text: str) -> str:
    return text[:_HEAD].lstrip("\ufeff \t\n\f")
