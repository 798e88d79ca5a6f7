"""When a feed runs next: by interval or times of day, after failures, and when its server says so. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

FAILURES_TO_PAUSE: Final = 10
FIRST_RETRY: Final = timedelta(minutes=5)
LONGEST_RETRY: Final = timedelta(hours=24)
# What a server asks for in Retry-After is kept within these: not at once, and not for ever.
SHORTEST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(days=7)


def next_run(now: datetime, *, every: int | None, daily_at: Sequence[time], zone: str) -> datetime:
    """Return the next time after `now` (with its zone): `every` minutes on, or the next of the times of day.

    A time of day that the clocks skip in spring counts as many minutes after the skip began; one that they
    repeat in autumn is meant the first time. Raises ValueError where neither is given.
    """
    if every is not None:
        return now + timedelta(minutes=every)
    if not daily_at:
        raise ValueError("a schedule needs an interval or a time of day")
    local = ZoneInfo(zone)
    today = now.astimezone(local).date()
    days = (today + timedelta(days=ahead) for ahead in range(3))
    moments = [datetime.combine(day, at, local).astimezone(UTC) for day in days for at in daily_at]
    return min(moment for moment in moments if moment > now)


def retry_delay(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row: 5 min, 10, 20, … at most a day."""
    doublings = min(max(failures, 1) - 1, 20)
    doubled: timedelta = FIRST_RETRY * 2**doublings
    return min(doubled, LONGEST_RETRY)


def asked_delay(retry_after: str, now: datetime) -> timedelta | None:
    """Return what a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or a date); None for neither.

    What it asks for is kept between a minute and seven days.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        asked = timedelta(seconds=min(int(text[:12]), int(LONGEST_WAIT.total_seconds())))
    else:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        asked = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)


def spoken(*, every: int | None, daily_at: Sequence[time], zone: str) -> str:
    """Return the schedule in words: `every 2 h`, `daily at 06:00 and 18:30, Europe/Oslo`."""
    if every is None:
        times = [f"{at:%H:%M}" for at in sorted(daily_at)]
        return f"daily at {' and '.join(filter(None, [', '.join(times[:-1]), times[-1]]))}, {zone}"
    if every % 1440 == 0:
        return "every day" if every == 1440 else f"every {every // 1440} days"
    if every % 60 == 0:
        return "every hour" if every == 60 else f"every {every // 60} h"
    return "every minute" if every == 1 else f"every {every} min"
