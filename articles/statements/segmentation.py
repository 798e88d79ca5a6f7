"""How well texts are parted: exact spans of our labelled articles, beside cuts at every full stop."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from articles.statements.extraction import extract
from articles.statements.gold import is_for_test
from articles.statements.lines import shrink

Span = tuple[int, int]
_STOP: Final = re.compile(r"(?<=\.)\s+")
_STOP_OR_LINE: Final = re.compile(r"(?<=\.)\s+|\n")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A labelled article: `spans` are its statements, (start, end) in code points of `text`, in order."""

    id: str
    style: str
    text: str
    spans: tuple[Span, ...]

    @property
    def for_test(self) -> bool:
        """Whether it belongs to the third that nothing is ever tuned on."""
        return is_for_test(self.id)


class Row(NamedTuple):
    """Shares, 0..1, of spans that are exactly right: of those found, of those labelled, and both as F1."""

    method: str
    precision: float
    recall: float
    f1: float


def read_articles(lines: Iterable[str]) -> Iterator[GoldArticle]:
    """Yield the articles of JSON lines; ValueError names the line whose words do not stand at their place."""
    for number, line in enumerate(lines, 1):
        try:
            found = json.loads(line)
            spans = [(one["start"], one["end"], one["exact"]) for one in found["statements"]]
            article = GoldArticle(
                found["id"], found["style"], found["text"], tuple(span[:2] for span in spans)
            )
        except (ValueError, TypeError, KeyError) as wrong:
            raise ValueError(f"line {number}: {wrong!r}") from wrong
        end = 0
        for start, past, exact in spans:
            if not end <= start < past or article.text[start:past] != exact:
                raise ValueError(f"line {number}: {exact!r} does not stand at {start} to {past}")
            end = past
        yield article


def figures(articles: Sequence[GoldArticle]) -> list[Row]:
    """Return the figures of two baselines and of the engine; every span counts alike."""
    return [
        _row("full stop, space", articles, lambda text: _cut(text, _STOP)),
        _row("and every line", articles, lambda text: _cut(text, _STOP_OR_LINE)),
        _row("engine", articles, lambda text: [(one.start, one.end) for one in extract(text)]),
    ]


def _row(method: str, articles: Sequence[GoldArticle], part: Callable[[str], Iterable[Span]]) -> Row:
    right = found = labelled = 0
    for article in articles:
        spans, gold = set(part(article.text)), set(article.spans)
        right, found, labelled = right + len(spans & gold), found + len(spans), labelled + len(gold)
    both = found + labelled
    return Row(
        method,
        right / found if found else 0.0,
        right / labelled if labelled else 0.0,
        2 * right / both if both else 0.0,
    )


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    begins = 0
    for end, start in [*(match.span() for match in pattern.finditer(text)), (len(text), len(text))]:
        first, last = shrink(text, begins, end)
        if first < last:
            yield first, last
        begins = start
