"""Times, lengths and shares told in words, without any markup."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

NOTHING = "–"
FAR = timedelta(days=14)  # from here on the date says it all


def sentence(reason: str) -> str:
    """A reason as a sentence begins; the name of a field before it stays as it is: "published_at is …"."""
    first = reason.partition(" ")[0]
    return reason if "_" in first else f"{reason[:1].upper()}{reason[1:]}"


def day(at: datetime) -> str:
    """A date in words in the current time zone: "14 March 2026"."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}"


def moment(at: datetime) -> str:
    """A date and time of day in the current time zone: "14 March 2026, 09:20"."""
    return f"{day(at)}, {timezone.localtime(at):%H:%M}"


def is_day(at: datetime) -> bool:
    """Whether a time stands for a day alone: dates read without a time of day are kept as midnight UTC."""
    return at.astimezone(UTC).time() == time.min


def stated_day(at: datetime) -> str:
    """The day that such a time stands for, the same in every zone: "14 March 2026"."""
    there = at.astimezone(UTC)
    return f"{there.day} {there:%B %Y}"


def is_far(at: datetime) -> bool:
    """Whether a time is two weeks away or more, before or after now."""
    return abs(timezone.now() - at) >= FAR


def _size(seconds: float) -> str:
    """A stretch of time in its largest unit: "50 min", "3 h", "2 days"."""
    if seconds < 3600:
        return f"{max(1, round(seconds / 60))} min"
    if seconds < 86400:
        return f"{int(seconds // 3600)} h"
    days = int(seconds // 86400)
    return f"{days} day{'s' if days > 1 else ''}"


def ago(at: datetime | None) -> str:
    """A time against now: "3 h ago", "in 20 min"; its date when it is far. `js/when.js` says the same."""
    if at is None:
        return NOTHING
    if is_far(at):
        return day(at)
    seconds = (timezone.now() - at).total_seconds()
    if abs(seconds) < 45:
        return "just now"
    return f"{_size(seconds)} ago" if seconds > 0 else f"in {_size(-seconds)}"


def duration(value: timedelta | float | None) -> str:
    """A length of time in its two largest units ("3 h 12 min") from a timedelta or seconds."""
    if value is None:
        return NOTHING
    seconds = abs(int(value.total_seconds() if isinstance(value, timedelta) else value))
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return f"{days} day{'s' if days > 1 else ''}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {minutes} min" if minutes else "")
    return f"{minutes} min" if minutes else f"{seconds} s"


def counted(noun: str, number: int) -> str:
    """A noun given in the plural as it stands after a number: "tasks" after 2, "task" after 1."""
    if number != 1:
        return noun
    return noun[:-2] if noun.endswith("ches") else noun.removesuffix("s")


def percent(part: float | None, whole: float | None) -> str:
    """A share: "63%". Rounds down, so that only the whole is 100%; a dash when there is no whole."""
    if part is None or not whole:
        return NOTHING
    share = 100 * part / whole
    return "<1%" if 0 < share < 1 else f"{int(share)}%"
