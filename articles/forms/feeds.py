"""The form of a feed: where it is, how it is read, and when. The API checks what it is sent by it too."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from articles import payload
from articles.drop_folder import DONE, REFUSED
from articles.formats import FORMATS, LABELS
from articles.models import Feed
from factcheck.fetching import FetchRefused, ensure_fetchable

LONGEST_MINUTES = 7 * 24 * 60
MOST_TIMES = 24
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)


class TimesField(forms.CharField):
    """Times of day, such as `06:00, 18:30`; cleans to a sorted list without repeats."""

    def clean(self, value: Any) -> list[time]:
        """Return the times. Raises ValidationError naming what is none."""
        words = [word for word in re.split(r"[\s,;]+", super().clean(value)) if word]
        found = [_TIME.fullmatch(word) for word in words]
        wrong = [word for word, match in zip(words, found, strict=True) if not match]
        if wrong:
            raise ValidationError(f"“{wrong[0][:20]}” is not a time of day such as 06:30.")
        times = {time(int(match[1]), int(match[2])) for match in found if match}
        if len(times) > MOST_TIMES:
            raise ValidationError(f"{len(times)} times a day are too many: at most {MOST_TIMES}.")
        return sorted(times)

    def prepare_value(self, value: Any) -> Any:
        """Return the times as the field shows them."""
        return ", ".join(f"{at:%H:%M}" for at in value) if isinstance(value, list) else value


class FeedForm(forms.Form):
    """What an editor says of a feed; `cleaned_data` are the fields that `feeds.add` takes."""

    source_name = forms.CharField(
        label="Publisher", max_length=200, help_text="For articles that do not name their own."
    )
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=2000,
        help_text="The address of the feed, with http:// or https://. Leave it empty for a drop folder.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    folder = forms.CharField(
        label="Drop folder",
        required=False,
        max_length=300,
        help_text="A folder on the server, below the desk's own. Its files are imported, then moved aside.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    format = forms.ChoiceField(
        label="Format", choices=[(name, LABELS.get(name, name)) for name in FORMATS], initial="auto"
    )
    full_text = forms.BooleanField(
        label="Fetch each article's own page",
        required=False,
        help_text="For feeds that hold only the beginning of each article. Pages of sitemaps always are.",
    )
    every = forms.IntegerField(
        label="Every so many minutes",
        required=False,
        min_value=1,
        max_value=LONGEST_MINUTES,
        initial=60,
        help_text="Leave it empty to run at times of day instead.",
    )
    daily_at = TimesField(
        label="Daily at", required=False, max_length=300, help_text="Times of day, such as 06:00, 18:30."
    )
    zone = forms.CharField(label="Time zone of these times", max_length=64, required=False)

    def clean_url(self) -> str:
        """Return the address in its normal form. Raises ValidationError for one that is never fetched."""
        url: str = self.cleaned_data["url"]
        try:
            return ensure_fetchable(url) if url else ""
        except FetchRefused as refused:
            raise ValidationError(f"{str(refused)[:1].upper()}{str(refused)[1:]}.") from refused

    def clean_folder(self) -> str:
        """Return the folder. Raises ValidationError for a path that leads out, or where there is no root."""
        folder: str = self.cleaned_data["folder"]
        if folder and not settings.IMPORT_FOLDERS:
            raise ValidationError("This server has no drop folders: its setting IMPORT_FOLDERS is empty.")
        parts = folder.split("/") if folder else []
        if any(part in {"", ".", ".."} for part in parts):
            raise ValidationError("Name a folder below the desk's own, such as wire/agency.")
        if {DONE, REFUSED} & set(parts):
            raise ValidationError(f"Folders called {DONE} and {REFUSED} are for files that were imported.")
        return folder

    def clean_zone(self) -> str:
        """Return the zone, the site's own for none. Raises ValidationError for a name that is no zone's."""
        zone: str = self.cleaned_data["zone"] or settings.TIME_ZONE
        if zone not in available_timezones():
            raise ValidationError(f"“{zone}” is not a time zone such as Europe/Oslo.")
        return zone

    def clean(self) -> dict[str, Any]:
        """Ask for text that can be stored, exactly one place and exactly one schedule."""
        given = self.cleaned_data
        for name, value in given.items():
            if isinstance(value, str) and payload.storable(value, len(value)) != value:
                self.add_error(name, "Holds a character that is not text.")
        if not self.errors.keys() & {"url", "folder"} and bool(given["url"]) == bool(given["folder"]):
            self.add_error("url", "Give either an address or a drop folder, and not both.")
        if not self.errors.keys() & {"every", "daily_at"} and bool(given["every"]) == bool(given["daily_at"]):
            self.add_error("every", "Give either minutes or times of day, and not both.")
        return given


def form_values(feed: Feed) -> dict[str, Any]:
    """Return what the form of an existing feed shows."""
    return {name: getattr(feed, name) for name in FeedForm.base_fields}
