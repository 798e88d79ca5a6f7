"""Reads the dates that articles print about themselves: “October 28, 2025 at 3:05 pm GMT”, ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH: Final = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME: Final = (
    r"(?:,? {0,2}(?:at |[-–—|] ?)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
    r" ?\(?(?P<zone>[A-Z]{1,4}|[+-]\d\d:?\d\d)?\)?)?"
)
_WEEKDAY: Final = r"(?:[A-Za-z]{3,9}day,? |[A-Z][a-z]{2}, )?"
_SHAPES: Final = (
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? (?P<year>\d{{4}}){_TIME}$"),
    re.compile(rf"{_WEEKDAY}{_DAY} {_MONTH},? (?P<year>\d{{4}}){_TIME}$"),
)
# Hours from UTC. IST, CST of China and the like are left out: their letters mean more than one zone.
_ZONES: Final = {
    "": 0, "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "JST": 9, "KST": 9,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


def read_prose_date(words: str) -> datetime | None:
    """Return an aware datetime, or None when `words` is no date or not a sure one.

    A date with no time of day is midnight UTC, and a time with no zone is UTC; days and months given as
    numbers with slashes are not read, because their order differs between countries.
    """
    words = " ".join(words.split()).rstrip(".")
    if re.match(r"\d{4}-\d\d-\d\d", words):
        return _iso(words)
    for shape in _SHAPES:
        match = shape.match(words)
        if match:
            return _moment(match)
    return None


def _iso(words: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(words.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(match: re.Match[str]) -> datetime | None:
    month, zone = _month(match["month"].lower()), _zone(match["zone"] or "")
    if not month or zone is None:
        return None
    hour = int(match["hour"] or 0)
    half = (match["half"] or "").replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif match["hour"] and not match["minute"]:
        return None
    try:
        return datetime(
            int(match["year"]),
            month,
            int(match["day"]),
            hour,
            int(match["minute"] or 0),
            tzinfo=zone,
        )
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12 for a month's name or its first letters, three at least; 0 for another word."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _zone(name: str) -> timezone | None:
    if name[:1] in {"+", "-"}:
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return (
            timezone(timedelta(minutes=minutes if name[0] == "+" else -minutes))
            if minutes < 24 * 60
            else None
        )
    return None if name not in _ZONES else timezone(timedelta(hours=_ZONES[name])) if _ZONES[name] else UTC
