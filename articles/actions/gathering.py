"""Gathering: ask a feed's address, or look into its folder, and say what came. Nothing is written."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from django.conf import settings

from articles import drop_folder, schedule
from articles.actions import feeds
from articles.actions.handing_over import IncomingFile, size_objection
from articles.drop_folder import Stamp
from articles.models import Feed, FeedFetch
from factcheck.fetching import Fetched, FetchFailed, FetchRefused, Limits, fetch

Outcome = FeedFetch.Outcome

# At most so much of a folder is taken at a time; the next look takes the rest.
MOST_FOLDER_BYTES: Final = 50_000_000
_OK, _NOT_MODIFIED, _GONE = 200, 304, 410
_ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_VALIDATOR: Final = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What one look at a feed brought: `files` to import, or the reason why there are none.

    `taught` are fields of the feed to remember; `wait` is what the server asked for; `stamps` are those of
    the files taken from a folder, `strange` its names that are no files; `unsettled` counts those left for
    the next look. `gone` says that the server wants nobody to come again.
    """

    outcome: FeedFetch.Outcome
    reason: str = ""
    status: int | None = None
    size: int = 0
    ms: int = 0
    files: list[IncomingFile] = field(default_factory=list)
    taught: dict[str, object] = field(default_factory=dict)
    wait: timedelta | None = None
    gone: bool = False
    stamps: dict[str, Stamp] = field(default_factory=dict)
    strange: dict[str, str] = field(default_factory=dict)
    unsettled: int = 0


def gather(feed: Feed, *, afresh: bool = False) -> Gathered:
    """Return what is at the feed's place now; `afresh` asks for all of it, however little has changed."""
    begun = time.monotonic()
    found = _from_folder(feed, afresh=afresh) if feed.folder else _from_address(feed, afresh=afresh)
    return replace(found, ms=round(1000 * (time.monotonic() - begun)))


def folder_parts(feed: Feed) -> list[str]:
    """Return the folders from the root of all drop folders to the feed's own: the first is its desk's."""
    return [feed.desk.slug, *feed.folder.split("/")]


def root() -> Path:
    """Return the root of the drop folders. Raises FolderRefused where none is set."""
    if not settings.IMPORT_FOLDERS:
        raise drop_folder.FolderRefused("no root of drop folders is set (IMPORT_FOLDERS)")
    return Path(settings.IMPORT_FOLDERS)


def _from_address(feed: Feed, *, afresh: bool) -> Gathered:
    limits = Limits(seconds=settings.FETCH_SECONDS)
    headers = {"User-Agent": "FactcheckDesk/1 (feed reader)", "Accept": _ACCEPT}
    if not afresh:
        headers |= _conditions(feed)
    try:
        found = fetch(feed.moved_to or feed.url, headers=headers, limits=limits)
    except FetchRefused as refused:
        return Gathered(outcome=Outcome.REFUSED, reason=str(refused), taught={"moved_to": ""})
    except FetchFailed as failed:
        return _failed(failed)
    return _answered(feed, found, afresh=afresh)


def _conditions(feed: Feed) -> dict[str, str]:
    asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in asked.items() if value}


def _failed(failed: FetchFailed) -> Gathered:
    return Gathered(
        outcome=Outcome.FAILED,
        reason=str(failed),
        status=failed.status,
        wait=schedule.asked_delay(failed.retry_after, feeds.clock()) if failed.status in (429, 503) else None,
        gone=failed.status == _GONE,
        taught={"moved_to": ""},  # the address that it moved to may be what is wrong
    )


def _answered(feed: Feed, found: Fetched, *, afresh: bool) -> Gathered:
    moved: dict[str, object] = {"moved_to": found.moved_to or feed.moved_to}
    told = Gathered(outcome=Outcome.UNCHANGED, status=found.status, size=len(found.body), taught=moved)
    if found.status == _NOT_MODIFIED:
        return told
    if found.status != _OK or not found.body.strip():
        what = "an empty document" if found.status == _OK else f"HTTP status {found.status}"
        return replace(told, outcome=Outcome.FAILED, reason=f"the server answered with {what}")
    etag, modified = _validator(found.etag, 500), _validator(found.last_modified, 100)
    sha256 = hashlib.sha256(found.body).hexdigest()
    told = replace(told, taught={**moved, "etag": etag, "last_modified": modified, "sha256": sha256})
    if sha256 == feed.sha256 and not afresh:
        return told
    file = IncomingFile(name=found.final_url[:500], data=found.body, format=feed.format)
    return replace(told, outcome=Outcome.NEW, files=[file])


def _validator(value: str, limit: int) -> str:
    """Return a validator that can be sent back as it came, else ""."""
    return value if len(value) <= limit and _VALIDATOR.fullmatch(value) else ""


def _from_folder(feed: Feed, *, afresh: bool) -> Gathered:
    try:
        seen = drop_folder.look(root(), folder_parts(feed))
    except drop_folder.FolderRefused as refused:
        return Gathered(outcome=Outcome.REFUSED, reason=str(refused))
    settled = [name for name, stamp in seen.files.items() if afresh or feed.looked.get(name) == stamp]
    taken = _Taken(strange=dict(islice(seen.strange.items(), settings.IMPORT_MAX_FILES)))
    for name in settled[: settings.IMPORT_MAX_FILES]:
        if taken.size <= MOST_FOLDER_BYTES:
            _take(feed, name, seen.files[name], taken)
    left = {name: stamp for name, stamp in seen.files.items() if name not in taken.stamps}
    return Gathered(
        outcome=Outcome.NEW if taken.stamps or taken.strange else Outcome.UNCHANGED,
        reason=f"{len(left)} file{'s' if len(left) > 1 else ''} left for the next look" if left else "",
        size=taken.size,
        files=taken.files,
        taught={"looked": left},
        stamps=taken.stamps,
        strange=taken.strange,
        unsettled=len(left),
    )


@dataclass
class _Taken:
    """What of a folder is imported now: files with their bytes, or the reason why they have none."""

    strange: dict[str, str]
    files: list[IncomingFile] = field(default_factory=list)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    size: int = 0


def _take(feed: Feed, name: str, stamp: Stamp, taken: _Taken) -> None:
    """Read a file, unless it is no longer what the look saw; one that is too large is not read at all."""
    why = size_objection(stamp[0])
    try:
        data, now = (b"", stamp) if why else drop_folder.read(root(), folder_parts(feed), name)
    except drop_folder.FolderRefused as refused:
        why, data, now = str(refused), b"", stamp
    if now != stamp:
        return
    taken.stamps[name] = stamp
    if why:
        taken.strange[name] = why
    else:
        taken.files.append(IncomingFile(name=name, data=data, format=feed.format))
        taken.size += len(data)
