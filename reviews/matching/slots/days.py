"""When: days, months and years as they are named, with the weekday they imply."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots.token import Span

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT: Final = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NUMBER_OF: Final = _MONTHS | _SHORT
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:1[6-9]|2[01])\d\d)\b(?!%)"
_FULL: Final = "|".join(name.title() for name in _MONTHS)
_SHAPES: Final = (
    re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(r"\b(?:the )?(?P<decade>(?:1[6-9]|2[01])\d0)['’]?s\b"),
    re.compile(r"\b(?:the )?(?P<century>1[0-9]|2[01])(?:st|th)[ -]century\b"),
    re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY}\b(?!\.?\d|[ ]?%)(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_FULL})\b"),
    re.compile(r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"),
    re.compile(
        rf"(?:\b(?P<before>in|since|by|until|from|of|during|to|before|after|early|late|mid)[ -]"
        rf"|[(,] ?){_YEAR}"
        r"(?! (?:people|tonnes|men|women|workers|cases|jobs|homes))",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_YEAR}(?=['’]s\b| \w+ (?:was|were|is|law|act|report|election))"),
)


_BETWEEN: Final = frozenset({", ", " ", " the ", ", the ", " ("})


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month, year or weekday; what is not said is None."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    role: str
    span: Span
    years: int = 1  # how many from `year` on: 10 for the 1930s, 100 for a century


def days(text: str) -> list[Day]:
    """Return the dates of `text` in order. Relative ones (yesterday) say nothing without a calendar."""
    found: list[Day] = []
    free = list(text)
    for shape in _SHAPES:
        for match in shape.finditer("".join(free)):
            day = _day(text, match)
            if day is not None:
                found.append(day)
            free[match.start() : match.end()] = "\0" * (match.end() - match.start())
    return _joined(text, sorted(found, key=lambda day: day.span.start))


def _joined(text: str, found: list[Day]) -> list[Day]:
    """Return the dates with each weekday joined to the date beside it: “Friday, 9 January”."""
    joined: list[Day] = []
    for day in found:
        before = joined[-1] if joined else None
        if before and text[before.span.end : day.span.start] in _BETWEEN and _complete(before, day):
            start, end = before.span.start, day.span.end
            joined[-1] = Day(
                day.year or before.year,
                day.month or before.month,
                day.day or before.day,
                before.weekday if day.weekday is None else day.weekday,
                before.role,
                Span(start, end, text[start:end]),
            )
        else:
            joined.append(day)
    return joined


def _complete(a: Day, b: Day) -> bool:
    """Return whether one is a weekday alone and the other has none."""
    return (a.weekday is None) != (b.weekday is None) and (a.day is None) != (b.day is None)


def can_be_one(a: Day, b: Day) -> bool:
    """Return whether two dates can name one day: nothing that both say differs, weekdays included."""
    if a.year and b.year and not (a.year < b.year + b.years and b.year < a.year + a.years):
        return False
    pairs = (a.month, b.month), (a.day, b.day), (_weekday(a), _weekday(b))
    return all(first is None or second is None or first == second for first, second in pairs)


def share_a_part(a: Day, b: Day) -> bool:
    """Return whether there is a part that both say, so that they can be compared at all."""
    return (
        (a.year is not None and b.year is not None)
        or (a.month is not None and b.month is not None)
        or (_weekday(a) is not None and _weekday(b) is not None)
    )


def _weekday(day: Day) -> int | None:
    if day.weekday is None and day.year and day.month and day.day:
        return datetime.date(day.year, day.month, day.day).weekday()
    return day.weekday


def _day(text: str, match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    month, day, year = parts.get("month"), parts.get("day"), parts.get("year") or parts.get("decade")
    if century := parts.get("century"):
        year = str(100 * (int(century) - 1) + 1)
    number = None if month is None else _NUMBER_OF.get(month.lower()) or int(month)
    first = match.start("year") if "before" in parts else match.start()
    end = match.end("year") if "before" in parts else match.end()
    if number is not None and day is not None and not _exists(int(year or 2024), number, int(day)):
        return None
    weekday = parts.get("weekday")
    return Day(
        int(year) if year else None,
        number,
        int(day) if day else None,
        None if weekday is None else [name.lower() for name in calendar.day_name].index(weekday.lower()),
        _role(text, first),
        Span(first, end, text[first:end]),
        100 if century else 10 if parts.get("decade") else 1,
    )


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _role(text: str, start: int) -> str:
    """Return the preposition that leads to the date: since, until, by, before, after; else nothing."""
    before = re.search(
        r"\b(since|until|till|by|before|after|to)\s+(?:early |late |mid-)?\Z", text[:start], re.I
    )
    return before[1].lower() if before else ""
