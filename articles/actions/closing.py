"""Closing a fetch once its run is finished: a folder's files go to `done` or `refused`, with their reason."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote_to_bytes

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from articles import drop_folder, payload
from articles.actions import attempts, feeds, gathering
from articles.models import Feed, FeedFetch, ImportItem, ImportRun
from factcheck import states

MOST_REASONS: Final = 100
_NOT_TAKEN: Final = (ImportItem.Outcome.REFUSED, ImportItem.Outcome.CANCELLED)
_UNREAD: Final = "the import ended before this file was read"


def close(fetch_id: int) -> bool:
    """Close a fetch whose run is finished; return whether this call did it. May run twice, and after a kill.

    A file that was moved before, or that somebody replaced since it was read, is left as it is. A feed whose
    files cannot be moved is paused with the reason: it would import them again and again.
    """
    with attempts.attempt(ready(), fetch_id) as attempt:
        if attempt is None:
            return False
        fetch = FeedFetch.objects.select_related("feed__desk", "run").get(pk=fetch_id)
        failed = _move_files(fetch) if fetch.feed.folder else ""
        with transaction.atomic():
            if failed:
                _pause(fetch.feed, failed)
            states.move(fetch, FeedFetch.State.DONE, finished_at=Now(), reason=failed or fetch.reason)
        return True


def ready() -> QuerySet[FeedFetch]:
    """Return the fetches whose run is finished, or gone, and that are not closed."""
    unfinished = ImportRun.objects.filter(pk=OuterRef("run"), finished_at__isnull=True)
    return FeedFetch.objects.filter(~Exists(unfinished), state=FeedFetch.State.IMPORTING)


def _pause(feed: Feed, reason: str) -> None:
    now = feeds.locked(feed.pk)
    Feed.objects.filter(pk=feed.pk).update(failures=now.failures + 1, last_error=reason)
    if not now.is_paused:
        feeds.pause(now, by=None, reason=reason)


def _move_files(fetch: FeedFetch) -> str:
    """Move each file of the fetch aside; return why some could not be moved, or ""."""
    parts = gathering.folder_parts(fetch.feed)
    failed = []
    for each in fetch.files:
        name = os.fsdecode(unquote_to_bytes(each["path"]))
        to, note = _verdict(fetch.run, each["name"])
        try:
            drop_folder.move_aside(gathering.root(), parts, name, each["stamp"], to, note)
        except (drop_folder.FolderRefused, OSError) as error:
            failed.append(f"{each['name']} could not be moved to {to}: {error}")
    return payload.storable("; ".join(failed), 1000)


def _verdict(run: ImportRun | None, name: str) -> tuple[str, str]:
    """Return the folder for a file of the run, and what is to stand beside it."""
    items = ImportItem.objects.filter(Q(file__name=name) | Q(file__isnull=True, locator=name), run=run)
    refused = items.filter(outcome__in=_NOT_TAKEN).order_by("pk")
    note = _note(refused.values_list("locator", "reason")[:MOST_REASONS])
    taken = items.exclude(outcome__in=_NOT_TAKEN).exclude(state=ImportItem.State.PENDING)
    if taken.exists():
        return drop_folder.DONE, note
    return drop_folder.REFUSED, note or _UNREAD


def _note(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{locator}: {reason}\n" for locator, reason in rows)
