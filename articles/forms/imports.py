"""The upload form: files of articles, their format, and whose they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.actions.importing import IncomingFile
from articles.actions.opening import open_uploads
from articles.formats import LABELS
from articles.formats.parsed import Refusal
from articles.models import ImportItem, ImportRun

# One upload is held in memory until its bytes are stored.
MOST_AT_ONCE = 20 * settings.IMPORT_MAX_BYTES


class FilesInput(forms.ClearableFileInput):
    """A file field of a browser that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more uploaded files; cleans to a list. Empty files pass: the import refuses each by name."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files. Raises ValidationError where there is none, or too much in all."""
        files = [file for file in data or [] if file]
        if not files:
            raise ValidationError("Choose at least one file to import.")
        size = sum(file.size or 0 for file in files)
        if size > MOST_AT_ONCE:
            raise ValidationError(
                f"These files have {size:,} bytes in all; one upload takes at most {MOST_AT_ONCE:,}."
            )
        return files


class UploadForm(forms.Form):
    """What an editor hands over."""

    upload = FilesField(label="Files")
    source = forms.CharField(
        label="Publisher",
        required=False,
        max_length=ImportRun.source_name.field.max_length,
        help_text="For articles that do not name their own.",
    )
    format = forms.ChoiceField(label="Format", choices=list(LABELS.items()))

    def incoming(self) -> tuple[list[IncomingFile], list[Refusal]]:
        """Return the files to read, and the refusals of those that are too large to be read at all."""
        return open_uploads(self.cleaned_data["upload"], format=self.cleaned_data["format"])


class ItemFilter(forms.Form):
    """Which items of a run are shown, in the address."""

    outcome = forms.ChoiceField(
        required=False,
        choices=[("all", "All"), ("pending", "Pending"), *ImportItem.Outcome.choices],
    )
