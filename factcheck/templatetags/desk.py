"""The desk's words in templates: states, times, key caps, explanations, bars and charts."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.templatetags import drawing, telling

register = template.Library()
register.filter("ago", telling.ago)
register.filter("duration", telling.duration)
register.filter("percent", telling.percent)
register.filter("counted", telling.counted)
register.filter("sentence", telling.sentence)

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
# What became of a quoted passage: the state that it is shown in, and the words.
CITATION_STATUS = {
    "found": ("confirmed", "quote found"),
    "drifted": ("disputed", "page has changed since"),
    "missing": ("change", "quote not in the page"),
    "unreachable": ("unproven", "page cannot be reached"),
    "offline": ("none", "offline source"),
    "pending": ("work", "being captured"),
}
CAPS = {"Control": "Ctrl", "Enter": "↵", "Escape": "Esc", "Shift": "⇧"}
MARK = re.compile(r"\[(\d{1,3})\]")
BREAK = SafeString("<br>")


def _known(state: str) -> tuple[str, str]:
    """The words and the glyph of a state; ValueError names a state that is not in the vocabulary."""
    if state not in STATES:
        raise ValueError(f"unknown state {state!r}: one of {', '.join(STATES)}")
    return STATES[state]


def _counted(state: str, count: int) -> str:
    """A count of a state in words: "3 waiting for approval"."""
    words = "waiting for approval" if state == "waiting" else _known(state)[0].lower()
    return f"{count:,} {words}"


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
    words = _known(name)[0]
    return format_html('<span class="state {}">{}</span>', name, label or words)


@register.simple_tag
def citation_state(status: str) -> SafeString:
    """What became of a quoted passage: found, drifted, missing, unreachable, offline or pending."""
    if status not in CITATION_STATUS:
        raise ValueError(f"unknown citation status {status!r}: one of {', '.join(CITATION_STATUS)}")
    return state(*CITATION_STATUS[status])


@register.simple_tag
def when(at: datetime | None, mode: str = "ago") -> SafeString:
    """A `<time>`: relative (`ago`), absolute (`at`) or both; the browser puts it into the reader's zone.

    `stated` is for what a source says of itself: absolute, and a day without a time of day stays that day.
    """
    if mode not in ("ago", "at", "both", "stated"):
        raise ValueError(f"unknown mode {mode!r}: one of ago, at, both, stated")
    if at is None:
        return format_html("<span>{}</span>", telling.NOTHING)
    if mode == "stated":
        if telling.is_day(at):
            date = at.astimezone(UTC).date().isoformat()
            return format_html('<time datetime="{}">{}</time>', date, telling.stated_day(at))
        mode = "at"
    full, local = telling.moment(at), timezone.localtime(at)
    both = full if telling.is_far(at) else f"{telling.ago(at)} · {full}"
    shown = {"ago": telling.ago(at), "at": full, "both": both}[mode]
    markup = '<time datetime="{}" data-when="{}" title="{} {}">{}</time>'
    return format_html(markup, local.isoformat(timespec="seconds"), mode, full, f"{local:%Z}", shown)


@register.filter
def rating_key(place: int) -> str:
    """The key of the rating at a place from 0 on, as keys stand on a keyboard; empty after the eleventh."""
    return "1234567890-"[place : place + 1]


@register.simple_tag
def kbd(keys: str) -> SafeString:
    """Key caps as the keyboard layer writes them: `Control+Enter` → `Ctrl ↵`, `g q` → `g q`."""
    caps = " ".join(CAPS.get(part, part) for part in keys.replace("+", " ").split())
    return format_html("<kbd>{}</kbd>", caps)


def _reference(number: str, prefix: str) -> SafeString:
    """A mark `[n]` as a link to its citation."""
    return format_html('<a class="ref" href="#{}citation-{}">[{}]</a>', prefix, number, number)


def _line(text: str, prefix: str) -> SafeString:
    """One line of an explanation, escaped, each `[n]` a link."""
    pieces = MARK.split(text)  # words and numbers by turns, words at both ends
    linked = (piece if turn % 2 == 0 else _reference(piece, prefix) for turn, piece in enumerate(pieces))
    return format_html_join("", "{}", ((piece,) for piece in linked))


def _paragraph(text: str, prefix: str) -> SafeString:
    """One paragraph of an explanation with its line breaks kept."""
    return format_html_join(BREAK, "{}", ((_line(line, prefix),) for line in text.split("\n")))


@register.filter
def explanation(text: str, prefix: str = "") -> SafeString:
    """An editor's reasons as safe HTML: paragraphs at blank lines, `[n]` linked to `#<prefix>citation-n`."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return format_html_join("", "<p>{}</p>", ((_paragraph(part, prefix),) for part in parts if part))


@register.inclusion_tag("components/coverage.html")
def coverage(counts: Mapping[str, int], *, legend: bool = False, small: bool = False) -> dict[str, Any]:
    """The bar of `{state: count}`: segments in a fixed order, told in words for who cannot see it."""
    for name in counts:
        _known(name)
    parts = drawing.segments(counts)
    labels = [(part.state, _counted(part.state, part.count)) for part in parts]
    words = ", ".join(label for _, label in labels) or "nothing yet"
    return {"parts": parts, "words": words, "labels": labels, "legend": legend, "small": small}


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
    top = drawing.ceiling(columns)
    return {"columns": columns, "top": top, "heads": heads, "table": table, "title": title, "unit": unit}


@register.inclusion_tag("components/progress.html")
def progress_bar(done: int, total: int, label: str) -> dict[str, Any]:
    """A progress bar with its counts; `total` 0 means that the amount is not known yet."""
    told = f"{done:,} of {total:,} · {telling.percent(done, total)}" if total else f"{done:,} so far"
    return {"done": done, "total": total, "label": label, "told": told}
