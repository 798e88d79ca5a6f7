"""Fetch the feeds that are due, or one feed now; with --wait, do the work here until the tasks are there."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import due, jobs
from articles.actions import calling, closing, fetches
from articles.models import Feed, FeedFetch, ImportRun
from factcheck.states import Conflict
from reviews.actions.importing import work


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--feed", type=int, metavar="ID", help="this feed, due or not, paused or not")
        parser.add_argument(
            "--wait", action="store_true", help="do the work in this process, and wait for it"
        )
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object a fetch, each in a line"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the feeds and ring for them, or work them here; exit 1 when a fetch was not delivered."""
        called = [_ordered(options["feed"])] if options["feed"] is not None else _due()
        for fetch_id in called:
            self._fetch(fetch_id, wait=options["wait"])
        done = FeedFetch.objects.select_related("feed", "run").filter(pk__in=called).order_by("pk")
        for fetch in done:
            told = _told(fetch)
            self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _line(told))
        if not called and not options["json"]:
            self.stdout.write("No feed is due.")
        if any(fetch.outcome in FeedFetch.UNDELIVERED for fetch in done):
            sys.exit(1)

    def _fetch(self, fetch_id: int, *, wait: bool) -> None:
        if not wait:
            jobs.ring_fetch(FeedFetch.objects.get(pk=fetch_id))
            return
        run_id = fetches.work(fetch_id)
        if run_id is not None:
            left = work(ImportRun.objects.get(pk=run_id), tick=lambda: None)
            closing.close(fetch_id)
            if left:
                self.stderr.write(
                    f"Without claims, because their work failed (see the log): revisions {left}"
                )


def _due() -> list[int]:
    """Give each due feed its fetch; return their ids."""
    called = [calling.call(feed_id) for feed_id in due.due_feeds()]
    return [fetch_id for fetch_id in called if fetch_id is not None]


def _ordered(feed_id: int) -> int:
    """Give this feed a fetch now; return its id. CommandError where there is no such feed, or it is busy."""
    feed = Feed.objects.filter(pk=feed_id).first()
    if feed is None:
        raise CommandError(f"There is no feed {feed_id}. manage.py feeds lists them.")
    try:
        return calling.order(feed, by=None).pk
    except Conflict as conflict:
        raise CommandError(str(conflict)) from conflict


def _told(fetch: FeedFetch) -> dict[str, Any]:
    counts = ("created", "revised", "unchanged", "refused")
    return {
        "fetch": fetch.pk,
        "feed": fetch.feed_id,
        "source": fetch.feed.source_name,
        "state": fetch.state,
        "outcome": fetch.outcome,
        "status": fetch.status,
        "reason": fetch.reason,
        "bytes": fetch.bytes,
        "ms": fetch.ms,
        "run": fetch.run_id,
        **{name: getattr(fetch.run, name) if fetch.run else 0 for name in counts},
    }


def _line(told: dict[str, Any]) -> str:
    if not told["outcome"]:
        return f"Feed {told['feed']} ({told['source']}) is queued."
    why = f": {told['reason']}" if told["reason"] else ""
    counts = ", ".join(f"{told[name]} {name}" for name in ("created", "revised", "unchanged", "refused"))
    brought = f"; {counts}" if told["run"] else ""
    return f"Feed {told['feed']} ({told['source']}) {told['outcome']}{why}{brought}."
