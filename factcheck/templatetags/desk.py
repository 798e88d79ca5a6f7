"""The desk's words in templates: states, times, key caps, explanations, bars and charts."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.templatetags import drawing

register = template.Library()

# One vocabulary for proof, queue, report, chart and print: the words, and the glyph where only text can go.
STATES: dict[str, tuple[str, str]] = {
    "open": ("Open", "○"),
    "work": ("In work", "◐"),
    "waiting": ("Waits for approval", "◎"),
    "confirmed": ("Confirmed", "✓"),
    "change": ("Must change", "✕"),
    "unproven": ("Cannot be confirmed", "?"),
    "disputed": ("Disputed", "≠"),
    "none": ("Not checkable", "–"),
}
CAPS = {"Control": "Ctrl", "Enter": "↵", "Escape": "Esc", "Shift": "⇧", " ": "Space"}
MARK = re.compile(r"\[(\d{1,3})\]")
CITATION_STATUS = {
    "found": ("confirmed", "quote found"),
    "drifted": ("disputed", "page has changed since"),
    "missing": ("change", "quote not in the page"),
    "unreachable": ("unproven", "page cannot be reached"),
    "offline": ("none", "offline source"),
    "pending": ("work", "being captured"),
}


def _known(state: str) -> tuple[str, str]:
    """The words and the glyph of a state; ValueError names a state that is not in the vocabulary."""
    if state not in STATES:
        raise ValueError(f"unknown state {state!r}: one of {', '.join(STATES)}")
    return STATES[state]


def _counted(state: str) -> str:
    """The words for a state after a number: "3 waiting for approval"."""
    return "waiting for approval" if state == "waiting" else _known(state)[0].lower()


@register.filter
def state_label(state: str) -> str:
    """The words for a state: `open` → "Open"."""
    return _known(state)[0]


@register.filter
def glyph(state: str) -> str:
    """The one character of a state, for titles, exports and plain text."""
    return _known(state)[1]


@register.simple_tag
def state(name: str, label: str = "") -> SafeString:
    """A state label with its colour and glyph; `label` replaces the state's own words."""
    return format_html('<span class="state {}">{}</span>', name, label or _known(name)[0])


@register.simple_tag
def citation_state(status: str) -> SafeString:
    """What became of a quoted passage: found, drifted, missing, unreachable, offline or pending."""
    if status not in CITATION_STATUS:
        raise ValueError(f"unknown citation status {status!r}: one of {', '.join(CITATION_STATUS)}")
    return state(*CITATION_STATUS[status])


@register.filter
def duration(value: timedelta | float | None) -> str:
    """A length of time in its two largest units ("3 h 12 min") from a timedelta or seconds."""
    if value is None:
        return "–"
    seconds = int(value.total_seconds() if isinstance(value, timedelta) else value)
    days, rest = divmod(abs(seconds), 86400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    if days:
        return f"{days} day{'s' if days > 1 else ''}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {minutes} min" if minutes else "")
    return f"{minutes} min" if minutes else f"{left} s"


@register.filter
def ago(at: datetime | None) -> str:
    """A time against now: "3 h ago", "in 20 min"; a date from two weeks on. `static/js/when.js` says the same."""
    if at is None:
        return "–"
    seconds = (timezone.now() - at).total_seconds()
    size = abs(seconds)
    if size < 45:
        return "just now"
    if size >= 14 * 86400:
        return day(at)
    if size < 3600:
        words = f"{max(1, round(size / 60))} min"
    elif size < 86400:
        words = f"{int(size // 3600)} h"
    else:
        days = int(size // 86400)
        words = f"{days} day{'s' if days > 1 else ''}"
    return f"{words} ago" if seconds > 0 else f"in {words}"


def day(at: datetime) -> str:
    """A date in words in the current time zone: "14 March 2026"."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}"


@register.simple_tag
def when(at: datetime | None, mode: str = "ago") -> SafeString:
    """A `<time>`: relative (`ago`), absolute (`at`) or both; the browser puts it into the reader's zone."""
    if mode not in ("ago", "at", "both"):
        raise ValueError(f"unknown mode {mode!r}: one of ago, at, both")
    if at is None:
        return format_html("<span>–</span>")
    local = timezone.localtime(at)
    full = f"{day(at)}, {local:%H:%M}"
    shown = {"ago": ago(at), "at": full, "both": f"{ago(at)} · {full}"}[mode]
    return format_html(
        '<time datetime="{}" data-when="{}" title="{} {}">{}</time>',
        local.isoformat(timespec="seconds"), mode, full, f"{local:%Z}", shown,
    )  # fmt: skip


@register.filter
def percent(part: float | None, whole: float | None) -> str:
    """A share in words: "63%". Rounds down, so that only the whole is 100%; "–" when there is no whole."""
    if part is None or not whole:
        return "–"
    share = 100 * part / whole
    return "<1%" if 0 < share < 1 else f"{int(share)}%"


@register.simple_tag
def kbd(keys: str) -> SafeString:
    """Key caps as the keyboard layer writes them: `Control+Enter` → `Ctrl ↵`, `g q` → `g q`."""
    caps = " ".join(CAPS.get(part, part) for part in keys.replace("+", " ").split()) or keys
    return format_html("<kbd>{}</kbd>", caps)


def _line(text: str, prefix: str) -> SafeString:
    """One line of an explanation, escaped, each `[n]` a link to its citation."""
    pieces = MARK.split(text)
    return format_html_join(
        "",
        "{}{}",
        (
            (plain, format_html('<a class="ref" href="#{}citation-{}">[{}]</a>', prefix, mark, mark) if mark else "")
            for plain, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True)
        ),
    )


@register.filter
def explanation(text: str, prefix: str = "") -> SafeString:
    """An editor's reasons as safe HTML: paragraphs at blank lines, `[n]` linked to `#<prefix>citation-n`."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if part.strip()]
    return format_html_join(
        "",
        "<p>{}</p>",
        (
            (format_html_join(format_html("<br>"), "{}", ((_line(line, prefix),) for line in part.split("\n"))),)
            for part in paragraphs
        ),
    )


@register.inclusion_tag("components/coverage.html")
def coverage(counts: Mapping[str, int], *, legend: bool = False, small: bool = False) -> dict[str, Any]:
    """The coverage bar of `{state: count}`: segments in a fixed order, told in words for who cannot see it."""
    for name in counts:
        _known(name)
    parts = drawing.segments(counts)
    labels = [(part.state, f"{part.count} {_counted(part.state)}") for part in parts]
    words = ", ".join(label for _, label in labels)
    return {"parts": parts, "words": words or "nothing yet", "labels": labels, "legend": legend, "small": small}


@register.inclusion_tag("components/column_chart.html")
def column_chart(rows: Sequence[Mapping[str, Any]], title: str, *, unit: str = "") -> dict[str, Any]:
    """Columns over `rows` (`label`, and `value` or `values` by state) with the table of the same figures."""
    used = [name for name in STATES if any(name in row.get("values", {}) for row in rows)]
    columns = drawing.columns(rows)
    table = [
        (row["label"], [row.get("values", {}).get(name, 0) for name in used], column.total)
        for row, column in zip(rows, columns, strict=True)
    ]
    heads = [(name, STATES[name][0]) for name in used]
    return {"columns": columns, "top": drawing.ceiling(columns), "heads": heads, "table": table, "title": title, "unit": unit}


@register.inclusion_tag("components/progress.html")
def progress_bar(done: int, total: int, label: str) -> dict[str, Any]:
    """A progress bar with its counts; `total` 0 means that the amount is not known yet."""
    told = f"{done:,} of {total:,} · {percent(done, total)}" if total else f"{done:,} so far"
    return {"done": done, "total": total, "label": label, "told": told}
