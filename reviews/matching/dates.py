"""The dates in a text, each in one spelling, and the text without them."""

from __future__ import annotations

import calendar
import re
from typing import Final

_MONTHS: Final = tuple(name.lower() for name in calendar.month_name[1:])
_NUMBER_OF: Final = {
    **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
_MONTH: Final = "(?P<month>" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>[12]\d{3})\b"
_WEEKDAY: Final = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
# A bare month counts only with its capital: “may” and “march” are verbs too.
_SHAPES: Final = (
    re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY}\b(?!\.?\d)(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<month>" + "|".join(name.title() for name in _MONTHS) + r")\b"),
    re.compile(rf"\b{_WEEKDAY}", re.IGNORECASE),
)


def take_dates(text: str) -> tuple[list[str], str]:
    """Return the dates of `text`, such as `2025-10-28`, `10-28`, `2025-10`, `May`, `Tuesday`; and the rest.

    English names of months and weekdays, and ISO dates. A year alone is a number of the rest.
    """
    found: list[str] = []
    for shape in _SHAPES:
        found += [_spell(date) for date in shape.finditer(text)]
        text = shape.sub(" ", text)
    return found, text


def _spell(date: re.Match[str]) -> str:
    parts = date.groupdict()
    if parts.get("weekday"):
        return parts["weekday"].title()
    month, day, year = parts["month"].lower(), parts.get("day"), parts.get("year")
    number = _NUMBER_OF[month] if month in _NUMBER_OF else int(month)
    if not day and not year:
        return month.title()
    return "-".join(part for part in (year, f"{number:02}", f"{int(day):02}" if day else None) if part)
