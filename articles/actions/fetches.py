"""Fetches: work one off from its order to its run, remember what came of it, and close it once imported."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import payload
from articles.actions import attempts, feeds, foreseeing, handing_over, listing
from articles.actions.gathering import Gathered, gather
from articles.formats.parsed import Refusal
from articles.models import Feed, FeedFetch, ImportRun
from factcheck import states, tallies

log = structlog.get_logger(__name__)

State = FeedFetch.State
Outcome = FeedFetch.Outcome

# A folder with files that may still be being written is looked at again this soon.
SECOND_LOOK_SECONDS: Final = 15


def work(fetch_id: int) -> int | None:
    """Work a fetch off; return the id of the run that it started, to be rung for, None where there is none.

    None: done before, another worker is at it, nothing new, nothing delivered, or a dry run. After LIMIT
    attempts the fetch fails with the reason; earlier ones raise what went wrong and leave it to be found.
    """
    with attempts.attempt(_open(), fetch_id) as attempt:
        return None if attempt is None else _try(fetch_id, attempt)


def _open() -> QuerySet[FeedFetch]:
    return FeedFetch.objects.filter(state__in=[State.QUEUED, State.RUNNING])


def _try(fetch_id: int, attempt: int) -> int | None:
    if attempt > attempts.LIMIT:
        _give_up(fetch_id, attempts.DID_NOT_END)
        return None
    try:
        return _work(fetch_id)
    except Exception as error:
        if attempt < attempts.LIMIT:
            raise
        log.exception("feed_fetch.given_up", fetch=fetch_id)
        _give_up(fetch_id, error)
        return None


def _work(fetch_id: int) -> int | None:
    fetch = _open().select_related("feed__desk", "asked_by").get(pk=fetch_id)
    if fetch.state == State.QUEUED:
        states.move(fetch, State.RUNNING, started_at=Now())
    is_dry = fetch.kind == FeedFetch.Kind.DRY
    found = gather(fetch.feed, afresh=is_dry)
    if is_dry:
        _rehearse(fetch, found)
        return None
    found, visited = listing.expand(fetch.feed, found)
    with transaction.atomic():
        return _record(fetch, found, visited)


def _rehearse(fetch: FeedFetch, found: Gathered) -> None:
    delivered = found.outcome not in FeedFetch.UNDELIVERED
    found = listing.sample(fetch.feed, found) if delivered else found
    foreseen = foreseeing.foresee(fetch.feed, found)
    with transaction.atomic():
        _end(fetch, found, foreseen=foreseen)


def _record(fetch: FeedFetch, found: Gathered, visited: listing.Visited) -> int | None:
    """Remember what came; return the id of the run of it, if there is one."""
    feed = feeds.locked(fetch.feed_id)
    if (feed.place, feed.format) != (fetch.feed.place, fetch.feed.format):
        found = replace(found, taught={})  # it was changed meanwhile: what came says nothing of its new place
    if found.outcome in FeedFetch.UNDELIVERED:
        _count_failure(feed, found)
    else:
        _delivered(feed, found)
    if found.outcome == Outcome.NEW:
        run_id = _hand_over(fetch, feed, found)
    else:
        run_id = None
        _end(fetch, found)
    if run_id is not None or found.outcome == Outcome.UNCHANGED:
        listing.remember(visited)
    return run_id


def _hand_over(fetch: FeedFetch, feed: Feed, found: Gathered) -> int | None:
    if ImportRun.objects.filter(feed=feed, finished_at__isnull=True).exists():
        # Somebody had an older run of this feed worked again meanwhile; what came is fetched again after it.
        Feed.objects.filter(pk=feed.pk).update(sha256="", etag="", last_modified="")
        why = "an earlier import from this feed has not finished"
        _end(fetch, replace(found, outcome=Outcome.FAILED, reason=why))
        return None
    run = handing_over.start(
        desk=feed.desk,
        by=fetch.asked_by,
        feed=feed,
        files=found.files,
        refusals=[Refusal(locator=_shown(name), reason=why) for name, why in found.strange.items()],
        source=feed.source_name,
    )
    names = {**dict.fromkeys(found.strange), **found.stamps}
    files = [
        {"name": _shown(name), "path": quote(os.fsencode(name)), "stamp": stamp}
        for name, stamp in names.items()
    ]
    states.move(fetch, State.IMPORTING, run=run, files=files, **_told(found))
    _count(fetch, found)
    return run.pk


def _delivered(feed: Feed, found: Gathered) -> None:
    Feed.objects.filter(pk=feed.pk).update(failures=0, last_error="", **_fitting(found.taught))
    if found.unsettled and not feed.is_paused:
        soon = feeds.clock() + timedelta(seconds=SECOND_LOOK_SECONDS)
        Feed.objects.filter(pk=feed.pk, next_run_at__gt=soon).update(next_run_at=soon)


def _count_failure(feed: Feed, found: Gathered) -> None:
    Feed.objects.filter(pk=feed.pk).update(**_fitting(found.taught))
    feeds.count_failure(feed, payload.storable(found.reason, 1000), wait=found.wait, gone=found.gone)


def _end(fetch: FeedFetch, found: Gathered, **more: Any) -> None:
    states.move(fetch, State.DONE, finished_at=Now(), **_told(found), **more)
    _count(fetch, found)


def _count(fetch: FeedFetch, found: Gathered) -> None:
    if fetch.kind != FeedFetch.Kind.DRY:
        tallies.add(tallies.FETCHES, {found.outcome.value: 1})
    tallies.add(tallies.SECONDS, {"fetch": (found.ms or 0) / 1000})


def _told(found: Gathered) -> dict[str, Any]:
    return {
        "outcome": found.outcome.value,
        "reason": payload.storable(found.reason, 1000),
        "status": found.status,
        "bytes": found.size,
        "ms": found.ms,
    }


def _give_up(fetch_id: int, error: Exception | str) -> None:
    with transaction.atomic():
        fetch = _open().select_related("feed__desk").filter(pk=fetch_id).first()
        if fetch is None:
            return
        if fetch.state == State.QUEUED:
            states.move(fetch, State.RUNNING, started_at=Now())
        reason = attempts.failure("the feed could not be fetched", error)
        found = Gathered(outcome=Outcome.FAILED, reason=reason)
        if fetch.kind != FeedFetch.Kind.DRY:
            _count_failure(feeds.locked(fetch.feed_id), found)
        _end(fetch, found)


def _fitting(taught: dict[str, object]) -> dict[str, Any]:
    """Return the fields to remember; an address longer than its column holds is not remembered."""
    limit = Feed.moved_to.field.max_length or 0
    return {
        name: "" if name == "moved_to" and len(str(value)) > limit else value
        for name, value in taught.items()
    }


def _shown(name: str) -> str:
    """Return a file's name as PostgreSQL can hold it."""
    return payload.storable(name, 500)
