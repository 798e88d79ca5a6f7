"""Read the entries of one file one by one, so that a bad one is refused alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from articles.formats.completing import complete
from articles.formats.limits import Limits, in_force
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.time_limit import within

_KEY, _SNIPPET = 200, 120


class NoArticle(ValueError):
    """The entry is no article that the desk takes; the message says why."""


class Entries:
    """The entries of one file: where each stands, and which identifiers were there before."""

    def __init__(self, locator: str) -> None:
        self._locator = locator
        self._seen: dict[str, int] = {}
        self._limits = in_force()
        self._begun = time.process_time()

    def read(self, number: int, key: str, snippet: str, make: Callable[[str], ParsedArticle]) -> Parsed:
        """Return what `make` makes of entry `number` given its locator, or a Refusal with what it raised.

        `key` is the entry's own identifier, "" if none; the same one twice in a file is refused.
        """
        at = f"{self._locator}#entry-{number}" + (f" ({key[:_KEY]})" if key else "")
        try:
            if key and self._seen.setdefault(key, number) != number:
                raise NoArticle(f"its identifier is that of entry {self._seen[key]}")
            if time.process_time() - self._begun > self._limits.file_seconds:
                raise NoArticle(f"the entries above took more than {self._limits.file_seconds:g} seconds")
            return within(self._limits.seconds, lambda: _fit(complete(make(at)), self._limits))
        except ValueError as wrong:
            return Refusal(locator=at, reason=str(wrong), snippet=" ".join(snippet.split())[:_SNIPPET])


def _fit(article: ParsedArticle, limits: Limits) -> ParsedArticle:
    if len(article.text) > limits.characters:
        raise NoArticle(too_long(article.text, limits))
    return article


def too_long(text: str, limits: Limits) -> str:
    """Return the reason why a text is refused that has more characters than it may."""
    return f"the text has {len(text):,} characters; the most that is taken is {limits.characters:,}"


def numbered(found: Iterable[Parsed], locator: str, nothing: str) -> list[Parsed]:
    """Return the entries, or where there are none one Refusal of the whole file that says `nothing`."""
    return list(found) or [Refusal(locator=locator, reason=nothing)]
