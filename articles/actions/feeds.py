"""Feeds: add, change, pause, resume and remove them, each with its row in the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from articles import schedule
from articles.actions import run_notices
from articles.models import Feed, FeedFetch
from factcheck import audit, states
from factcheck.models import Desk, User

FIELDS: Final = ("source_name", "format", "url", "folder", "full_text", "every", "daily_at", "zone")
# What the last fetch taught is of no use once the feed leads elsewhere or is read as something else.
_TAUGHT: Final = {"etag": "", "last_modified": "", "moved_to": "", "sha256": "", "looked": {}}
_NOT_STARTED: Final = "not started yet"


@transaction.atomic
def add(*, desk: Desk, by: User | None, fields: Mapping[str, Any], start: bool = True) -> Feed:
    """Add a feed with `fields` (FIELDS, as a valid form cleaned them); due at once, or paused until started.

    Raises ValidationError where another feed of the desk has the folder.
    """
    state: dict[str, Any] = (
        {"state": Feed.State.ACTIVE, "next_run_at": Now()}
        if start
        else {"state": Feed.State.PAUSED, "paused_at": Now(), "paused_reason": _NOT_STARTED}
    )
    with _one_a_folder():
        given = {name: fields[name] for name in FIELDS}
        feed = Feed.objects.create(desk=desk, created_by=by, **given, **state)
    feed.refresh_from_db()
    audit.record("feed.added", feed, by=by, desk=desk, source=feed.source_name, place=feed.place)
    return feed


@transaction.atomic
def change(feed: Feed, *, by: User | None, fields: Mapping[str, Any]) -> Feed:
    """Set the given ones of FIELDS; return the feed. A new place or format starts from nothing known.

    Raises ValidationError where another feed of the desk has the folder.
    """
    now = locked(feed.pk)
    new = {name: fields[name] for name in FIELDS if name in fields and fields[name] != getattr(now, name)}
    if not new:
        return now
    if {"url", "folder", "format", "full_text"} & set(new):
        new |= _TAUGHT
    with _one_a_folder():
        Feed.objects.filter(pk=feed.pk).update(**new)
    now.refresh_from_db()
    if not now.is_paused and {"every", "daily_at", "zone"} & set(new):
        Feed.objects.filter(pk=feed.pk).update(next_run_at=planned(now, clock()))
        now.refresh_from_db()
    changed = sorted(set(new) - set(_TAUGHT))
    audit.record("feed.changed", now, by=by, desk=now.desk_id, fields=changed, place=now.place)
    return now


@transaction.atomic
def pause(feed: Feed, *, by: User | None, reason: str) -> None:
    """Stop the schedule of a feed, with the reason that its page shows. Raises WrongState if it is paused."""
    states.move(feed, Feed.State.PAUSED, paused_at=Now(), paused_reason=reason[:500], next_run_at=None)
    if by is None:
        run_notices.feed_stopped(feed, reason)
    audit.record("feed.paused", feed, by=by, desk=feed.desk_id, reason=reason[:500])


@transaction.atomic
def resume(feed: Feed, *, by: User | None) -> None:
    """Start the schedule of a paused feed: it is due at once, and its failures are forgotten.

    Raises WrongState if it is active.
    """
    told: dict[str, Any] = {"paused_at": None, "paused_reason": "", "failures": 0, "last_error": ""}
    states.move(feed, Feed.State.ACTIVE, next_run_at=Now(), **told)
    audit.record("feed.resumed", feed, by=by, desk=feed.desk_id)


@transaction.atomic
def remove(feed: Feed, *, by: User | None) -> None:
    """Remove a feed and its history; what it imported stays, and so does the record.

    Raises Conflict while it is being fetched or imported.
    """
    now = locked(feed.pk)
    if now.fetches.exclude(state=FeedFetch.State.DONE).exists():
        raise states.Conflict("This feed is being fetched now; remove it afterwards.", present="RUNNING")
    audit.record("feed.removed", now, by=by, desk=now.desk_id, source=now.source_name, place=now.place)
    now.delete()


def count_failure(feed: Feed, reason: str, *, wait: timedelta | None = None, gone: bool = False) -> None:
    """Count a failure of a feed that the caller has locked, and wait longer after each.

    `wait` is what the server asked for. Ten in a row, or `gone` for good, and the feed waits for a person.
    """
    failures = feed.failures + 1
    Feed.objects.filter(pk=feed.pk).update(failures=failures, last_error=reason)
    if feed.is_paused:
        return
    if gone:
        pause(feed, by=None, reason=f"the feed is gone: {reason}")
    elif failures >= schedule.FAILURES_TO_PAUSE:
        pause(feed, by=None, reason=f"{failures} failures in a row, the last one: {reason}")
    else:
        delay = wait or schedule.retry_delay(failures)
        Feed.objects.filter(pk=feed.pk).update(next_run_at=clock() + delay)


@contextmanager
def _one_a_folder() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "one_feed_per_desk_and_folder" not in str(error):
            raise
        raise ValidationError({"folder": ["Another feed of this desk has this folder."]}) from error


def locked(feed_id: int) -> Feed:
    """Return the feed, locked to the end of the transaction. Raises Feed.DoesNotExist."""
    return Feed.objects.select_for_update(no_key=True).get(pk=feed_id)


def clock() -> datetime:
    """Return the time by the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cast(datetime, cursor.fetchone()[0])


def planned(feed: Feed, now: datetime) -> datetime:
    """Return when the feed's schedule calls it next after `now`."""
    return schedule.next_run(now, every=feed.every, daily_at=feed.daily_at, zone=feed.zone)
