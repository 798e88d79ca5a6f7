"""Read the dates that feeds and pages print (RFC 822, ISO 8601), keeping the zone they were written in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\d{4}-\d\d(-\d\d)?([T ]|$)|\d{8}(T|$)")  # the basic form, too: 20251028T140500Z
# RFC 822 section 5.1 names only North American zones beside GMT; feeds also write the others.
_RFC822_ZONES = frozenset(("GMT", "UT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"))
_ZONES = {"Z": "+0000", "UTC": "+0000", "WET": "+0000", "BST": "+0100", "CET": "+0100", "WEST": "+0100",
          "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "IST": "+0530", "JST": "+0900",
          "KST": "+0900", "AEST": "+1000", "AEDT": "+1100"}  # fmt: skip


def read_date(value: str) -> datetime:
    """Return an aware datetime in the zone that `value` names; without a zone it is taken as UTC.

    Raises ValueError naming the value when it is no date.
    """
    value = " ".join(value.split())
    try:
        moment = _iso(value) if _ISO.match(value) else _rfc822(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)  # year 1 or 9999 with a zone can leave the calendar
    except (ValueError, TypeError, OverflowError, IndexError) as wrong:
        raise ValueError(f"“{value[:60]}” is not a date") from wrong
    return moment


def _iso(value: str) -> datetime:
    if len(value) == len("2025-10"):
        value += "-01"
    # "+0900" and "Z" are read by 3.11; a space before the zone is not ISO but common.
    return datetime.fromisoformat(re.sub(r"(?<=\d) (?=(?:[+-]\d\d|Z))", "", value))


def _rfc822(value: str) -> datetime:
    head, _, zone = value.rpartition(" ")
    if zone.isalpha() and zone.upper() in _ZONES:
        value = f"{head} {_ZONES[zone.upper()]}"
    elif zone.isalpha() and zone.upper() not in _RFC822_ZONES:
        raise ValueError(f"unknown zone {zone}")
    return parsedate_to_datetime(value)
