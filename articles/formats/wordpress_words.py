"""What WordPress writes in its own way: paragraphs without tags, shortcodes, times in a site's own zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from articles.formats.body_text import html_words
from articles.formats.dates import read_date

PUBLISHED = "publish"
ARTICLES = frozenset(("post", "page"))
_UNSET = "0000-00-00"
_STATUSES = {
    "draft": "a draft",
    "auto-draft": "an unsaved draft",
    "pending": "waiting for its review",
    "private": "private",
    "future": "scheduled, and not yet published",
    "trash": "in the trash",
    "inherit": "part of another post",
}
# Shortcodes that show media or another site's page, and no words of the article.
_MEDIA = re.compile(
    r"\[(gallery|playlist)\b[^\[\]]{0,2000}\]"
    r"|\[(embed|audio|video)\b[^\[\]]{0,2000}\](?:[^\[]{0,2000}\[/\2\])?"
)
_BLOCKS = "<!-- wp:"
_CAPTION = re.compile(r"\[(/?)caption\b[^\[\]]{0,2000}\]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_TAG_END = re.compile(r">[ \t]*\n")
_TAG_BEGIN = re.compile(r"\n[ \t]*<")
_LARGEST_OFFSET = timedelta(hours=14)


def refusal_of(kind: str, status: str, *, protected: bool) -> str:
    """Return why something of this type and status is not imported, or "": only published posts and pages."""
    if kind and kind not in ARTICLES:
        return f"it is no post or page but of type “{kind}”"
    if status and status != PUBLISHED:
        said = _STATUSES.get(status, f"of status “{status}”")
        return f"it is {said}; only published posts and pages are imported"
    return "it is protected by a password" if protected else ""


def post_words(markup: str) -> str:
    """Return the words of a post's content, in which blank lines part paragraphs and lines break lines.

    That is how WordPress shows what was written in its old editor; what is made of blocks has its own tags.
    """
    if _BLOCKS in markup:
        return html_words(markup)
    markup = _MEDIA.sub("", markup.replace("\r\n", "\n"))
    markup = _CAPTION.sub(r"<\1figure>", markup)
    broken = _TAG_BEGIN.sub(" <", _TAG_END.sub("> ", _BLANK_LINES.sub("<br><br>", markup)))
    return html_words(broken.replace("\n", "<br>"))


def site_time(local: str, universal: str, name: str) -> datetime | None:
    """Return a post's time in its site's zone: WordPress writes it once there and once in UTC, both bare.

    Without the UTC one, or where both make no zone, UTC is taken. ValueError names the field.
    """
    written = ["" if value.startswith(_UNSET) else value for value in (local.strip(), universal.strip())]
    try:
        here, there = (read_date(value) if value else None for value in written)
    except ValueError as wrong:
        raise ValueError(f"{name}: {wrong}") from wrong
    if here is None or there is None:
        return there or here
    offset = here.replace(tzinfo=UTC) - there.replace(tzinfo=UTC)
    if abs(offset) > _LARGEST_OFFSET or offset % timedelta(minutes=15):
        return there
    return there.astimezone(timezone(offset) if offset else UTC)
