"""The desk's limits on what is imported, as its settings say them; docs/imports.md lists them."""

from __future__ import annotations

from django.conf import settings

from articles.formats import Limits


def limits() -> Limits:
    """Return the limits that every import of this installation keeps."""
    return Limits(
        file=settings.IMPORT_MAX_BYTES,
        stream=settings.IMPORT_MAX_STREAM_BYTES,
        row=settings.IMPORT_MAX_ROW_BYTES,
        characters=settings.IMPORT_MAX_CHARACTERS,
        depth=settings.IMPORT_MAX_DEPTH,
        entries=settings.IMPORT_MAX_ENTRIES,
        items=settings.IMPORT_MAX_ITEMS,
        inflated=settings.IMPORT_MAX_INFLATED_BYTES,
        ratio=settings.IMPORT_MAX_RATIO,
        seconds=settings.IMPORT_MAX_SECONDS,
        file_seconds=settings.IMPORT_MAX_FILE_SECONDS,
    )
