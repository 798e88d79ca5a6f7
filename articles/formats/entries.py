"""Read the entries of one file one by one, so that a bad one is refused alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from articles.formats.completing import complete
from articles.formats.parsed import Parsed, ParsedArticle, Refusal

MAX_ENTRIES = 20_000
_KEY, _SNIPPET = 200, 120


class NoArticle(ValueError):
    """The entry is no article that the desk takes; the message says why."""


class Entries:
    """The entries of one file: where each stands, and which identifiers were there before."""

    def __init__(self, locator: str) -> None:
        self._locator = locator
        self._seen: dict[str, int] = {}

    def read(self, number: int, key: str, snippet: str, make: Callable[[str], ParsedArticle]) -> Parsed:
        """Return what `make` makes of entry `number` given its locator, or a Refusal with what it raised.

        `key` is the entry's own identifier, "" if none; the same one twice in a file is refused.
        """
        at = f"{self._locator}#entry-{number}" + (f" ({key[:_KEY]})" if key else "")
        try:
            if key and self._seen.setdefault(key, number) != number:
                raise NoArticle(f"its identifier is that of entry {self._seen[key]}")
            return complete(make(at))
        except ValueError as wrong:
            return Refusal(locator=at, reason=str(wrong), snippet=" ".join(snippet.split())[:_SNIPPET])


def numbered(found: Iterable[Parsed], locator: str, nothing: str) -> list[Parsed]:
    """Return the entries, or where there are none one Refusal of the whole file that says `nothing`."""
    return list(found) or [Refusal(locator=locator, reason=nothing)]
