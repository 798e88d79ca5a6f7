"""One format that the desk reads: its name, how its bytes are told, and the parser that reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from articles.formats.parsed import Parsed
from articles.formats.sight import Sight


class Parser(Protocol):
    """Bytes in, articles and refusals out, in the order of the file; `locator` names the file."""

    def __call__(self, data: bytes, *, locator: str) -> list[Parsed]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A format as each parser module exports it; `articles.formats.registry` lists them all.

    `name` is what forms, commands and the API call it (at most 10 characters), `label` what a form shows,
    `said` how a sentence names it ("an RSS or Atom feed"). `detects` answers from the bytes alone; a `binary`
    one is asked before the bytes are taken for text. `overrules` names formats that look the same: declared
    as this one, bytes that look like those are read all the same.
    """

    name: str
    label: str
    said: str
    parse: Parser
    detects: Callable[[Sight], bool]
    overrules: frozenset[str] = frozenset()
    binary: bool = False
