"""Vet the bytes of a feed before a parser reads them, and set its broken entries aside one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from articles.formats.limits import in_force
from articles.formats.parsed import Parsed, Refusal
from articles.formats.xml_source import Unsafe, complaint, failure_of, place, safe_text, without_comments

_ROOT = re.compile(r"<((?:[\w.-]+:)?(?:rss|feed|RDF))\b[^<>]*>", re.IGNORECASE)
# Far more than feeds have; the parser of feeds takes time that grows with their square.
MAX_TAGS, MAX_REFERENCES = 120_000, 200_000
_ENTRY = re.compile(r"<((?:[\w.-]+:)?(?:item|entry))(?=[\s>/])[^<>]*>")


class NotAFeed(ValueError):
    """Not even the head of the feed can be read; the message names line and column."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that is not well-formed: its number in the file, where and why."""

    number: int
    reason: str
    snippet: str

    def refusal(self, locator: str) -> Refusal:
        """Return the entry as refused at its place."""
        return Refusal(locator=locator, reason=self.reason, snippet=self.snippet)


@dataclass(frozen=True, slots=True)
class Vetted:
    """A feed fit to be parsed: well-formed UTF-8, the numbers of the entries in it, and those left out."""

    xml: bytes
    numbers: list[int]
    broken: list[Broken]

    def in_order(self, found: list[tuple[int, Parsed]], locator: str) -> list[Parsed]:
        """Return what became of the numbered entries, and a refusal of each broken one, in their order."""
        left_out = [(each.number, each.refusal(f"{locator}#entry-{each.number}")) for each in self.broken]
        return [parsed for _, parsed in sorted([*found, *left_out], key=lambda pair: pair[0])]


def vet(data: bytes, *, most: int = 0, what: str = "a feed") -> Vetted:
    """Return the feed of at most `most` entries, 0 for the usual limit, without its broken ones.

    Raises Undecodable for the encoding, Unsafe for DOCTYPE and ENTITY declarations, deep nesting and too many
    entries, NotAFeed when nothing can be saved.
    """
    most = most or in_force().entries
    text = safe_text(data, what=what)
    if text.count("<") > MAX_TAGS or text.count("&") > MAX_REFERENCES:
        raise Unsafe(f"the feed has more than {MAX_TAGS:,} tags or {MAX_REFERENCES:,} character references")
    spans = _entries(without_comments(text))
    if len(spans) > most:
        raise Unsafe(f"{place(text, spans[most][0])}: more than {most:,} entries in one feed")
    failure = failure_of(text)
    if failure is None:
        return Vetted(text.encode(), list(range(1, len(spans) + 1)), [])
    return _without_broken(text, spans, failure)


def _entries(markup: str) -> list[tuple[int, int]]:
    """Return start and end of each entry; one without an end tag ends where the next begins."""
    starts = list(_ENTRY.finditer(markup))
    limits = [*(start.start() for start in starts[1:]), len(markup)]
    return [(start.start(), _end(markup, start, limit)) for start, limit in zip(starts, limits, strict=False)]


def _end(markup: str, start: re.Match[str], limit: int) -> int:
    if start.group().endswith("/>"):
        return start.end()
    end_tag = f"</{start.group(1)}>"
    end = markup.find(end_tag, start.end(), limit)
    return end + len(end_tag) if end >= 0 else limit


def _without_broken(text: str, spans: list[tuple[int, int]], failure: etree.XMLSyntaxError) -> Vetted:
    root = _ROOT.search(text)
    line, column = failure.position
    reason = f"line {line}, column {column}: {complaint(failure)}"
    if not root or not spans:
        raise NotAFeed(reason)
    head, end = text[: spans[0][0]], f"</{root.group(1)}>"
    end = f"</channel>{end}" if "<channel" in head and "</channel>" not in head else end
    if failure_of(head + end):
        raise NotAFeed(reason)
    # On one line with its root, an entry's own lines keep their distance from its first.
    opening = " ".join(root.group().split())
    sound, broken = [], []
    lines = counted = 0
    for number, (start, stop) in enumerate(spans, 1):
        lines, counted = lines + text.count("\n", counted, start), start
        wrong = failure_of(f"{opening}{text[start:stop]}</{root.group(1)}>")
        if wrong is None:
            sound.append(number)
        else:
            broken.append(_broken(text, number, start, lines, len(opening), wrong))
    if not broken:
        tail_at = spans[-1][1]
        broken = [
            Broken(len(spans) + 1, f"{reason}, after the last entry", text[tail_at : tail_at + 120].strip())
        ]
    kept = "".join(text[start:stop] for start, stop in (spans[number - 1] for number in sound))
    return Vetted((head + kept + end).encode(), sound, broken)


def _broken(
    text: str, number: int, start: int, lines: int, shift: int, wrong: etree.XMLSyntaxError
) -> Broken:
    line, column = wrong.position
    if line == 1:
        column += start - text.rfind("\n", 0, start) - 1 - shift
    return Broken(
        number, f"line {lines + line}, column {column}: {complaint(wrong)}", text[start : start + 120]
    )
